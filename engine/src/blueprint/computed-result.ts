// What are the values of a computed field? The settings that an ordinary field with such values would have.
import type { ValueType } from '../expression/expression.ts'
import type { FieldDef, FieldType, RollupFunction } from './blueprint.ts'
import { isMany } from './field-types.ts'
import { isPlainNumber, type NumberFormat } from './number-format.ts'

/** The part of a definition that says what values are. */
export type Result = Pick<FieldDef, 'type' | 'options' | 'precision' | 'currencies' | 'max' | 'many'>

/** What the result of an expression may be taken for, the usual first. */
const takenFor: { readonly [kind in ValueType['kind']]?: readonly FieldType[] } = {
  number: ['number', 'integer', 'percent', 'money'],
  text: ['text', 'longText', 'email', 'phone', 'url'],
  boolean: ['boolean'],
  date: ['date'],
  datetime: ['datetime'],
  duration: ['duration'],
  money: ['money'],
}

/** Kinds of value that a formula may give. */
export const formulaKinds = Object.keys(takenFor)

/** Undefined when no field holds what the expression gives. */
export function formulaTypes({ kind }: ValueType): readonly FieldType[] | undefined {
  return takenFor[kind]
}

const notLookedUp: readonly FieldType[] = ['relation', 'file', 'image', 'list', 'secret']

/** A field that has a value of its own, and not only a way to one. */
export function canLookUp(field: FieldDef): boolean {
  return !notLookedUp.includes(field.type) && (!isMany(field) || field.type === 'tags')
}

/** The looked-up value is the value, whatever limits people had when they wrote it. */
export function lookupResult({ type, options, precision, currencies, max }: FieldDef): Result {
  return {
    type,
    ...(options && { options }),
    ...(precision !== undefined && { precision }),
    ...(currencies && { currencies }),
    ...(max !== undefined && { max }),
  }
}

const addable: readonly FieldType[] = ['integer', 'number', 'percent', 'rating', 'money', 'duration']
const comparable: readonly FieldType[] = [...addable, 'date', 'datetime', 'time']

/** What can be made of the values of a field, one of each record. */
export function rollupsOf(field: FieldDef): readonly RollupFunction[] {
  if (isMany(field)) return []
  if (field.type === 'boolean') return ['any', 'all']
  if (addable.includes(field.type)) return ['sum', 'avg', 'min', 'max']
  return comparable.includes(field.type) ? ['min', 'max'] : []
}

/** `field` is undefined where records are counted. */
export function rollupResult(wanted: RollupFunction, field: FieldDef | undefined): Result {
  if (wanted === 'count' || !field) return { type: 'integer' }
  if (field.type === 'boolean') return { type: 'boolean' }
  // What integers and ratings come to on the way may be neither.
  if (wanted === 'avg' || wanted === 'sum') {
    const counted = field.type === 'integer' || field.type === 'rating'
    return counted ? { type: 'number' } : lookupResult(field)
  }
  return lookupResult(field)
}

export function numberResult(format: NumberFormat): Result {
  return { type: isPlainNumber(format) ? 'integer' : 'text' }
}
