// Which text stands for a record's place in a view, so that the whole view is one range of one index?
import type { BlueprintVersion } from '../blueprint/blueprint.ts'
import { readClockMember } from '../expression/clock-members.ts'
import { compileExpression } from '../expression/compile-to-closures.ts'
import { evaluatePredicate } from '../expression/evaluate-predicate.ts'
import type { Expression } from '../expression/expression.ts'
import type { Predicate } from '../expression/predicate.ts'
import type { SlotValue } from '../record/slot-value.ts'
import { type SortKey, sortValue } from '../record/sort-key.ts'
import type { StoredRecord } from '../record/stored-record.ts'

export interface KeyedView {
  readonly filter?: Expression
  /** Instead of, or beside, `filter`. */
  readonly where?: Predicate
  readonly sort: readonly SortKey[]
}

/** Keys of more sort keys than this outgrow what an index takes. */
const MAX_VIEW_KEYS = 3

/**
 * Can the view's rows carry a key? Not when who looks or when decides which rows are in it: a key changes only when its
 * record does. How a clock stands may change by its flow and by a calendar alone.
 */
export function isKeyable(view: KeyedView): boolean {
  const { filter, sort } = view
  const usesClocks = filter?.usesClocks !== undefined || sort.some(({ ref }) => isClock(ref))
  return sort.length <= MAX_VIEW_KEYS && !filter?.usesNow && !filter?.usesActor && !usesClocks
}

function isClock(ref: SortKey['ref']): boolean {
  return 'member' in ref && readClockMember(ref.member) !== undefined
}

/**
 * Rows that are equal in every key of a list follow each other by number, in the direction of the last key. An index gives that
 * only when the key and the number run the same way: a view whose last key is descending has its keys turned around, and is read
 * from the end.
 */
export function isReadBackward(sort: readonly SortKey[]): boolean {
  return sort.at(-1)?.descending ?? false
}

/**
 * Order-preserving text: the bytes of two keys compare as the records do (the other way round when it is read backward), ties
 * aside: the row number follows outside. Null when the record is not in the view.
 */
export function viewKey(view: KeyedView, version: BlueprintVersion, stored: StoredRecord): string | null {
  if (!isInView(view, stored)) return null
  return viewKeyOf(
    view.sort,
    view.sort.map((key) => sortValue(withType(key, version), stored)),
  )
}

/** The key of a place between records: the values of a sort, one per key. */
export function viewKeyOf(sort: readonly SortKey[], values: readonly SlotValue[]): string {
  const backward = isReadBackward(sort)
  return sort.map(({ descending }, i) => part(values[i] ?? null, descending !== backward, backward)).join('')
}

function isInView({ filter, where }: KeyedView, stored: StoredRecord): boolean {
  if (where && evaluatePredicate(where, stored.data, stored) !== true) return false
  if (!filter) return true
  const { data, ...record } = stored
  const answer = compileExpression(filter)({ data, record, now: 0 })
  return answer.kind === 'value' && answer.value === true
}

/** A stored view says the field; the version, what type it has by now. */
function withType(key: SortKey, version: BlueprintVersion): SortKey {
  if ('member' in key.ref) return key
  const { field } = key.ref
  const type = version.fields.find((one) => one.id === field)?.type ?? key.type
  return type ? { ...key, type } : key
}

const VALUE = '1'
/** Empty comes last in both directions, whichever way the keys are read. */
const EMPTY = '2'
const EMPTY_BACKWARD = '0'

function part(value: SlotValue, descending: boolean, backward: boolean): string {
  if (value === null) return backward ? EMPTY_BACKWARD : EMPTY
  if (typeof value === 'number') return VALUE + numberPart(value, descending)
  return VALUE + (descending ? descendingText(value) : ascendingText(value))
}

const bits = new DataView(new ArrayBuffer(8))

/** The bits of a double, turned so that they compare as the number does: 16 digits. */
function numberPart(value: number, descending: boolean): string {
  bits.setFloat64(0, value === 0 ? 0 : value)
  const high = bits.getUint32(0)
  const low = bits.getUint32(4)
  const negative = high >= 0x80000000
  // A negative number's bits are turned around entirely; of a positive one, only the sign. Descending turns all of that.
  const turnedHigh = negative ? ~high : high ^ 0x80000000
  const turnedLow = negative ? ~low : low
  return hex(descending ? ~turnedHigh : turnedHigh) + hex(descending ? ~turnedLow : turnedLow)
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0')
}

/** A beginning comes before the whole: the end is the lowest sign, and the two lowest are written with a sign before them. */
function ascendingText(text: string): string {
  return `${text.replace(/[\x01\x02]/g, '\x02$&')}\x01`
}

/** Every sign turned around; the end is the highest, so a beginning comes after the whole. */
function descendingText(text: string): string {
  let turned = ''
  for (const character of text) {
    const point = character.codePointAt(0) as number
    turned +=
      point < 0x80 ? String.fromCharCode(0x83 - point) : `\x02${(0x10ffff - point).toString(16).padStart(6, '0')}`
  }
  return `${turned}\u00ff`
}
