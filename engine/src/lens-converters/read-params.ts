// What may be said about a conversion, and what is it when nobody says anything?

import type { FieldDef } from '../blueprint/blueprint.ts'
import { type OpPlace, report } from '../lens/op-kind.ts'
import { canonicalTime } from '../record/canonical-time.ts'
import { isZone } from '../zone-time.ts'
import type { ConversionParams } from './converter.ts'
import { localeNames } from './locales.ts'
import { readFormat } from './read-moment.ts'
import { kindOfType, type ValueKind } from './retype-matrix.ts'

/** Params as they are sent; `match` and the like belong to other ops. */
export type WireParams = { readonly [name: string]: unknown }

/** Everything that is known about the pair of fields, frozen. Reports what is wrong or has no meaning for the pair. */
export function readParams(
  wire: WireParams,
  from: FieldDef,
  to: FieldDef,
  place: OpPlace,
): ConversionParams | undefined {
  const faults = place.reading.issues.length
  for (const [name, value] of Object.entries(wire)) checkParam(name, value, from, to, place)
  if (place.reading.issues.length > faults) return undefined
  const params = wire as ConversionParams
  const zone = params.zone ?? (hasMeaning('zone', from, to) ? place.zone : undefined)
  const time = params.time === undefined ? undefined : canonicalTime(params.time)
  return { ...params, ...(zone !== undefined && { zone }), ...(time !== undefined && { time }) }
}

const digits: readonly ValueKind[] = ['integer', 'number', 'money']
const moments: readonly ValueKind[] = ['date', 'datetime']
const texts: readonly ValueKind[] = ['text', 'longText']

/** Conversions go both ways, so what means something on the way back means something. */
const meanings: { readonly [name: string]: (kinds: readonly ValueKind[]) => boolean } = {
  rounding: (kinds) => kinds.every((kind) => digits.includes(kind) || texts.includes(kind)) && has(kinds, digits),
  locale: (kinds) => has(kinds, texts) && (has(kinds, digits) || has(kinds, moments)),
  zone: (kinds) => kinds.every((kind) => moments.includes(kind)) || (has(kinds, texts) && has(kinds, moments)),
  format: (kinds) => has(kinds, texts) && has(kinds, moments),
  currency: (kinds) => kinds.includes('money'),
  time: (kinds) => kinds.includes('datetime'),
}

function has(kinds: readonly ValueKind[], wanted: readonly ValueKind[]): boolean {
  return kinds.some((kind) => wanted.includes(kind))
}

function hasMeaning(name: string, from: FieldDef, to: FieldDef): boolean {
  const kinds = [from, to].flatMap(({ type }) => kindOfType(type) ?? [])
  return Object.hasOwn(meanings, name) && (meanings[name]?.(kinds) ?? false)
}

function checkParam(name: string, value: unknown, from: FieldDef, to: FieldDef, place: OpPlace): void {
  const at = ['params', name]
  const said = String(value)
  if (!hasMeaning(name, from, to)) return report(place, at, 'no-meaning-here', { name, from: from.type, to: to.type })
  if (name === 'locale' && !localeNames.includes(said))
    return report(place, at, 'unknown-locale', { name: said, known: localeNames })
  if (name === 'zone' && !isZone(said)) return report(place, at, 'unknown-time-zone', { name: said })
  if (name === 'time' && canonicalTime(said) === undefined) return report(place, at, 'not-time', { label: 'time' })
  if (name === 'format') return checkFormat(said, place)
  const { currencies } = kindOfType(to.type) === 'money' ? to : from
  if (name === 'currency' && currencies && !currencies.includes(said))
    report(place, at, 'unknown-currency', { label: to.label ?? to.key, value: said, known: currencies })
}

/** A form without a time of day is fine for moments too: they begin at the time that is said. */
function checkFormat(format: string, place: OpPlace): void {
  if (!readFormat(format)) report(place, ['params', 'format'], 'bad-moment-format', { format })
}
