// Which converters are there? The only list. A name says what becomes what, and a version: what is published under one never changes.

import type { FieldDef } from '../blueprint/blueprint.ts'
import { ofKind } from '../lens/of-kind.ts'
import { booleanToEnum, enumToBoolean, enumToInteger, enumToTags, integerToEnum, tagsToEnum } from './choices.ts'
import type { Conversion, Convert, Converter } from './converter.ts'
import {
  textToBoolean,
  textToDate,
  textToDatetime,
  textToEnum,
  textToFormed,
  textToInteger,
  textToMoney,
  textToNumber,
  textToOwnInteger,
  textToOwnNumber,
  textToTags,
} from './from-text.ts'
import { dateToDatetime, datetimeToDate } from './moments.ts'
import {
  booleanToNumber,
  moneyToInteger,
  moneyToNumber,
  numberToBoolean,
  toInteger,
  toMoney,
  toNumber,
} from './numbers.ts'
import { cellOf, kindOfType, type ValueKind } from './retype-matrix.ts'
import {
  dateToText,
  datetimeToText,
  enumToText,
  formedToText,
  moneyToText,
  plainToText,
  tagsToText,
  textToText,
} from './to-text.ts'

const same: Converter = () => (value) => value

const converters: { readonly [name: string]: Converter } = {
  'same@1': same,
  'text→text@1': textToText,
  'text→integer@1': textToInteger,
  'text→integer@2': textToOwnInteger,
  'text→number@1': textToNumber,
  'text→number@2': textToOwnNumber,
  'text→money@1': textToMoney,
  'text→boolean@1': textToBoolean,
  'text→date@1': textToDate,
  'text→datetime@1': textToDatetime,
  'text→enum@1': textToEnum,
  'text→tags@1': textToTags,
  'text→formed@1': textToFormed,
  'integer→text@1': plainToText,
  'integer→integer@1': toInteger,
  'integer→number@1': toNumber,
  'integer→money@1': toMoney,
  'integer→boolean@1': numberToBoolean,
  'integer→enum@1': integerToEnum,
  'number→text@1': plainToText,
  'number→integer@1': toInteger,
  'number→number@1': toNumber,
  'number→money@1': toMoney,
  'number→boolean@1': numberToBoolean,
  'money→text@1': moneyToText,
  'money→integer@1': moneyToInteger,
  'money→number@1': moneyToNumber,
  'boolean→text@1': plainToText,
  'boolean→integer@1': booleanToNumber,
  'boolean→number@1': booleanToNumber,
  'boolean→enum@1': booleanToEnum,
  'date→text@1': dateToText,
  'date→datetime@1': dateToDatetime,
  'datetime→text@1': datetimeToText,
  'datetime→date@1': datetimeToDate,
  'enum→text@1': enumToText,
  'enum→integer@1': enumToInteger,
  'enum→boolean@1': enumToBoolean,
  'enum→tags@1': enumToTags,
  'tags→text@1': tagsToText,
  'tags→enum@1': tagsToEnum,
  'formed→text@1': formedToText,
  'formed→formed@1': textToFormed,
}

/** Which version new changes use, where it is not the first. */
const newest: { readonly [name: string]: number } = { 'text→integer': 2, 'text→number': 2 }

function converterName(from: ValueKind, to: ValueKind): string {
  const short = (kind: ValueKind) => (kind === 'longText' ? 'text' : kind)
  const name = `${short(from)}→${short(to)}`
  return `${name}@${newest[name] ?? 1}`
}

/** The names of today's converters between two fields, there and back; undefined where the matrix offers none. */
export function convertersBetween(
  from: Pick<FieldDef, 'type'>,
  to: Pick<FieldDef, 'type'>,
): { readonly there: string; readonly back: string } | undefined {
  if (from.type === to.type) return { there: 'same@1', back: 'same@1' }
  const kinds = [kindOfType(from.type), kindOfType(to.type)] as const
  if (kinds[0] === undefined || kinds[1] === undefined || cellOf(kinds[0], kinds[1]) === '–') return undefined
  return { there: converterName(kinds[0], kinds[1]), back: converterName(kinds[1], kinds[0]) }
}

/** A value of another kind than the field's cannot be carried over. Throws a RangeError for a name that this program does not know: it was published by a newer one. */
export function converterNamed(name: string, conversion: Conversion): Convert {
  const converter = Object.hasOwn(converters, name) ? converters[name] : undefined
  if (!converter) throw new RangeError(`this program does not know the converter ${name}`)
  const convert = converter(conversion)
  const knows = ofKind(conversion.from)
  return (value, past) => (knows(value) ? convert(value, past) : undefined)
}
