// A version in which other fields stand where some stood. The ids of those that go are never given out again.
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'
import { fieldTypeDefs } from '../blueprint/field-types.ts'
import type { FieldId } from '../ids.ts'
import { withoutField } from '../lens/op-kind.ts'

/** A title that goes is passed on to the first of the new fields. */
export function replacedFields(
  version: BlueprintVersion,
  gone: readonly FieldId[],
  come: readonly FieldDef[],
): BlueprintVersion {
  const at = version.fields.findIndex(({ id }) => gone.includes(id))
  const rest = gone.reduce(withoutField, version)
  const fields = [...rest.fields.slice(0, Math.max(at, 0)), ...come, ...rest.fields.slice(Math.max(at, 0))]
  const { titleField, ...untitled } = { ...rest, fields }
  if (titleField === undefined || !gone.includes(titleField)) return { ...rest, fields }
  const [heir] = come
  return heir && fieldTypeDefs[heir.type].textLike ? { ...untitled, titleField: heir.id } : untitled
}
