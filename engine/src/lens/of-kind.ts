// Is a stored value one that a field of this type can have written? A database of many years may hold others, and no lens may stumble.
import type { FieldDef, FieldType } from '../blueprint/blueprint.ts'
import { fieldTypeDefs, isMany } from '../blueprint/field-types.ts'
import { canonicalDecimal } from '../decimal.ts'
import { isJsonObject, type Json } from '../json.ts'
import { datetimeValue, dateValue, durationValue, timeValue } from '../record/canonical-time.ts'

/** By its shape alone: limits and formats are the validator's. */
export function ofKind(field: FieldDef): (value: Json) => boolean {
  const one = single({ ...field, type: field.of ?? field.type })
  return isMany(field) ? (value) => Array.isArray(value) && value.every((item: Json) => one(item)) : one
}

function single(field: FieldDef): (value: Json) => boolean {
  if (field.type === 'money') return isMoney
  const moment = moments[field.type]
  if (moment) return (value) => typeof value === 'string' && moment(value) !== undefined
  switch (fieldTypeDefs[field.type].schema(field, 'stored')['type']) {
    case 'string':
      return (value) => typeof value === 'string'
    case 'integer':
      return (value) => Number.isSafeInteger(value)
    case 'number':
      return (value) => typeof value === 'number'
    case 'boolean':
      return (value) => typeof value === 'boolean'
    case 'object':
      return isJsonObject
    default:
      return () => true
  }
}

/** A text that is no moment has no place on any calendar. */
const moments: { readonly [T in FieldType]?: (text: string) => number | undefined } = {
  date: dateValue,
  time: timeValue,
  datetime: datetimeValue,
  duration: durationValue,
}

function isMoney(value: Json): boolean {
  if (!isJsonObject(value)) return false
  const { amount, currency } = value
  return typeof amount === 'string' && canonicalDecimal(amount) !== undefined && typeof currency === 'string'
}
