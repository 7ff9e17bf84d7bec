// In which order does a list come, and where does its next page begin? By keys, never by counting rows.
import { type Cursor, issue, refuseIf, type SortKey } from '@molde/engine'
import type { Binding } from '../store/store.ts'
import { noClock } from './clock-sql.ts'
import { type ClockPlace, type Ground, inOrder, placeOf } from './field-sql.ts'
import { type Fragment, joined, sql } from './fragment-sql.ts'

export interface SortColumn {
  /** As it stands in conditions and in the order. */
  readonly sql: string
  /** Its name. */
  readonly plain: string
  readonly descending: boolean
  readonly nullable: boolean
  readonly type: 'text' | 'double precision' | 'bigint'
  /** An index delivers rows in this order. */
  readonly indexed: boolean
  /** The moment of a clock, which rows of their own are in the order of. */
  readonly clock?: ClockPlace
}

/** A run of rows that one index delivers in order. Rows whose first key is empty are a run of their own: the last one. */
export interface Phase {
  readonly where: readonly Fragment[]
  readonly order: string
  /** Rows of this clock lead to the records. */
  readonly clock?: ClockPlace
}

export type Position = Pick<Cursor, 'values' | 'no'>

const slotTypes: { readonly [letter: string]: SortColumn['type'] } = {
  s: 'text',
  n: 'double precision',
  t: 'bigint',
  r: 'bigint',
}

/** Undefined when a key has no column: then the order is made outside of the database. */
export function sortColumns(ground: Ground, sort: readonly SortKey[]): readonly SortColumn[] | undefined {
  const columns = sort.map((key, i) => columnOf(ground, key, i))
  return columns.every((column) => column !== undefined) ? columns : undefined
}

function columnOf(ground: Ground, { ref, descending }: SortKey, i: number): SortColumn | undefined {
  const place = placeOf(ground, ref)
  // Only rows of one clock can lead; a later key is looked up for each record.
  if (place?.kind === 'clock' && i === 0 && place.column !== 'status')
    return { ...clockColumn, descending, clock: place }
  if (place?.kind === 'slot') {
    const type = slotTypes[place.slot[0] as string] as SortColumn['type']
    return { sql: inOrder(ground, place.slot), plain: place.slot, descending, nullable: true, type, indexed: true }
  }
  if (place?.kind !== 'member') return undefined
  const { name: column, text } = place
  const nullable = column === 'state' || column === 'created_by'
  const indexed = column === 'no' || column === 'id' || column === 'state'
  return { sql: inOrder(ground, column), plain: column, descending, nullable, type: text ? 'text' : 'bigint', indexed }
}

const clockColumn = { sql: 'clock_at', plain: 'clock_at', nullable: true, type: 'bigint', indexed: true } as const

export function phasesOf(
  ground: Ground,
  columns: readonly SortColumn[],
  position: Position | undefined,
): readonly Phase[] {
  refuseForeign(columns, position)
  const last: SortColumn = {
    sql: columns.length > 0 ? 'no' : inOrder(ground, 'no'),
    plain: 'no',
    descending: columns.at(-1)?.descending ?? true,
    nullable: false,
    type: 'bigint',
    indexed: true,
  }
  const keys = [...columns, last]
  const values = position && [...position.values.map(asBinding), position.no]
  const [first, ...rest] = keys as [SortColumn, ...SortColumn[]]
  if (!first.nullable) return [phase(keys, values)]
  const filled = { ...first, nullable: false }
  if (first.clock) return clockPhases(ground, first.clock, [filled, ...rest], values)
  const empty: Phase = withFirst(
    `${first.sql} IS NULL`,
    phase(rest, values?.[0] === null ? values.slice(1) : undefined),
  )
  if (values?.[0] === null) return [empty]
  // Without this condition no database would use the index, which holds no empty keys.
  return [withFirst(`${first.sql} IS NOT NULL`, phase([filled, ...rest], values)), empty]
}

