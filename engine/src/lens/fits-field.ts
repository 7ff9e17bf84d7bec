// Could a field hold this value, by its type and all its limits?
import type { FieldDef } from '../blueprint/blueprint.ts'
import { compileValueCheck } from '../blueprint/validator.ts'
import type { Json } from '../json.ts'

/** A test compiled for one field; `value` is in stored form. */
export function fitsField(field: FieldDef): (value: Json) => boolean {
  const { required: _, showWhen: __, default: ___, ...alone } = field
  return compileValueCheck(alone)
}
