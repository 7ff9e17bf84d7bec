// How does the neutral filter become SQL, equal in meaning on both databases?
import {
  type Comparison,
  type FieldDef,
  type FieldId,
  foldText,
  isMany,
  LONGEST_SLOT_TEXT,
  type Predicate,
  type Scalar,
  slotValue,
  tagValue,
} from '@molde/engine'
import { clockRows, noClock } from './clock-sql.ts'
import { type ClockPlace, documentNumber, type Ground, inCondition, type Place, placeOf } from './field-sql.ts'
import { type Fragment, joined, listOf, sql } from './fragment-sql.ts'

export interface Condition extends Fragment {
  readonly truth: Truth
  /** Fields read from the document because they have no slot: rows are looked at one by one. */
  readonly scanned: readonly FieldId[]
}

/**
 * `exact`: true, false and unknown as the filter means them. `positive`: true for the same rows, but false and unknown are not told
 * apart, so it cannot be negated. `rough`: rows may pass that should not, and each must be looked at again; none is lost.
 */
type Truth = 'exact' | 'positive' | 'rough'

const truths: readonly Truth[] = ['exact', 'positive', 'rough']

const comparators: { readonly [cmp in Comparison]: string } = {
  eq: '=',
  ne: '<>',
  lt: '<',
  lte: '<=',
  gt: '>',
  gte: '>=',
}
/** A text slot shorter than this was not cut: half of the limit, for a character may count two. */
const surelyWhole = LONGEST_SLOT_TEXT / 2

const everything: Condition = { ...sql('1 = 1'), truth: 'exact', scanned: [] }
const nothing: Condition = { ...sql('1 = 0'), truth: 'exact', scanned: [] }

export function predicateSql(ground: Ground, predicate: Predicate): Condition {
  switch (predicate.op) {
    case 'always':
      return everything
    case 'never':
      return nothing
    case 'and':
    case 'or':
      return connected(
        predicate.op,
        predicate.of.map((part) => predicateSql(ground, part)),
      )
    case 'not':
      return negatedClock(ground, predicate.of) ?? negated(predicateSql(ground, predicate.of))
    case 'compare':
      return compared(ground, predicate)
    case 'compare-fields':
      return comparedFields(ground, predicate)
    case 'in':
      return isIn(ground, predicate)
    case 'empty':
      return isEmpty(ground, predicate)
    case 'contains':
    case 'startsWith':
    case 'endsWith':
    case 'like':
      return searched(ground, predicate)
    case 'has':
      return hasElement(ground, predicate)
  }
}

function connected(op: 'and' | 'or', parts: readonly Condition[]): Condition {
  if (parts.length === 0) return op === 'and' ? everything : nothing
  const whole = joined(
    parts.map((part) => ({ ...part, sql: `(${part.sql})` })),
    op === 'and' ? ' AND ' : ' OR ',
  )
  return { ...whole, truth: worstOf(parts), scanned: parts.flatMap(({ scanned }) => scanned) }
}

function worstOf(parts: readonly Condition[]): Truth {
  return truths[Math.max(...parts.map(({ truth }) => truths.indexOf(truth)))] as Truth
}

function negated(part: Condition): Condition {
  if (part.truth !== 'exact') return unsaid(part.scanned)
  return { ...part, sql: `NOT (${part.sql})` }
}

/** Every row passes, and each is looked at again. */
function unsaid(scanned: readonly FieldId[]): Condition {
  return { ...everything, truth: 'rough', scanned }
}

function exactly(fragment: Fragment): Condition {
  return { ...fragment, truth: 'exact', scanned: [] }
}

function positively(fragment: Fragment): Condition {
  return { ...fragment, truth: 'positive', scanned: [] }
}

function roughly(fragment: Fragment): Condition {
  return { ...fragment, truth: 'rough', scanned: [] }
}

