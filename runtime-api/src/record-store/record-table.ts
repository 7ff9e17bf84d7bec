// The rows of records: one document with its slots. What hangs on a record lies in the tables beside this one.
import type { Attic, LeftRows, Projection, SlotName, StoredData, StoredRecord } from '@molde/engine'
import type { Binding, Db } from '../store/store.ts'

export interface RecordRow extends StoredRecord {
  readonly blueprint: number
  /** False: in the trash, or stowed. */
  readonly live: boolean
  /** Its parent shows it as a row again: it waits, out of sight, for the way forward. */
  readonly stowed?: true
  /** Only on the way between versions: rows that left the record for records of their own, by the op that makes them so. */
  readonly left?: LeftRows
  readonly flowVersion: number | null
  /** What is kept besides the data, for the ways to other versions. */
  readonly attic: Attic
  /** The version whose shape its slots, tags, links, keys and words follow. */
  readonly derivedVersion: number
}

export interface NewRow {
  readonly blueprint: number
  /** Public id. */
  readonly id: string
  readonly version: number
  /** When it is another than `version`. */
  readonly derivedVersion?: number
  readonly state: string | null
  readonly flowVersion: number | null
  readonly data: StoredData
  readonly attic?: Attic
  /** As in a row. */
  readonly left?: LeftRows
  readonly createdBy: string | null
  readonly at: number
}

/** What slots hold once relations are row numbers. */
export type SlotValues = Partial<Record<SlotName, string | number | null>>

export const slotNames: readonly SlotName[] = (
  [
    ['s', 8],
    ['n', 8],
    ['t', 4],
    ['r', 4],
  ] as const
).flatMap(([letter, count]) => Array.from({ length: count }, (_, i) => `${letter}${i}` as SlotName))

/** A row as the driver gives it; `recordOf` reads it. */
export interface RecordColumns {
  readonly no: number
  readonly id: string
  readonly blueprint: number
  readonly version: number
  readonly rev: number
  /** 1 live, 0 in the trash, 2 stowed. */
  readonly live: number
  readonly state: string | null
  readonly flow_version: number | null
  readonly created_at: number
  readonly updated_at: number
  readonly created_by: string | null
  readonly deleted_at: number | null
  /** JSON text: a list hands it on without reading it. */
  readonly data: string
  readonly attic: string | null
  /** Null: its own version. */
  readonly derived_version: number | null
}

/** PostgreSQL would hand a document over as a value; as text it is the same on both. */
export const recordColumns =
  'no, id, blueprint, version, rev, live, state, flow_version, created_at, updated_at, created_by, deleted_at, derived_version, CAST(data AS text) AS data, CAST(attic AS text) AS attic'

const byIdText = `SELECT ${recordColumns} FROM record WHERE tenant = ? AND id = ? AND blueprint = ? AND live <> 2`

export function recordOf(row: RecordColumns): RecordRow {
  return {
    no: row.no,
    id: row.id,
    blueprint: row.blueprint,
    version: row.version,
    rev: row.rev,
    live: row.live === 1,
    ...(row.live === 2 && { stowed: true }),
    state: row.state,
    flowVersion: row.flow_version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    createdBy: row.created_by,
    deletedAt: row.deleted_at,
    data: JSON.parse(row.data) as StoredData,
    attic: row.attic === null ? nothingKept : (JSON.parse(row.attic) as Attic),
    derivedVersion: row.derived_version ?? row.version,
  }
}

export const nothingKept: Attic = Object.freeze({})

/** As the column holds it. */
export function atticText(attic: Attic): string | null {
  return Object.keys(attic).length === 0 ? null : JSON.stringify(attic)
}

export function derivedColumn({
  version,
  derivedVersion,
}: Pick<RecordRow, 'version' | 'derivedVersion'>): number | null {
  return derivedVersion === version ? null : derivedVersion
}

