// Could a field hold this value, by its type and all its limits?
import type { FieldDef } from '../blueprint/blueprint.ts'
import { validateData } from '../blueprint/validator.ts'
import type { Json } from '../json.ts'
import { versionOf } from './version-of.ts'

/** A test compiled for one field; `value` is in stored form. */
export function fitsField(field: FieldDef): (value: Json) => boolean {
  const { required: _, showWhen: __, default: ___, ...alone } = field
  const version = versionOf(alone)
  return (value) => validateData(version, { [field.id]: value }).length === 0
}
