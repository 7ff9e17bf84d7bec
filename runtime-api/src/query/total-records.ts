// What do the records of a list come to, as a whole or by the values of a field?
import {
  canonicalDecimal,
  type FieldDef,
  type FieldRef,
  type Json,
  matchRecord,
  type StoredData,
  type Tally,
  type Total,
  tallyOf,
} from '@molde/engine'
import { type RecordColumns, type RecordRow, recordColumns, recordOf } from '../record-store/record-table.ts'
import type { Db, TenantStore } from '../store/store.ts'
import type { Fragment } from './fragment-sql.ts'
import { type ListAsk, lifted, looksAgain, planOfAsk, refuseLargeScan } from './list-records.ts'
import { type ListPlan, pageSql, phasesFor } from './list-sql.ts'
import { mostScanned } from './query-errors.ts'
import { type AmountRow, amountsSql, type Totalled, type TotalRow, totalledFields, totalsSql } from './total-sql.ts'

export interface TotalsAsk extends ListAsk {
  readonly totals: readonly Total[]
  /** A field that `canGroup`, or the state that stands for it. */
  readonly group?: { readonly field: FieldDef; readonly ref: FieldRef }
}

export interface GroupTally {
  /** As stored: an option's, user's or record's id, a boolean; null is empty. */
  readonly key: Json
  readonly records: number
  /** Of the asked fields. */
  readonly tallies: ReadonlyMap<FieldDef, Tally>
}

export interface TotalsAnswer {
  /** Most records first. Without a group: one, which is empty when there are no records. */
  readonly groups: readonly GroupTally[]
  readonly looked: number
  /** There are more records than were looked at; these are some of them. */
  readonly capped: boolean
}

const chunk = 500

/** Exact among up to 20,000 records; of more, so many are looked at. Throws what `listRecords` throws. */
export async function totalRecords(store: TenantStore, ask: TotalsAsk): Promise<TotalsAnswer> {
  const db = store.read
  const plan = await planOfAsk(db, ask)
  await refuseLargeScan(db, ask, plan)
  return (looksAgain(plan) ? undefined : await totalInSql(db, ask, plan)) ?? (await totalByLooking(db, ask, plan))
}

async function totalInSql(db: Db, ask: TotalsAsk, plan: ListPlan): Promise<TotalsAnswer | undefined> {
  const fields = totalledFields(ask.totals)
  const said = totalsSql(plan, fields, ask.group?.ref, mostScanned + 1)
  if (!said) return undefined
  const moneys = fields.filter(({ field, wanted }) => field.type === 'money' && wanted.some(needsAmounts))
  const amounts = moneys.map(({ field }) => amountsSql(plan, field, ask.group?.ref, mostScanned + 1))
  if (!amounts.every((one) => one !== undefined)) return undefined
  const rows = await db.all<TotalRow>(said.sql, said.bindings)
  const read = await Promise.all(amounts.map((one: Fragment) => db.all<AmountRow>(one.sql, one.bindings)))
  const amountsOf = new Map(moneys.map(({ field }, i) => [field, byKey(read[i] ?? [])]))
  const groups = rows.map((row): GroupTally => {
    const tallies = fields.map(({ field }, i): [FieldDef, Tally] => [
      field,
      tallyIn(row, i, amountsOf.get(field)?.get(row.g) ?? []),
    ])
    return { key: keyIn(ask.group?.field, row.g), records: Number(row.n), tallies: new Map(tallies) }
  })
  return answerOf(groups)
}

function byKey(rows: readonly AmountRow[]): ReadonlyMap<AmountRow['g'], readonly AmountRow[]> {
  const found = new Map<AmountRow['g'], AmountRow[]>()
  for (const row of rows) {
    const own = found.get(row.g)
    if (own) own.push(row)
    else found.set(row.g, [row])
  }
  return found
}

function needsAmounts(wanted: Totalled['wanted'][number]): boolean {
  return wanted !== 'filled' && wanted !== 'empty'
}

function tallyIn(row: TotalRow, i: number, amounts: readonly AmountRow[]): Tally {
  const isHuge = Number(row[`h${i}`] ?? 0) > 0
  const sum = row[`s${i}`] ?? null
  return {
    records: Number(row.n),
    filled: Number(row[`f${i}`] ?? 0),
    distinct: Number(row[`d${i}`] ?? 0),
    sum: isHuge || sum === null ? null : Number(sum),
    added: Number(row[`c${i}`] ?? 0),
    min: row[`lo${i}`] ?? null,
    max: row[`hi${i}`] ?? null,
    amounts: amounts.flatMap(({ currency, amount, n }) =>
      currency !== null && amount !== null && canonicalDecimal(amount) !== undefined
        ? [{ currency, amount, n: Number(n) }]
        : [],
    ),
  }
}

function keyIn(field: FieldDef | undefined, key: string | number | null): Json {
  return key === null ? null : field?.type === 'boolean' ? Number(key) === 1 : String(key)
}

/** For what only a row can say: each is read in the newest shape. */
async function totalByLooking(db: Db, ask: TotalsAsk, plan: ListPlan): Promise<TotalsAnswer> {
  const fields = totalledFields(ask.totals)
  const found = new Map<Json, StoredData[]>()
  const byNo: ListPlan = { ...plan, columns: [] }
  const query = plan.wordsInRow ? ask.query : { ...ask.query, words: [] }
  let looked = 0
  let phase = phasesFor(byNo, undefined)[0]
  while (phase && looked <= mostScanned) {
    const { sql, bindings } = pageSql(byNo, recordColumns, phase, chunk)
    const rows = await db.all<RecordColumns>(sql, bindings)
    looked += rows.length
    for (const record of await lifted(db, ask, rows.map(recordOf))) {
      if (looksAgain(plan) && !matchRecord(query, record, ask.version)) continue
      const key = keyOf(ask, record)
      const own = found.get(key)
      if (own) own.push(record.data)
      else found.set(key, [record.data])
    }
    const last = rows.at(-1)
    phase = last && rows.length === chunk ? phasesFor(byNo, { no: last.no, values: [] })[0] : undefined
  }
  const groups = [...found].map(([key, datas]): GroupTally => {
    const values = (field: FieldDef) => datas.map((data) => data[field.id])
    const tallies = fields.map(({ field }): [FieldDef, Tally] => [field, tallyOf(field, values(field))])
    return { key, records: datas.length, tallies: new Map(tallies) }
  })
  return { ...answerOf(groups), capped: looked > mostScanned }
}

function keyOf({ group }: TotalsAsk, record: RecordRow): Json {
  if (!group) return null
  if ('member' in group.ref) return record.state
  const value = record.data[group.field.id]
  return typeof value === 'string' || typeof value === 'boolean' ? value : null
}

function answerOf(groups: readonly GroupTally[]): TotalsAnswer {
  const looked = groups.reduce((sum, { records }) => sum + records, 0)
  const ordered = [...groups].sort((a, b) => b.records - a.records || (String(a.key) < String(b.key) ? -1 : 1))
  return { groups: ordered, looked, capped: looked > mostScanned }
}
