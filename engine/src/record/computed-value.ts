// What does a field store of the value that an expression gave?
import type { FieldDef } from '../blueprint/blueprint.ts'
import { isMany } from '../blueprint/field-types.ts'
import type { Json } from '../json.ts'
import { instantOf, localTime } from '../zone-time.ts'
import { datetimeValue, dateValue } from './canonical-time.ts'
import { valueEncoder } from './encode-value.ts'
import { type EncodeValue, Refused } from './refused.ts'

/**
 * The result of an evaluation in the field's canonical form; undefined when it is empty; refused when the field cannot hold it.
 * A day and an instant become each other by the zone's calendar.
 */
export function computedValue(field: FieldDef, value: unknown, zone: string): Json | undefined | Refused {
  if (value === null || value === undefined) return undefined
  if (field.options) return optionValue(field, value)
  return encoderOf(field)(typeof value === 'string' ? momentFor(field, value, zone) : value)
}

/** Expressions give option ids; on the wire a key would win over them. */
function optionValue(field: FieldDef, value: unknown): Json | Refused {
  const ids = field.options?.map(({ id }) => id) as readonly unknown[]
  if (isMany(field)) {
    const all = Array.isArray(value) ? value : [value]
    return all.every((one) => ids.includes(one)) ? ([...new Set(all)] as Json[]) : encoderOf(field)(all)
  }
  return ids.includes(value) ? (value as Json) : encoderOf(field)(value)
}

function momentFor(field: FieldDef, text: string, zone: string): string {
  if (field.type === 'date' || field.type === 'time') {
    const instant = datetimeValue(text)
    if (instant === undefined) return text
    const local = localTime(instant, zone)
    return field.type === 'date' ? local.date : clock(local.time)
  }
  if (field.type !== 'datetime' || dateValue(text) === undefined) return text
  return new Date(instantOf({ date: text, time: 0 }, zone)).toISOString()
}

function clock(time: number): string {
  return new Date(time - (time % 1000)).toISOString().slice(11, 19)
}

const encoders = new WeakMap<FieldDef, EncodeValue>()

function encoderOf(field: FieldDef): EncodeValue {
  const known = encoders.get(field)
  if (known) return known
  const encode = valueEncoder(field)
  encoders.set(field, encode)
  return encode
}