/** Also one in the trash; of those that are stowed nobody knows. */
export async function findRecord(
  db: Db,
  tenant: number,
  blueprint: number,
  id: string,
): Promise<RecordRow | undefined> {
  const row = await db.get<RecordColumns>(byIdText, [tenant, id, blueprint])
  return row && recordOf(row)
}

/** Those that exist, in no promised order; stowed ones too. */
export async function findRecords(
  db: Db,
  tenant: number,
  blueprint: number,
  ids: readonly string[],
): Promise<RecordRow[]> {
  const text = `SELECT ${recordColumns} FROM record WHERE tenant = ? AND blueprint = ? AND id IN`
  return (await inChunks<RecordColumns>(db, text, [tenant, blueprint], ids)).map(recordOf)
}

/** Nobody else changes them before this transaction ends. SQLite has one writer anyway. */
export async function holdRecords(tx: Db, tenant: number, ids: readonly string[]): Promise<void> {
  if (tx.dialect === 'sqlite' || ids.length === 0) return
  const marks = ids.map(() => '?').join(', ')
  const text = `SELECT no FROM record WHERE tenant = ? AND id IN (${marks}) ORDER BY no FOR NO KEY UPDATE`
  await tx.all(text, [tenant, ...ids])
}

/** The row, held until the transaction ends. */
export async function holdRow(tx: Db, tenant: number, no: number): Promise<RecordRow | undefined> {
  const hold = tx.dialect === 'postgres' ? ' FOR NO KEY UPDATE' : ''
  const row = await tx.get<RecordColumns>(`SELECT ${recordColumns} FROM record WHERE tenant = ? AND no = ?${hold}`, [
    tenant,
    no,
  ])
  return row && recordOf(row)
}

/** As they are stored. */
export async function findColumnsByNo(db: Db, tenant: number, nos: readonly number[]): Promise<RecordColumns[]> {
  return inChunks(db, `SELECT ${recordColumns} FROM record WHERE tenant = ? AND no IN`, [tenant], nos)
}

/** Row numbers by public id, whatever the blueprint. */
export async function numbersOf(db: Db, tenant: number, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await inChunks<{ id: string; no: number }>(
    db,
    'SELECT id, no FROM record WHERE tenant = ? AND id IN',
    [tenant],
    ids,
  )
  return new Map(rows.map(({ id, no }) => [id, no]))
}

const mostInOne = 256

/** `IN` lists come in a few lengths only, filled up by repetition, so that few texts are prepared. */
export async function inChunks<Row>(
  db: Db,
  text: string,
  first: Binding[],
  values: readonly (string | number)[],
  end = '',
): Promise<Row[]> {
  const rows: Row[] = []
  for (let at = 0; at < values.length; at += mostInOne) {
    const chunk = values.slice(at, at + mostInOne)
    const length = 2 ** Math.ceil(Math.log2(chunk.length))
    const filled = Array.from({ length }, (_, i) => chunk[Math.min(i, chunk.length - 1)] as string | number)
    rows.push(...(await db.all<Row>(`${text} (${filled.map(() => '?').join(', ')})${end}`, [...first, ...filled])))
  }
  return rows
}

const asRead = 'WHERE tenant = ? AND no = ? AND rev = ? AND version = ?'
const insertTexts = new Map<string, string>()
const updateTexts = new Map<string, string>()

export async function insertRow(tx: Db, tenant: number, row: NewRow, slots: SlotValues, bad: number): Promise<number> {
  const used = (Object.keys(slots) as SlotName[]).filter((slot) => slots[slot] != null)
  const inserted = await tx.get<{ no: number }>(insertText(used), [
    tenant,
    row.blueprint,
    row.id,
    row.version,
    row.state,
    row.flowVersion,
    row.at,
    row.at,
    row.createdBy,
    bad,
    JSON.stringify(row.data),
    atticText(row.attic ?? nothingKept),
    derivedColumn({ derivedVersion: row.version, ...row }),
    ...used.map((slot) => slots[slot] as string | number),
  ])
  return (inserted as { no: number }).no
}

