// How are the totals of a list said in SQL? One statement for everything but money, and one for each field of money.
import { type FieldDef, type FieldRef, isMany, MAX_ADDEND, type Total, type TotalFunction } from '@molde/engine'
import { plannedEachTime } from '../store/statement-text.ts'
import { documentJson, documentNumber, type Ground, placeOf } from './field-sql.ts'
import type { Fragment } from './fragment-sql.ts'
import { type ListPlan, rowsSql } from './list-sql.ts'

/** One field, and what is wanted of it. */
export interface Totalled {
  readonly field: FieldDef
  readonly wanted: readonly TotalFunction[]
}

/** A row of `totalsSql`; the members after a letter are numbered as the fields are. */
export interface TotalRow {
  readonly g: string | number | null
  readonly n: number | string
  readonly [member: `${'f' | 'd' | 's' | 'c' | 'h' | 'lo' | 'hi'}${number}`]: number | string | null
}

export interface AmountRow {
  readonly g: string | number | null
  readonly currency: string | null
  readonly amount: string | null
  readonly n: number | string
}

export function totalledFields(totals: readonly Total[]): readonly Totalled[] {
  const fields = [...new Set(totals.map(({ field }) => field))]
  return fields.map((field) => ({
    field,
    wanted: totals.filter((one) => one.field === field).map((one) => one.function),
  }))
}

/** Undefined: the rows themselves must be read, since no column and no member of the document says it. */
export function totalsSql(
  plan: ListPlan,
  fields: readonly Totalled[],
  group: FieldRef | undefined,
  limit: number,
): Fragment | undefined {
  const { ground } = plan
  const key = groupText(ground, group)
  const columns = fields.map(({ field, wanted }, i) => innerColumns(ground, field, wanted, i))
  if (key === undefined || !columns.every((one) => one !== undefined)) return undefined
  const rows = rowsSql(plan, [`${key} AS g`, ...columns.flat()].join(', '), limit)
  const sums = fields.flatMap(({ field, wanted }, i) => outerColumns(field, wanted, i))
  return around(`g, ${['COUNT(*) AS n', ...sums].join(', ')}`, rows, 'GROUP BY g')
}

/** Every amount of a field, and how many records have it: they are added up as exact decimals, which SQLite has none of. */
export function amountsSql(
  plan: ListPlan,
  field: FieldDef,
  group: FieldRef | undefined,
  limit: number,
): Fragment | undefined {
  const key = groupText(plan.ground, group)
  if (key === undefined || plan.ground.lifted.has(field.id)) return undefined
  const money = documentJson(field.id)
  const rows = rowsSql(plan, `${key} AS g, ${money} ->> 'currency' AS currency, ${money} ->> 'amount' AS amount`, limit)
  return around('g, currency, amount, COUNT(*) AS n', rows, 'WHERE amount IS NOT NULL GROUP BY g, currency, amount')
}

function around(columns: string, rows: Fragment, rest: string): Fragment {
  return { ...rows, sql: `${plannedEachTime}SELECT ${columns} FROM (${rows.sql}) AS looked ${rest}` }
}

/** What rows are grouped by: an option's or user's id, 0 or 1, a target's public id. */
function groupText(ground: Ground, group: FieldRef | undefined): string | undefined {
  if (!group) return 'NULL'
  const place = placeOf(ground, group)
  if (!place || place.kind === 'clock') return undefined
  if (place.kind === 'member') return place.name
  if (place.lifted) return undefined
  if (place.kind === 'slot' && place.slot[0] !== 'r') return place.slot
  return place.field.type === 'boolean' ? documentNumber(ground.dialect, place.field.id) : place.document
}

function innerColumns(
  ground: Ground,
  field: FieldDef,
  wanted: readonly TotalFunction[],
  i: number,
): readonly string[] | undefined {
  const place = placeOf(ground, { field: field.id })
  if (!place || place.kind === 'member' || place.kind === 'clock' || place.lifted) return undefined
  const isFilled = isMany(field)
    ? `COALESCE(${place.document}, '[]') <> '[]'`
    : `${place.kind === 'slot' ? `${place.slot} IS NOT NULL OR ` : ''}${place.document} IS NOT NULL`
  const filled = `CASE WHEN ${isFilled} THEN 1 END AS e${i}`
  if (!wanted.some((one) => ofValues.includes(one)) || field.type === 'money') return [filled]
  const value = valueText(ground, field)
  return value === undefined ? undefined : [filled, `${value} AS v${i}`]
}

const ofValues: readonly TotalFunction[] = ['sum', 'avg', 'min', 'max', 'distinct']
const moments: readonly FieldDef['type'][] = ['date', 'datetime', 'time']

/** Moments without a slot are in order as texts; how long a text of a duration is, no database knows. */
function valueText(ground: Ground, field: FieldDef): string | undefined {
  const place = placeOf(ground, { field: field.id })
  if (!place || place.kind === 'member' || place.kind === 'clock') return undefined
  const isInSlot = place.kind === 'slot' && (place.slot[0] === 'n' || place.slot[0] === 't' || isId(field))
  if (isInSlot) return place.slot
  if (field.type === 'duration') return undefined
  if (isNumber(field)) return realNumber(ground.dialect, field)
  return ground.dialect === 'postgres' ? `(${place.document}) COLLATE "C"` : place.document
}

/** SQLite adds whole numbers as 64-bit integers and gives up where they overflow; as reals they come to what they come to. */
function realNumber(dialect: Ground['dialect'], { id }: FieldDef): string {
  const number = documentNumber(dialect, id)
  return dialect === 'sqlite' ? `CAST(${number} AS REAL)` : number
}

function isId({ type }: FieldDef): boolean {
  return type === 'enum' || type === 'user'
}

function isNumber({ type }: FieldDef): boolean {
  return type === 'integer' || type === 'number' || type === 'percent' || type === 'rating'
}

/** PostgreSQL refuses a sum that is no number any more, so what could lead there is left out and counted. */
function outerColumns(field: FieldDef, wanted: readonly TotalFunction[], i: number): readonly string[] {
  const filled = `COUNT(e${i}) AS f${i}`
  if (field.type === 'money') return [filled]
  const distinct = wanted.includes('distinct') ? [`COUNT(DISTINCT v${i}) AS d${i}`] : []
  const ends = wanted.some((one) => one === 'min' || one === 'max')
    ? [`MIN(v${i}) AS lo${i}, MAX(v${i}) AS hi${i}`]
    : []
  const adds = wanted.some((one) => one === 'sum' || one === 'avg') && !moments.includes(field.type)
  const sum = `SUM(CASE WHEN ABS(v${i}) < ${MAX_ADDEND} THEN v${i} END) AS s${i}, COUNT(v${i}) AS c${i}`
  const huge = `COUNT(CASE WHEN ABS(v${i}) >= ${MAX_ADDEND} THEN 1 END) AS h${i}`
  return [filled, ...distinct, ...ends, ...(adds ? [sum, huge] : [])]
}
