// How is a value written as text? Canonically, so that reading the text gives the value again.
import type { FieldDef } from '../blueprint/blueprint.ts'
import type { Json, JsonObject } from '../json.ts'
import { datetimeValue } from '../record/canonical-time.ts'
import { localTime } from '../zone-time.ts'
import type { Converter } from './converter.ts'
import { readFormat, writeInFormat } from './read-moment.ts'

export const textToText: Converter = () => (value) => value
export const formedToText: Converter = () => (value) => value

/** As programs write it: `12.5`, `true`. */
export const plainToText: Converter = () => (value) => String(value)

export const moneyToText: Converter = () => (value) => {
  const { amount, currency } = value as JsonObject
  return `${String(amount)} ${String(currency)}`
}

export const dateToText: Converter = ({ params }) => {
  const format = params.format === undefined ? undefined : readFormat(params.format)
  return (value) => (format ? writeInFormat({ date: value as string, time: 0 }, format) : value)
}

/** In UTC with the zone named, or in a form, by the clocks of the zone. */
export const datetimeToText: Converter = ({ params }) => {
  const format = params.format === undefined ? undefined : readFormat(params.format)
  return (value) => {
    const instant = datetimeValue(value as string)
    return format && instant !== undefined ? writeInFormat(localTime(instant, params.zone ?? 'UTC'), format) : value
  }
}

/** The key: the one spelling that no two options share. */
export const enumToText: Converter = ({ from }) => {
  const keyOf = optionKeys(from)
  return (value) => keyOf(value)
}

export const tagsToText: Converter = ({ from }) => {
  const keyOf = optionKeys(from)
  return (value) => (value as readonly Json[]).map(keyOf).join(', ')
}

/** A value that is no option of the field any more is said by its id. */
export function optionKeys({ options = [] }: FieldDef): (value: Json) => string {
  const keys = new Map<Json, string>(options.map(({ id, key }) => [id, key]))
  return (value) => keys.get(value) ?? String(value)
}
