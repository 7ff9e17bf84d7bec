// The rows of automations, and what each of their versions was.
import type { Automation, IdCounters, TriggerKind } from '@molde/engine'
import { type Db, jsonOf } from '../store/store.ts'

export type AutomationStatus = 'on' | 'off'

export interface AutomationRow {
  readonly no: number
  readonly id: string
  readonly name: string
  /** The number of the blueprint that it is about; null where it is about no record. */
  readonly blueprint: number | null
  readonly kind: TriggerKind
  readonly status: AutomationStatus
  /** Grows with every change, `version` with every other document. */
  readonly rev: number
  readonly version: number
  readonly definition: Automation
  readonly counters: IdCounters
  /** When a schedule that is on is due. */
  readonly nextAt: number | null
  /** Of the address that others send to. */
  readonly tokenHash: string | null
  /** Sealed; with which senders sign. */
  readonly secret: string | null
  readonly createdAt: number
  readonly createdBy: string | null
  readonly updatedAt: number
  readonly updatedBy: string | null
}

const columns =
  'no, id, name, blueprint, kind, status, rev, version, definition, counters, next_at, token_hash, secret, created_at, created_by, updated_at, updated_by'

interface Columns
  extends Pick<AutomationRow, 'id' | 'name' | 'blueprint' | 'kind' | 'status' | 'rev' | 'version' | 'secret'> {
  readonly no: number
  readonly definition: unknown
  readonly counters: unknown
  readonly next_at: number | null
  readonly token_hash: string | null
  readonly created_at: number
  readonly created_by: string | null
  readonly updated_at: number
  readonly updated_by: string | null
}

function read(row: Columns): AutomationRow {
  const { id, name, blueprint, kind, status, rev, version, secret } = row
  return {
    ...{ id, name, blueprint, kind, status, rev, version, secret, no: Number(row.no) },
    definition: jsonOf<Automation>(row.definition),
    counters: jsonOf<IdCounters>(row.counters),
    nextAt: row.next_at === null ? null : Number(row.next_at),
    tokenHash: row.token_hash,
    createdAt: Number(row.created_at),
    createdBy: row.created_by,
    updatedAt: Number(row.updated_at),
    updatedBy: row.updated_by,
  }
}

/** In the order of their names. */
export async function listAutomations(db: Db, tenant: number): Promise<AutomationRow[]> {
  return (await db.all<Columns>(`SELECT ${columns} FROM automation WHERE tenant = ? ORDER BY name`, [tenant])).map(read)
}

export async function findAutomation(db: Db, tenant: number, name: string): Promise<AutomationRow | undefined> {
  const row = await db.get<Columns>(`SELECT ${columns} FROM automation WHERE tenant = ? AND name = ?`, [tenant, name])
  return row && read(row)
}

export async function findAutomationByNo(db: Db, tenant: number, no: number): Promise<AutomationRow | undefined> {
  const row = await db.get<Columns>(`SELECT ${columns} FROM automation WHERE tenant = ? AND no = ?`, [tenant, no])
  return row && read(row)
}

/** By the hash of the address that was sent to. */
export async function findAutomationByToken(db: Db, tenant: number, hash: string): Promise<AutomationRow | undefined> {
  const row = await db.get<Columns>(`SELECT ${columns} FROM automation WHERE tenant = ? AND token_hash = ?`, [
    tenant,
    hash,
  ])
  return row && read(row)
}

/** Those about one kind of record. */
export async function automationsAbout(db: Db, tenant: number, blueprint: number): Promise<AutomationRow[]> {
  const sql = `SELECT ${columns} FROM automation WHERE tenant = ? AND blueprint = ? ORDER BY no`
  return (await db.all<Columns>(sql, [tenant, blueprint])).map(read)
}

/** Numbers of those whose moment has come, the earliest first. */
export async function dueAutomations(db: Db, tenant: number, now: number): Promise<number[]> {
  const sql = 'SELECT no FROM automation WHERE tenant = ? AND next_at <= ? ORDER BY next_at'
  return (await db.all<{ no: number }>(sql, [tenant, now])).map(({ no }) => Number(no))
}