/** Those whose clock has such a moment, by it; then the others. */
function clockPhases(
  ground: Ground,
  clock: ClockPlace,
  keys: readonly SortColumn[],
  values: readonly Binding[] | undefined,
): readonly Phase[] {
  const isPast = values?.[0] === null
  const others = phase(keys.slice(1), isPast ? values.slice(1) : undefined)
  const empty: Phase = { ...others, where: [noClock(ground, clock), ...others.where] }
  if (isPast) return [empty]
  const last = { ...(keys.at(-1) as SortColumn), sql: 'clock_record' }
  return [{ ...phase([...keys.slice(0, -1), last], values), clock }, empty]
}

/** A cursor is text from outside: a value of another type would be an error of the database, not of the client. */
function refuseForeign(columns: readonly SortColumn[], position: Position | undefined): void {
  const fits = position?.values.every((value, i) => fitsIn(columns[i], value)) ?? true
  if (!fits || (position && position.values.length !== columns.length))
    refuseIf([issue(['query', 'cursor'], 'bad-cursor')])
}

function fitsIn(column: SortColumn | undefined, value: Position['values'][number]): boolean {
  if (!column || value === null) return column?.nullable ?? false
  if (column.type === 'text') return typeof value === 'string'
  return typeof value === 'number' && (column.type === 'double precision' || Number.isSafeInteger(value))
}

function asBinding(value: Position['values'][number]): Binding {
  return value
}

function withFirst(condition: string, { where, order }: Phase): Phase {
  return { where: [sql(condition), ...where], order }
}

function phase(keys: readonly SortColumn[], values: readonly Binding[] | undefined): Phase {
  return { where: values ? [afterAll(keys, values)] : [], order: keys.map(orderOf).join(', ') }
}

function orderOf({ sql: column, descending, nullable }: SortColumn): string {
  return `${column} ${descending ? 'DESC' : 'ASC'}${nullable ? ' NULLS LAST' : ''}`
}

/** One row value when all keys run in the same direction and none may be empty, else key by key. */
function afterAll(keys: readonly SortColumn[], values: readonly Binding[]): Fragment {
  const [first] = keys as [SortColumn]
  const uniform = keys.every(({ nullable, descending }) => !nullable && descending === first.descending)
  if (!uniform) return stepwise(keys, values)
  const names = keys.map((key) => key.sql).join(', ')
  return sql(`(${names}) ${first.descending ? '<' : '>'} (${keys.map(() => '?').join(', ')})`, ...values)
}

/** The leading bound is what an index can use; the rest decides among rows that are equal in the first key. */
function stepwise(keys: readonly SortColumn[], values: readonly Binding[]): Fragment {
  const [first] = keys as [SortColumn]
  const after = afterKey(keys, values)
  if (first.nullable) return after
  const bound = sql(`${first.sql} ${first.descending ? '<=' : '>='} ?`, values[0] as Binding)
  return joined([bound, { ...after, sql: `(${after.sql})` }], ' AND ')
}

function afterKey(keys: readonly SortColumn[], values: readonly Binding[]): Fragment {
  const [key, ...later] = keys as [SortColumn, ...SortColumn[]]
  const [value, ...rest] = values as [Binding, ...Binding[]]
  const inner = later.length > 0 ? afterKey(later, rest) : undefined
  if (value === null) return inner ? joined([sql(`${key.sql} IS NULL`), paren(inner)], ' AND ') : sql('1 = 0')
  const beyond = sql(`${key.sql} ${key.descending ? '<' : '>'} ?`, value)
  const parts = [beyond]
  if (key.nullable) parts.push(sql(`${key.sql} IS NULL`))
  if (inner) parts.push(paren(joined([sql(`${key.sql} = ?`, value), paren(inner)], ' AND ')))
  return joined(parts, ' OR ')
}

function paren(part: Fragment): Fragment {
  return { ...part, sql: `(${part.sql})` }
}
