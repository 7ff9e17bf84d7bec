// How does a choice become several, a yes or a number, and back?
import type { Json } from '../json.ts'
import type { Converter } from './converter.ts'
import { integerOf } from './numbers.ts'
import { readAmount } from './read-number.ts'
import { optionKeys } from './to-text.ts'
import { booleansOf, optionReader, yesAndNo } from './words.ts'

/** A list that comes back keeps what stood after its first choice. */
export const enumToTags: Converter = () => (value, past) => {
  const rest = Array.isArray(past) ? (past as readonly Json[]).slice(1).filter((one) => one !== value) : []
  return [value, ...rest]
}

/** The first one. */
export const tagsToEnum: Converter = () => (value) => (value as readonly Json[])[0] ?? null

export const booleanToEnum: Converter = ({ to }) => {
  const meant = yesAndNo(to)
  return (value) => (value === true ? meant?.yes.id : meant?.no.id)
}

export const enumToBoolean: Converter = ({ from }) => {
  const meanings = booleansOf(from)
  return (value) => meanings.get(value)
}

/** The option that is called like the number. */
export const integerToEnum: Converter = ({ to }) => {
  const optionIn = optionReader(to)
  return (value) => optionIn(String(value))?.id
}

/** The number that the key says, else the one that a label says. */
export const enumToInteger: Converter = ({ from }) => {
  const keyOf = optionKeys(from)
  const numbers = new Map(
    (from.options ?? []).map(({ id, label }) => {
      const texts = [keyOf(id), ...(typeof label === 'string' ? [label] : Object.values(label ?? {}))]
      return [id as Json, texts.map(wholeNumber).find((number) => number !== undefined)]
    }),
  )
  return (value) => numbers.get(value)
}

function wholeNumber(text: string): number | undefined {
  return integerOf(readAmount(text, undefined)?.decimal, undefined)
}