/** Without a row a clock is empty, so what is not so of it is asked of its rows, too. */
function negatedClock(ground: Ground, predicate: Predicate): Condition | undefined {
  if (predicate.op !== 'empty' && predicate.op !== 'in') return undefined
  const place = placeOf(ground, predicate.ref)
  if (place?.kind !== 'clock') return undefined
  if (predicate.op === 'empty') return positively(clockRows(ground, place, sql(`k.${place.column} IS NOT NULL`)))
  return isInClock(ground, place, predicate.values, 'NOT IN')
}

function comparedClock(ground: Ground, place: ClockPlace, cmp: Comparison, value: Scalar): Condition {
  const isText = place.column === 'status'
  if (isText !== (typeof value === 'string') || (isText && cmp !== 'eq' && cmp !== 'ne')) return unsaid([])
  if (!isText && !Number.isSafeInteger(value)) return unsaid([])
  return positively(clockRows(ground, place, sql(`k.${place.column} ${comparators[cmp]} ?`, value)))
}

function isInClock(ground: Ground, place: ClockPlace, values: readonly Scalar[], op: 'IN' | 'NOT IN'): Condition {
  if (place.column !== 'status' || !values.every((value) => typeof value === 'string')) return unsaid([])
  const list = listOf(values)
  return positively(clockRows(ground, place, { ...list, sql: `k.status ${op} (${list.sql})` }))
}

/** Looked at in the document, which must be the value of the newest shape. */
function inDocument(place: SlotPlace | DocumentPlace, fragment: Fragment): Condition {
  if (place.lifted) return unsaid([place.field.id])
  return { ...fragment, truth: 'exact', scanned: [place.field.id] }
}

type Of<Op> = Extract<Predicate, { readonly op: Op }>

function compared(ground: Ground, { ref, cmp, value }: Of<'compare'>): Condition {
  const place = placeOf(ground, ref)
  if (!place) return nothing
  if (place.kind === 'clock') return comparedClock(ground, place, cmp, value)
  if (place.kind === 'member') return comparedMember(place, cmp, value)
  if (place.kind === 'document') return comparedDocument(ground, place, cmp, value)
  switch (place.slot[0]) {
    case 's':
      return comparedText(place, cmp, value)
    case 'r':
      return comparedTarget(ground, place, cmp, value)
    default:
      return comparedNumber(place, cmp, value)
  }
}

function comparedMember(place: Extract<Place, { kind: 'member' }>, cmp: Comparison, value: Scalar): Condition {
  if (place.text !== (typeof value === 'string')) return unsaid([])
  // Texts are ordered by their fold, which these columns do not hold.
  if (place.text && cmp !== 'eq' && cmp !== 'ne') return unsaid([])
  return exactly(sql(`${place.column} ${comparators[cmp]} ${place.text ? '?' : numberMark}`, value))
}

/** PostgreSQL takes the type of a `?` from the column; a fraction compared with a whole number must not be refused. */
const numberMark = 'CAST(? AS double precision)'

type SlotPlace = Extract<Place, { kind: 'slot' }>
type DocumentPlace = Extract<Place, { kind: 'document' }>

function comparedNumber(place: SlotPlace, cmp: Comparison, value: Scalar): Condition {
  const bound = slotNumber(place.field, value)
  if (bound === undefined) return unsaid([])
  return exactly(sql(`${place.column} ${comparators[cmp]} ${place.slot[0] === 't' ? '?' : numberMark}`, bound))
}

/** The number that stands for a literal; undefined when it is none of the field's values. */
function slotNumber(field: FieldDef, value: Scalar): number | undefined {
  if (field.type === 'boolean') return typeof value === 'boolean' ? Number(value) : undefined
  if (field.type === 'money') return typeof value === 'number' ? value : undefined
  const bound = slotValue(field, value)
  return typeof bound === 'number' ? bound : undefined
}