/** When the next moment comes. */
export async function nextScheduleAt(db: Db, tenant: number): Promise<number | undefined> {
  const sql = 'SELECT MIN(next_at) AS at FROM automation WHERE tenant = ? AND next_at IS NOT NULL'
  const row = await db.get<{ at: number | null }>(sql, [tenant])
  return row?.at === null || row === undefined ? undefined : Number(row.at)
}

export async function scheduledAutomations(db: Db, tenant: number): Promise<AutomationRow[]> {
  const sql = `SELECT ${columns} FROM automation WHERE tenant = ? AND next_at IS NOT NULL ORDER BY no`
  return (await db.all<Columns>(sql, [tenant])).map(read)
}

/** From one moment to another. False: it was at another one. */
export async function moveNextAt(
  tx: Db,
  tenant: number,
  no: number,
  from: number | null,
  to: number | null,
): Promise<boolean> {
  const sql = 'UPDATE automation SET next_at = ? WHERE tenant = ? AND no = ? AND next_at = ?'
  return (await tx.run(sql, [to, tenant, no, from])).changes === 1
}

/** Answers its number. */
export async function insertAutomation(tx: Db, tenant: number, row: Omit<AutomationRow, 'no'>): Promise<number> {
  const { id, name, blueprint, kind, status, rev, version, nextAt, tokenHash, secret } = row
  const inserted = await tx.get<{ no: number }>(
    `INSERT INTO automation (tenant, id, name, blueprint, kind, status, rev, version, definition, counters, next_at, token_hash,
        secret, created_at, created_by, updated_at, updated_by)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING no`,
    [
      ...[tenant, id, name, blueprint, kind, status, rev, version, JSON.stringify(row.definition)],
      ...[JSON.stringify(row.counters), nextAt, tokenHash, secret],
      ...[row.createdAt, row.createdBy, row.updatedAt, row.updatedBy],
    ],
  )
  return Number(inserted?.no)
}

/** Compare-and-set on the rev before. */
export async function updateAutomation(tx: Db, tenant: number, row: AutomationRow, before: number): Promise<boolean> {
  const { no, blueprint, kind, status, rev, version, nextAt, tokenHash, secret } = row
  const { changes } = await tx.run(
    `UPDATE automation SET blueprint = ?, kind = ?, status = ?, rev = ?, version = ?, definition = ?, counters = ?, next_at = ?,
        token_hash = ?, secret = ?, updated_at = ?, updated_by = ?
      WHERE tenant = ? AND no = ? AND rev = ?`,
    [
      ...[blueprint, kind, status, rev, version, JSON.stringify(row.definition), JSON.stringify(row.counters), nextAt],
      ...[tokenHash, secret, row.updatedAt, row.updatedBy, tenant, no, before],
    ],
  )
  return changes === 1
}

/** With its versions; its runs go with it. */
export async function deleteAutomation(tx: Db, tenant: number, no: number): Promise<void> {
  await tx.run('DELETE FROM automation_version WHERE tenant = ? AND automation = ?', [tenant, no])
  await tx.run('DELETE FROM automation WHERE tenant = ? AND no = ?', [tenant, no])
}

export interface AutomationVersionRow {
  readonly version: number
  readonly definition: Automation
  readonly createdAt: number
  readonly createdBy: string | null
}

export async function insertAutomationVersion(
  tx: Db,
  tenant: number,
  automation: number,
  { version, definition, createdAt, createdBy }: AutomationVersionRow,
): Promise<void> {
  await tx.run(
    `INSERT INTO automation_version (tenant, automation, version, definition, created_at, created_by) VALUES (?, ?, ?, ?, ?, ?)`,
    [tenant, automation, version, JSON.stringify(definition), createdAt, createdBy],
  )
}

/** Newest first, those below `before`. */
export async function listAutomationVersions(
  db: Db,
  tenant: number,
  automation: number,
  page: { readonly before: number; readonly limit: number },
): Promise<AutomationVersionRow[]> {
  const rows = await db.all<{
    version: number
    definition: unknown
    created_at: number
    created_by: string | null
  }>(
    `SELECT version, definition, created_at, created_by FROM automation_version
      WHERE tenant = ? AND automation = ? AND version < ? ORDER BY version DESC LIMIT ?`,
    [tenant, automation, page.before, page.limit],
  )
  return rows.map((row) => ({
    version: row.version,
    definition: jsonOf<Automation>(row.definition),
    createdAt: Number(row.created_at),
    createdBy: row.created_by,
  }))
}
