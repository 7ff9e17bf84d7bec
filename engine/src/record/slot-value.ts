// Which number or text stands for a value in a slot, so that slots sort and compare as the values do?
import type { FieldDef } from '../blueprint/blueprint.ts'
import { slotOf } from '../blueprint/field-types.ts'
import { foldText } from '../fold-text.ts'
import type { Json, JsonObject } from '../json.ts'
import { datetimeValue, dateValue, durationValue, timeValue } from './canonical-time.ts'

/** Longer texts are equal in their slot when their beginnings are; the document decides then. */
export const LONGEST_SLOT_TEXT = 200

export type SlotValue = string | number | null

/**
 * Text is folded and cut; an enum is its option id, a user and a relation their public id; booleans are 0 and 1; money its amount;
 * moments are epoch milliseconds, a time of day and a duration milliseconds. Null: empty, or not a value of this field.
 */
export function slotValue(field: FieldDef, value: Json | undefined): SlotValue {
  if (value === undefined || value === null) return null
  switch (slotOf(field)) {
    case null:
      return null
    case 's':
      return typeof value === 'string' ? textValue(field, value) : null
    case 'n':
      return numberValue(field, value)
    case 't':
      return typeof value === 'string' ? (momentValue(field, value) ?? null) : null
    case 'r':
      return typeof value === 'string' ? value : null
  }
}

function textValue(field: FieldDef, value: string): string {
  return field.type === 'enum' || field.type === 'user' ? value : foldedStart(value)
}

/** The fold of a beginning begins the fold of the whole, so most of a long text need not be folded. */
function foldedStart(text: string): string {
  if (text.length <= LONGEST_SLOT_TEXT) return cut(foldText(text))
  const start = foldText(whole(text.slice(0, LONGEST_SLOT_TEXT * 2)))
  return cut(start.length >= LONGEST_SLOT_TEXT ? start : foldText(text))
}

function cut(folded: string): string {
  return folded.length <= LONGEST_SLOT_TEXT ? folded : whole(folded.slice(0, LONGEST_SLOT_TEXT))
}

/** Without the first half of a pair whose second half was cut off. */
function whole(text: string): string {
  const last = text.charCodeAt(text.length - 1)
  return last >= 0xd800 && last < 0xdc00 ? text.slice(0, -1) : text
}

function numberValue(field: FieldDef, value: Json): number | null {
  if (typeof value === 'boolean') return value ? 1 : 0
  if (field.type === 'money') return finite(Number((value as JsonObject)['amount']))
  if (field.type === 'duration') return durationValue(String(value)) ?? null
  return typeof value === 'number' ? finite(value) : null
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}

function momentValue(field: FieldDef, value: string): number | undefined {
  if (field.type === 'date') return dateValue(value)
  return field.type === 'time' ? timeValue(value) : datetimeValue(value)
}