function comparedText(place: SlotPlace, cmp: Comparison, value: Scalar): Condition {
  if (typeof value !== 'string') return unsaid([])
  const { column, field } = place
  if (cmp === 'eq') return equalText(place, value)
  if (cmp === 'ne') return negated(equalText(place, value))
  if (isRaw(field)) return unsaid([])
  const bound = slotValue(field, value) as string
  if (bound.length < LONGEST_SLOT_TEXT - 1) return exactly(sql(`${column} ${comparators[cmp]} ?`, bound))
  return roughly(sql(`${column} ${cmp === 'lt' || cmp === 'lte' ? '<=' : '>='} ?`, bound))
}

/** Options and users lie in their slot as they are; other texts are folded and cut, so the document decides. */
function isRaw(field: FieldDef): boolean {
  return field.type === 'enum' || field.type === 'user'
}

function equalText(place: SlotPlace, value: string): Condition {
  const { column, field, document, lifted } = place
  const bound = slotValue(field, value)
  const equal = sql(`${column} = ?`, bound)
  if (isRaw(field)) return exactly(equal)
  return lifted ? roughly(equal) : exactly(joined([equal, sql(`${document} = ?`, value)], ' AND '))
}

function comparedTarget(ground: Ground, place: SlotPlace, cmp: Comparison, value: Scalar): Condition {
  if (typeof value !== 'string') return unsaid([])
  if (cmp === 'eq') return oneOfTargets(ground, place, [value])
  // A target that is gone has no number, and still the document names it.
  if (cmp === 'ne' && !place.lifted) return exactly(sql(`${place.document} <> ?`, value))
  return unsaid([])
}

/** One target is looked up before anything else, so its number leads to the rows. */
function oneOfTargets({ tenant }: Ground, place: SlotPlace, ids: readonly Scalar[]): Condition {
  const numbers = 'SELECT target.no FROM record AS target WHERE target.tenant = ? AND target.id'
  if (ids.length === 1) return positively(sql(`${place.column} = (${numbers} = ?)`, tenant, ids[0] as Scalar))
  const list = listOf(ids)
  return positively(sql(`${place.column} IN (${numbers} IN (${list.sql}))`, tenant, ...list.bindings))
}

function comparedDocument(ground: Ground, place: DocumentPlace, cmp: Comparison, value: Scalar): Condition {
  const { field, document } = place
  if (typeof value !== 'string') return comparedDocumentNumber(ground, place, cmp, value)
  if (cmp === 'eq' || cmp === 'ne') return inDocument(place, sql(`${document} ${comparators[cmp]} ?`, value))
  // Dates and times in their one spelling are ordered as texts; other texts by their fold, which no database knows.
  if (field.type !== 'date' && field.type !== 'datetime') return unsaid([field.id])
  return inDocument(place, sql(`${binary(ground, document)} ${comparators[cmp]} ?`, value))
}

function comparedDocumentNumber(
  ground: Ground,
  place: DocumentPlace,
  cmp: Comparison,
  value: number | boolean,
): Condition {
  const { field } = place
  if (field.type === 'money' || slotNumber(field, value) === undefined) return unsaid([field.id])
  return inDocument(
    place,
    sql(`${documentNumber(ground.dialect, field.id)} ${comparators[cmp]} ${numberMark}`, Number(value)),
  )
}

function binary({ dialect }: Ground, text: string): string {
  return dialect === 'postgres' ? `(${text}) COLLATE "C"` : text
}

function comparedFields(ground: Ground, { left, cmp, right }: Of<'compare-fields'>): Condition {
  const [a, b] = [placeOf(ground, left), placeOf(ground, right)]
  if (!a || !b) return nothing
  if (a.kind === 'clock' || b.kind === 'clock') return unsaid([])
  const scanned = [a, b].flatMap((place) => (place.kind === 'document' ? [place.field.id] : []))
  if (a.kind === 'member' || b.kind === 'member') return comparedMembers(a, cmp, b)
  const areNumbers =
    a.kind === 'slot' && b.kind === 'slot' && a.slot[0] === b.slot[0] && 'nt'.includes(a.slot[0] as string)
  if (areNumbers) return exactly(sql(`${a.column} ${comparators[cmp]} ${b.column}`))
  const ordered = cmp !== 'eq' && cmp !== 'ne'
  if (ordered || a.lifted || b.lifted || a.field.type !== b.field.type || a.field.type === 'money')
    return unsaid(scanned)
  return { ...sql(`${a.document} ${comparators[cmp]} ${b.document}`), truth: 'exact', scanned }
}

