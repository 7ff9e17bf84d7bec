// What may be done in a cell: typed into, switched, moved on by a step, or only looked at, and then why?
import type { FieldType, WireField } from '../api/blueprints-api.ts'
import { isClockColumn } from '../record-clock/clock-column.ts'

export type CellAct =
  | { readonly kind: 'type' }
  /** Yes and no are switched, without an input. */
  | { readonly kind: 'switch' }
  /** Too much for a cell: the record opens instead. */
  | { readonly kind: 'open' }
  /** The state of a flow: the steps of that one are offered. */
  | { readonly kind: 'steps' }
  | { readonly kind: 'fixed'; readonly why: 'computed' | 'readOnly' | 'clock' }

const large: readonly FieldType[] = ['richText', 'address', 'json', 'list', 'file', 'image', 'secret']

export function cellAct(field: WireField, stateFields: readonly string[]): CellAct {
  if (stateFields.includes(field.key)) return { kind: 'steps' }
  if (isClockColumn(field.key)) return { kind: 'fixed', why: 'clock' }
  if (field.computed) return { kind: 'fixed', why: 'computed' }
  if (field.readOnly) return { kind: 'fixed', why: 'readOnly' }
  if (large.includes(field.type)) return { kind: 'open' }
  return { kind: field.type === 'boolean' ? 'switch' : 'type' }
}

const chosen: readonly FieldType[] = ['enum', 'user', 'relation']

/** One choice is the whole value: it is saved as soon as it is made. */
export function isOneChoice(field: WireField): boolean {
  return chosen.includes(field.type) && field.many !== true
}
