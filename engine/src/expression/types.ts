// Which types does an expression know, and which of them go together?

import type { FieldId, OptionId } from '../ids.ts'
import type { ScopeClock } from './clock-members.ts'
import type { ValueType } from './expression.ts'

/** A field as an expression sees it. */
export interface ScopeField {
  readonly id: FieldId
  readonly key: string
  readonly type: ValueType
  readonly options?: readonly { readonly id: OptionId; readonly key: string }[]
  /** The fields of one element, when the field is a repeating group. */
  readonly fields?: readonly ScopeField[]
}

/** What an expression may name. */
export interface ExpressionScope {
  readonly fields: readonly ScopeField[]
  /** The fields of the event's form, as `input.<key>`. */
  readonly input?: readonly ScopeField[]
  /** The record's fields as they were before a change, as `before.<key>`. */
  readonly before?: readonly ScopeField[]
  /** What somebody sent from outside, as `payload` and whatever is in it: of any type. */
  readonly payload?: boolean
  /** The field whose options are the values of `record.state`. */
  readonly stateField?: FieldId
  /** The clocks of the record's flow, as `record.clocks.<name>`: where lists are asked for, since only they know how clocks stand. */
  readonly clocks?: readonly ScopeClock[]
  /** Everything but `input` is allowed unless said otherwise. */
  readonly allow?: {
    readonly input?: boolean
    readonly actor?: boolean
    readonly now?: boolean
    readonly record?: boolean
  }
}

/** The types of the outside, and the element of a repeating group. */
export type Type = ValueType | { readonly kind: 'group'; readonly fields: readonly ScopeField[] }
export type Kind = Type['kind']

export const textType: ValueType = { kind: 'text' }
export const numberType: ValueType = { kind: 'number' }
export const booleanType: ValueType = { kind: 'boolean' }
export const dateType: ValueType = { kind: 'date' }
export const datetimeType: ValueType = { kind: 'datetime' }
export const durationType: ValueType = { kind: 'duration' }
export const anyType: ValueType = { kind: 'any' }
export const nullType: ValueType = { kind: 'null' }
export const userType: ValueType = { kind: 'user' }

export function listOf(of: Type): Type {
  return { kind: 'list', of: of as ValueType }
}

export function elementOf(type: Type): Type {
  return type.kind === 'list' ? type.of : anyType
}

/** For messages: `list of text`. */
export function typeName(type: Type): string {
  return type.kind === 'list' ? `list of ${typeName(type.of)}` : type.kind
}

const families: { readonly [kind in Kind]?: string } = {
  text: 'text',
  relation: 'text',
  user: 'text',
  number: 'number',
  money: 'number',
  date: 'moment',
  datetime: 'moment',
}

/** May the two stand on the sides of `==`? */
export function comparable(a: Type, b: Type): boolean {
  if (isOpen(a) || isOpen(b)) return true
  if (a.kind === 'enum' && b.kind === 'enum') return a.field === b.field
  if (a.kind === 'list' && b.kind === 'list') return comparable(a.of, b.of)
  if (a.kind === 'relation' && b.kind === 'relation') return a.blueprint === b.blueprint
  return (families[a.kind] ?? a.kind) === (families[b.kind] ?? b.kind)
}

/** May the two stand on the sides of `<`? */
export function orderable(a: Type, b: Type): boolean {
  return hasOrder(a) && hasOrder(b) && comparable(a, b)
}

function hasOrder(type: Type): boolean {
  return ['text', 'number', 'money', 'date', 'datetime', 'duration', 'any', 'null'].includes(type.kind)
}

function isOpen(type: Type): boolean {
  return type.kind === 'any' || type.kind === 'null'
}

/** May a value of this type be put where that type is wanted? */
export function fits(type: Type, wanted: Type): boolean {
  if (isOpen(type) || isOpen(wanted)) return true
  if (wanted.kind === 'list') return type.kind === 'list' && fits(type.of, wanted.of)
  if (wanted.kind === 'enum') return type.kind === 'enum' && type.field === wanted.field
  if (wanted.kind === 'relation')
    return type.kind === 'text' || (type.kind === 'relation' && type.blueprint === wanted.blueprint)
  if (wanted.kind === 'text' || wanted.kind === 'user') return ['text', 'user', 'relation'].includes(type.kind)
  return type.kind === wanted.kind
}

/** The type that holds both, for the branches of a choice and the elements of a list. */
export function joined(a: Type, b: Type): Type | undefined {
  if (a.kind === 'null') return b
  if (b.kind === 'null') return a
  if (a.kind === 'any' || b.kind === 'any') return anyType
  if (fits(b, a)) return a
  if (fits(a, b)) return b
  return undefined
}