function comparedMembers(a: Place, cmp: Comparison, b: Place): Condition {
  if (a.kind !== 'member' || b.kind !== 'member' || a.text !== b.text) return unsaid([])
  if (a.text && cmp !== 'eq' && cmp !== 'ne') return unsaid([])
  return exactly(sql(`${a.column} ${comparators[cmp]} ${b.column}`))
}

function isIn(ground: Ground, { ref, values }: Of<'in'>): Condition {
  const place = placeOf(ground, ref)
  if (!place || values.length === 0) return place ? unsaid([]) : nothing
  if (place.kind === 'clock') return isInClock(ground, place, values, 'IN')
  if (place.kind === 'member') return isInMember(place, values)
  if (place.kind === 'document') return isInDocument(ground, place, values)
  if (place.slot[0] === 'r') return oneOfTargets(ground, place, values)
  if (place.slot[0] !== 's') return isInNumbers(place, values)
  if (!values.every((value) => typeof value === 'string')) return unsaid([])
  const slots = listOf(values.map((value) => slotValue(place.field, value)))
  const inSlot = { ...slots, sql: `${place.column} IN (${slots.sql})` }
  if (isRaw(place.field)) return exactly(inSlot)
  if (place.lifted) return roughly(inSlot)
  const texts = listOf(values)
  return exactly(joined([inSlot, { ...texts, sql: `${place.document} IN (${texts.sql})` }], ' AND '))
}

function isInMember(place: Extract<Place, { kind: 'member' }>, values: readonly Scalar[]): Condition {
  if (!values.every((value) => (typeof value === 'string') === place.text)) return unsaid([])
  const list = listOf(values)
  const marks = place.text ? list.sql : list.sql.replaceAll('?', numberMark)
  return exactly({ ...list, sql: `${place.column} IN (${marks})` })
}

function isInNumbers(place: SlotPlace, values: readonly Scalar[]): Condition {
  const numbers = values.map((value) => slotNumber(place.field, value))
  if (numbers.includes(undefined)) return unsaid([])
  const list = listOf(numbers as number[])
  return exactly({
    ...list,
    sql: `${place.column} IN (${place.slot[0] === 't' ? list.sql : list.sql.replaceAll('?', numberMark)})`,
  })
}

function isInDocument(ground: Ground, place: DocumentPlace, values: readonly Scalar[]): Condition {
  const { field, document } = place
  const list = listOf(values)
  if (values.every((value) => typeof value === 'string'))
    return inDocument(place, { ...list, sql: `${document} IN (${list.sql})` })
  if (field.type === 'money' || values.some((value) => slotNumber(field, value) === undefined))
    return unsaid([field.id])
  const numbers = listOf(values.map(Number))
  const marks = numbers.sql.replaceAll('?', numberMark)
  return inDocument(place, { ...numbers, sql: `${documentNumber(ground.dialect, field.id)} IN (${marks})` })
}

function isEmpty(ground: Ground, { ref }: Of<'empty'>): Condition {
  const place = placeOf(ground, ref)
  if (!place) return everything
  if (place.kind === 'clock') return exactly(noClock(ground, place))
  if (place.kind === 'member') return exactly(sql(`${place.column} IS NULL`))
  // A value that could not be projected, or whose target is gone, leaves the slot empty and is there all the same.
  if (place.kind === 'slot' && place.lifted) return roughly(sql(`${place.column} IS NULL`))
  if (place.kind === 'slot') return exactly(sql(`${place.column} IS NULL AND ${place.document} IS NULL`))
  if (place.field.type === 'json') return unsaid([place.field.id])
  return inDocument(
    place,
    sql(isMany(place.field) ? `COALESCE(${place.document}, '[]') = '[]'` : `${place.document} IS NULL`),
  )
}

