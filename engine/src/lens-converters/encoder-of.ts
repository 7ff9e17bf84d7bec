// What is the stored form of a value for a field, if it is spelled as the field wants it?
import type { FieldDef } from '../blueprint/blueprint.ts'
import type { Json } from '../json.ts'
import { valueEncoder } from '../record/encode-value.ts'
import { Refused } from '../record/refused.ts'

/** Undefined for a value that the field's type does not have; its limits are not asked. */
export function encoderOf(field: FieldDef): (value: Json) => Json | undefined {
  const encode = valueEncoder(field)
  return (value) => {
    const encoded = encode(value)
    return encoded instanceof Refused ? undefined : encoded
  }
}