function insertText(used: readonly SlotName[]): string {
  const key = used.join()
  const known = insertTexts.get(key)
  if (known !== undefined) return known
  const columns = [
    'tenant, blueprint, id, version, state, flow_version, created_at, updated_at, created_by, bad, data, attic, derived_version',
    ...checkedColumns(used),
  ].join(', ')
  const text = `INSERT INTO record (${columns}) VALUES (${columns.replace(/\w+/g, '?')}) RETURNING no`
  insertTexts.set(key, text)
  return text
}

/** What a write changes. A column that is not named keeps its index entries untouched. */
export type RowChange = SlotValues & {
  readonly blueprint?: number
  readonly version?: number
  readonly state?: string | null
  readonly flow_version?: number | null
  readonly live?: 0 | 1 | 2
  readonly deleted_at?: number | null
  readonly bad?: number
  readonly data?: string
  readonly attic?: string | null
  readonly derived_version?: number | null
  readonly migrated_by_job?: number | null
  readonly migrated_from?: number | null
  readonly moved_before?: string | null
  readonly updated_at?: number
}

export interface ChangeOfRow {
  readonly before: RecordRow
  readonly change: RowChange
}

/** Compare-and-set on the rev and the version, which a migration may change alone; false when somebody was faster. */
export async function updateRow(tx: Db, tenant: number, before: RecordRow, change: RowChange): Promise<boolean> {
  const [done] = await updateRows(tx, tenant, [{ before, change }])
  return done === true
}

/** Columns that are no part of what the record says, of a record that is still as it was read. Its rev stays. */
export async function restampRow(tx: Db, tenant: number, before: RecordRow, change: RowChange): Promise<boolean> {
  const [done] = await restampRows(tx, tenant, [{ before, change }])
  return done === true
}

/** As `updateRow`, each; all of them change the same columns. */
export function updateRows(tx: Db, tenant: number, rows: readonly ChangeOfRow[]): Promise<readonly boolean[]> {
  return setColumns(tx, tenant, 'rev = rev + 1, ', rows)
}

/** As `restampRow`, each; all of them change the same columns. */
export function restampRows(tx: Db, tenant: number, rows: readonly ChangeOfRow[]): Promise<readonly boolean[]> {
  return setColumns(tx, tenant, '', rows)
}

async function setColumns(
  tx: Db,
  tenant: number,
  first: 'rev = rev + 1, ' | '',
  rows: readonly ChangeOfRow[],
): Promise<readonly boolean[]> {
  const columns = Object.keys(rows[0]?.change ?? {}) as (keyof RowChange)[]
  const bindings = rows.map(({ before, change }) => {
    const values: Binding[] = columns.map((column) => change[column] ?? null)
    values.push(tenant, before.no, before.rev, before.version)
    return values
  })
  const changes = await tx.runEach(updateText(columns, first), bindings)
  return changes.map((n) => n === 1)
}

function updateText(columns: readonly string[], first: 'rev = rev + 1, ' | ''): string {
  const key = first + columns.join()
  const known = updateTexts.get(key)
  if (known !== undefined) return known
  const set = checkedColumns(columns).map((column) => `${column} = ?`)
  const text = `UPDATE record SET ${first}${set.join(', ')} ${asRead}`
  updateTexts.set(key, text)
  return text
}

/** Names come from our own lists; this is the last look before they stand in a text. */
function checkedColumns(columns: readonly string[]): readonly string[] {
  if (!columns.every((column) => /^[a-z_]+$|^(s[0-7]|n[0-7]|t[0-3]|r[0-3])$/.test(column)))
    throw new Error('not a column')
  return columns
}

/** Which slots a write must set: those whose value differs. */
export function changedSlots(before: Projection['slots'], after: Projection['slots']): SlotValues {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<SlotName>
  const changed: SlotValues = {}
  for (const name of names) if ((before[name] ?? null) !== (after[name] ?? null)) changed[name] = after[name] ?? null
  return changed
}