function searched(ground: Ground, { ref, op, value }: Of<'contains' | 'startsWith' | 'endsWith' | 'like'>): Condition {
  const place = placeOf(ground, ref)
  if (!place) return nothing
  if (place.kind === 'clock') return unsaid([])
  if (place.kind === 'member' || value === '') return unsaid(place.kind === 'document' ? [place.field.id] : [])
  if (place.kind === 'slot' && place.slot[0] !== 's') return unsaid([])
  if (op === 'like') return looksLike(ground, place, value)
  if (place.lifted) return unsaid(place.kind === 'document' ? [place.field.id] : [])
  const inText = sql(`${searchText(ground, op, place.document)}`, ...(op === 'endsWith' ? [value, value] : [value]))
  if (place.kind === 'document') return inDocument(place, inText)
  if (op !== 'startsWith' || isRaw(place.field)) return exactly(inText)
  return exactly(joined([...slotRange(place, value), inText], ' AND '))
}

function searchText({ dialect }: Ground, op: 'contains' | 'startsWith' | 'endsWith', text: string): string {
  const find = dialect === 'sqlite' ? 'instr' : 'strpos'
  if (op === 'contains') return `${find}(${text}, ?) > 0`
  if (op === 'startsWith') return `${find}(${text}, ?) = 1`
  const end = dialect === 'sqlite' ? `substr(${text}, -length(?))` : `right(${text}, length(?))`
  return `${end} = ?`
}

/** The slots of texts that begin with this one lie side by side. */
function slotRange({ column, field }: SlotPlace, value: string): Fragment[] {
  const from = slotValue(field, value) as string
  const to = after(from)
  return to === undefined ? [] : [sql(`${column} >= ? AND ${column} < ?`, from, to)]
}

/** The first text behind all that begin with `prefix`, by code points. */
function after(prefix: string): string | undefined {
  const points = [...prefix]
  for (let last = points.pop(); last !== undefined; last = points.pop()) {
    const code = last.codePointAt(0) as number
    if (code === 0x10ffff) continue
    return points.join('') + String.fromCodePoint(code === 0xd7ff ? 0xe000 : code + 1)
  }
  return undefined
}

function looksLike({ dialect }: Ground, place: SlotPlace | DocumentPlace, value: string): Condition {
  if (place.kind === 'document') return unsaid([place.field.id])
  if (isRaw(place.field)) return unsaid([])
  const find = dialect === 'sqlite' ? 'instr' : 'strpos'
  const folded = foldText(value)
  return roughly(sql(`${find}(${place.column}, ?) > 0 OR length(${place.column}) >= ${surelyWhole}`, folded))
}

/** Elements of lists lie in a table of their own, targets of relations in another; both hold the newest shape once a job has been there. */
function hasElement(ground: Ground, { ref, value }: Of<'has'>): Condition {
  const place = placeOf(ground, ref)
  if (!place || place.kind === 'member' || place.kind === 'clock') return nothing
  const { field } = place
  if (ground.underived.has(field.id)) return unsaid([field.id])
  const no = inCondition(ground, 'no')
  if (field.type === 'relation') return positively(sql(`${no} ${linkedText}`, ground.tenant, value, field.id))
  const tag = tagValue(value)
  const tagged = sql(`${no} ${taggedText}`, ground.tenant, ground.blueprint, field.id, tag)
  return tag === String(value) ? exactly(tagged) : roughly(tagged)
}

const linkedText = `IN (SELECT link.from_no FROM record AS target JOIN record_link AS link
  ON link.tenant = target.tenant AND link.to_no = target.no WHERE target.tenant = ? AND target.id = ? AND link.field = ?)`
const taggedText =
  'IN (SELECT tag.no FROM record_tag AS tag WHERE tag.tenant = ? AND tag.blueprint = ? AND tag.field = ? AND tag.value = ?)'
