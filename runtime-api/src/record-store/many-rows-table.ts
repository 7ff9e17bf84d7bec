// Many records changed at once, each only where it is still as it was read: for jobs.
import type { SlotName } from '@molde/engine'
import type { Db } from '../store/store.ts'
import { type RecordRow, type RowChange, restampRows, type SlotValues, updateRows } from './record-table.ts'

export interface ChangedRow {
  readonly before: RecordRow
  readonly change: RowChange
  /** True: the record says something else afterwards, and its rev grows by one. */
  readonly grows: boolean
}

/**
 * Compare-and-set for each, as `updateRows` and `restampRows` do it. Answers the numbers of the records that were changed; the others were
 * written by somebody meanwhile. One statement for all that change the same columns on PostgreSQL, where each is a way there and back.
 */
export async function changeRows(tx: Db, tenant: number, rows: readonly ChangedRow[]): Promise<ReadonlySet<number>> {
  if (tx.dialect === 'sqlite') return changeEach(tx, tenant, rows)
  const changed = new Set<number>()
  for (const [text, group] of byText(rows))
    for (const { no } of await tx.all<{ no: number }>(text, [wanted(group), tenant])) changed.add(Number(no))
  return changed
}

async function changeEach(tx: Db, tenant: number, rows: readonly ChangedRow[]): Promise<ReadonlySet<number>> {
  const changed = new Set<number>()
  for (let at = 0; at < rows.length; ) {
    const alike = alikeFrom(rows, at)
    const done = await (alike[0]?.grows ? updateRows : restampRows)(tx, tenant, alike)
    for (const [i, { before }] of alike.entries()) if (done[i]) changed.add(before.no)
    at += alike.length
  }
  return changed
}

/** Those that follow each other and change the same columns: mostly all of them. */
function alikeFrom(rows: readonly ChangedRow[], at: number): readonly ChangedRow[] {
  const { change, grows } = rows[at] as ChangedRow
  const columns = Object.keys(change)
  let end = at + 1
  for (; end < rows.length; end += 1) {
    const next = rows[end] as ChangedRow
    if (next.grows !== grows) break
    const own = Object.keys(next.change)
    if (own.length !== columns.length || own.some((column, i) => column !== columns[i])) break
  }
  return at === 0 && end === rows.length ? rows : rows.slice(at, end)
}

/** Only the slots; the record itself stays as it is, and a record that was written meanwhile has filled them itself. */
export async function fillSlots(
  tx: Db,
  tenant: number,
  rows: readonly { readonly row: Pick<RecordRow, 'no' | 'rev'>; readonly values: SlotValues }[],
): Promise<void> {
  const slots = Object.keys(rows[0]?.values ?? {}) as SlotName[]
  if (slots.length === 0) return
  if (tx.dialect === 'postgres') {
    const all = rows.map(({ row: { no, rev }, values }) => ({ no, was_rev: rev, ...values }))
    await tx.run(
      `UPDATE record SET ${slots.map((slot) => `${slot} = wanted.${slot}`).join(', ')}
        FROM json_to_recordset(CAST(? AS json)) AS wanted(no bigint, was_rev int, ${slots.map(declared).join(', ')})
        WHERE record.tenant = ? AND record.no = wanted.no AND record.rev = wanted.was_rev`,
      [JSON.stringify(all), tenant],
    )
    return
  }
  const text = `UPDATE record SET ${slots.map((slot) => `${slot} = ?`).join(', ')} WHERE tenant = ? AND no = ? AND rev = ?`
  const filled = rows.map(({ row, values }) => [...slots.map((slot) => values[slot] ?? null), tenant, row.no, row.rev])
  await tx.runEach(text, filled)
}

/** Those that change the same columns are changed by the same text. */
function byText(rows: readonly ChangedRow[]): ReadonlyMap<string, ChangedRow[]> {
  const groups = new Map<string, ChangedRow[]>()
  for (const row of rows) {
    const text = textFor(row)
    const group = groups.get(text)
    if (group) group.push(row)
    else groups.set(text, [row])
  }
  return groups
}

/** JSON text, one member per column. */
function wanted(rows: readonly ChangedRow[]): string {
  return JSON.stringify(
    rows.map(({ before: { no, rev, version }, change }) => ({ no, was_rev: rev, was_version: version, ...change })),
  )
}

const texts = new Map<string, string>()

function textFor({ change, grows }: ChangedRow): string {
  const columns = Object.keys(change)
  const key = `${grows} ${columns.join()}`
  const known = texts.get(key)
  if (known !== undefined) return known
  const set = columns.map((column) => `${column} = ${valueOf(column)}`)
  const text = `UPDATE record SET ${[...(grows ? ['rev = record.rev + 1'] : []), ...set].join(', ')}
    FROM json_to_recordset(CAST(? AS json))
      AS wanted(no bigint, was_rev int, was_version int, ${columns.map(declared).join(', ')})
    WHERE record.tenant = ? AND record.no = wanted.no AND record.rev = wanted.was_rev
      AND record.version = wanted.was_version RETURNING record.no`
  texts.set(key, text)
  return text
}

function valueOf(column: string): string {
  return documents.has(column) ? `CAST(wanted.${column} AS jsonb)` : `wanted.${column}`
}

/** They come as text, so that they are written once. */
const documents: ReadonlySet<string> = new Set(['data', 'attic'])

const types: Readonly<Record<string, string>> = {
  blueprint: 'bigint',
  version: 'int',
  flow_version: 'int',
  live: 'smallint',
  deleted_at: 'bigint',
  bad: 'int',
  derived_version: 'int',
  migrated_by_job: 'bigint',
  migrated_from: 'int',
  updated_at: 'bigint',
  state: 'text',
  data: 'text',
  attic: 'text',
  moved_before: 'text',
}
const slotTypes: Readonly<Record<string, string>> = { s: 'text', n: 'double precision', t: 'bigint', r: 'bigint' }

/** Names come from our own lists; this is the last look before they stand in a text. */
function declared(column: string): string {
  const type = types[column] ?? (/^[sntr][0-7]$/.test(column) ? slotTypes[column.charAt(0)] : undefined)
  if (type === undefined) throw new Error('not a column')
  return `${column} ${type}`
}
