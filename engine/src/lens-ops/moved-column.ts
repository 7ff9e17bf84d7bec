// Which field of another blueprint takes the values of a field that moves there?
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'
import type { OptionId } from '../ids.ts'
import type { MovedColumn } from '../lens/op.ts'
import type { OpPlace } from '../lens/op-kind.ts'

/** The field of the target that takes the values: of the same key, and of the same kind. */
export function columnOf(
  field: FieldDef,
  target: BlueprintVersion,
  { outer, version }: OpPlace,
): MovedColumn | undefined {
  // Into the blueprint itself nothing can move: its fields are those that leave.
  if (target.name === (outer ?? version).name) return undefined
  const column = target.fields.find(({ key }) => key === field.key)
  if (column?.type !== field.type || column.blueprint !== field.blueprint || column.many || column.computed)
    return undefined
  if (!field.options) return { id: column.id }
  const pairs = field.options.map(({ id, key }) => [id, column.options?.find((one) => one.key === key)?.id] as const)
  return pairs.some(([, there]) => there === undefined)
    ? undefined
    : { id: column.id, options: Object.fromEntries(pairs) as { [option: OptionId]: OptionId } }
}
