// The rows of flows, their published versions and the shared draft of each.
import type { FlowVersion, IdCounters, JsonObject, Label } from '@molde/engine'
import { type Db, jsonIn, jsonOf } from '../store/store.ts'

export interface FlowRow {
  readonly no: number
  readonly id: string
  readonly name: string
  readonly label: Label | null
  /** The blueprint's number. */
  readonly blueprint: number
  readonly head: number
  readonly counters: IdCounters
  /** Is it the first of its blueprint, whose states are the records'? */
  readonly isFirst: boolean
}

export interface FlowVersionRow {
  readonly version: number
  readonly definition: FlowVersion
  readonly summary: readonly string[]
  readonly publishedAt: number
  readonly publishedBy: string | null
}

export interface FlowDraftRow {
  readonly rev: number
  readonly base: number
  /** The whole flow as it was sent. */
  readonly definition: JsonObject
  readonly updatedAt: number
  readonly updatedBy: string | null
}

const columns = `no, id, name, label, blueprint, head, counters, (SELECT MIN(f.no) FROM flow f
  WHERE f.tenant = flow.tenant AND f.blueprint = flow.blueprint AND f.trashed_at IS NULL) AS first_no`
const versionColumns = 'version, definition, summary, published_at, published_by'

export async function findFlow(db: Db, tenant: number, name: string): Promise<FlowRow | undefined> {
  const sql = `SELECT ${columns} FROM flow WHERE tenant = ? AND name = ? AND trashed_at IS NULL`
  const row = await db.get<Columns>(sql, [tenant, name])
  return row && read(db, row)
}

/** The flows of a blueprint, oldest first: the first one holds `record.state`. */
export async function flowsOf(db: Db, tenant: number, blueprint: number): Promise<FlowRow[]> {
  const rows = await db.all<Columns>(
    `SELECT ${columns} FROM flow WHERE tenant = ? AND blueprint = ? AND trashed_at IS NULL ORDER BY no`,
    [tenant, blueprint],
  )
  return rows.map((row) => read(db, row))
}

/** The newest version of each of them, in the same order; without the flow of this number. */
export async function headsOf(db: Db, tenant: number, blueprint: number, without?: number): Promise<FlowVersion[]> {
  const heads: FlowVersion[] = []
  for (const { no, head } of await flowsOf(db, tenant, blueprint)) {
    const version = no === without ? undefined : await findFlowVersion(db, tenant, no, head)
    if (version) heads.push(version.definition)
  }
  return heads
}

/** Flows of whatever blueprint whose newest version may make or change records of this one. */
export async function headsActingOn(
  db: Db,
  tenant: number,
  name: string,
): Promise<{ readonly label: Label; readonly definition: FlowVersion }[]> {
  const rows = await db.all<{ name: string; label: unknown; definition: unknown }>(
    `SELECT f.name, f.label, v.definition FROM flow f
      JOIN flow_version v ON v.tenant = f.tenant AND v.flow = f.no AND v.version = f.head
      WHERE f.tenant = ? AND f.trashed_at IS NULL AND CAST(v.definition AS text) LIKE ? ORDER BY f.no`,
    [tenant, `%"blueprint":"${name}"%`],
  )
  return rows.map((row) => ({
    label: row.label === null ? row.name : jsonIn<Label>(db, row.label),
    definition: jsonOf<FlowVersion>(row.definition),
  }))
}

export async function listFlows(db: Db, tenant: number, after: string, limit: number): Promise<FlowRow[]> {
  const rows = await db.all<Columns>(
    `SELECT ${columns} FROM flow WHERE tenant = ? AND trashed_at IS NULL AND name > ? ORDER BY name LIMIT ?`,
    [tenant, after, limit],
  )
  return rows.map((row) => read(db, row))
}

export async function countFlows(db: Db, tenant: number): Promise<number> {
  const sql = 'SELECT COUNT(*) AS n FROM flow WHERE tenant = ? AND trashed_at IS NULL'
  const row = await db.get<{ n: number }>(sql, [tenant])
  return Number(row?.n ?? 0)
}

export async function insertFlow(
  tx: Db,
  tenant: number,
  flow: {
    readonly id: string
    readonly name: string
    readonly label: Label | undefined
    readonly blueprint: number
    readonly counters: IdCounters
    readonly at: number
    readonly by: string
  },
): Promise<number> {
  const row = await tx.get<{ no: number }>(
    `INSERT INTO flow (tenant, id, name, label, blueprint, head, counters, created_at, updated_at, created_by)
      VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?, ?) RETURNING no`,
    [
      tenant,
      flow.id,
      flow.name,
      flow.label === undefined ? null : JSON.stringify(flow.label),
      flow.blueprint,
      JSON.stringify(flow.counters),
      flow.at,
      flow.at,
      flow.by,
    ],
  )
  return Number(row?.no)
}

/** Moves the head on, if it is still `from`. */
export async function moveFlowHead(
  tx: Db,
  tenant: number,
  move: {
    readonly no: number
    readonly from: number
    readonly to: number
    readonly label: Label | undefined
    readonly counters: IdCounters
    readonly at: number
  },
): Promise<boolean> {
  const { changes } = await tx.run(
    `UPDATE flow SET head = ?, label = ?, counters = ?, updated_at = ?
      WHERE tenant = ? AND no = ? AND head = ? AND trashed_at IS NULL`,
    [
      move.to,
      move.label === undefined ? null : JSON.stringify(move.label),
      JSON.stringify(move.counters),
      move.at,
      tenant,
      move.no,
      move.from,
    ],
  )
  return changes === 1
}

export async function findFlowVersion(
  db: Db,
  tenant: number,
  flow: number,
  version: number,
): Promise<FlowVersionRow | undefined> {
  const row = await db.get<VersionColumns>(
    `SELECT ${versionColumns} FROM flow_version WHERE tenant = ? AND flow = ? AND version = ?`,
    [tenant, flow, version],
  )
  return row && readVersion(row)
}

/** Newest first, below `before`. */
export async function listFlowVersions(
  db: Db,
  tenant: number,
  flow: number,
  before: number,
  limit: number,
): Promise<FlowVersionRow[]> {
  const rows = await db.all<VersionColumns>(
    `SELECT ${versionColumns} FROM flow_version WHERE tenant = ? AND flow = ? AND version < ? ORDER BY version DESC LIMIT ?`,
    [tenant, flow, before, limit],
  )
  return rows.map(readVersion)
}

export async function insertFlowVersion(
  tx: Db,
  tenant: number,
  flow: number,
  published: {
    readonly definition: FlowVersion
    readonly hash: string
    readonly summary: readonly string[]
    readonly at: number
    readonly by: string
  },
): Promise<void> {
  await tx.run(
    `INSERT INTO flow_version
      (tenant, flow, version, blueprint_version, definition, hash, summary, published_at, published_by)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      tenant,
      flow,
      published.definition.version,
      published.definition.blueprintVersion,
      JSON.stringify(published.definition),
      published.hash,
      JSON.stringify(published.summary),
      published.at,
      published.by,
    ],
  )
}

export async function findFlowDraft(db: Db, tenant: number, flow: number): Promise<FlowDraftRow | undefined> {
  const row = await db.get<DraftColumns>(
    'SELECT rev, base, definition, updated_at, updated_by FROM flow_draft WHERE tenant = ? AND flow = ?',
    [tenant, flow],
  )
  return row && readDraft(row)
}

/** Writes the whole draft; its rev grows by one. With `onRev`, undefined when the draft was not of that rev (0: none) at the moment of writing. */
export async function putFlowDraft(
  tx: Db,
  tenant: number,
  flow: number,
  draft: { readonly base: number; readonly definition: JsonObject; readonly at: number; readonly by: string },
  onRev?: number,
): Promise<FlowDraftRow | undefined> {
  const row = await tx.get<DraftColumns>(
    `INSERT INTO flow_draft (tenant, flow, rev, base, definition, updated_at, updated_by) VALUES (?, ?, 1, ?, ?, ?, ?)
      ON CONFLICT (tenant, flow) DO UPDATE SET rev = flow_draft.rev + 1, base = excluded.base,
        definition = excluded.definition, updated_at = excluded.updated_at, updated_by = excluded.updated_by
      ${onRev === undefined ? '' : 'WHERE flow_draft.rev = ?'} RETURNING rev, base, definition, updated_at, updated_by`,
    [
      tenant,
      flow,
      draft.base,
      JSON.stringify(draft.definition),
      draft.at,
      draft.by,
      ...(onRev === undefined ? [] : [onRev]),
    ],
  )
  return row && isNext(row.rev, onRev) ? readDraft(row) : undefined
}

/** A draft that was thrown away meanwhile begins anew with rev 1. */
function isNext(rev: number, onRev: number | undefined): boolean {
  return onRev === undefined || rev === onRev + 1
}

export async function deleteFlowDraft(tx: Db, tenant: number, flow: number): Promise<boolean> {
  const { changes } = await tx.run('DELETE FROM flow_draft WHERE tenant = ? AND flow = ?', [tenant, flow])
  return changes === 1
}

interface Columns {
  readonly no: number
  readonly id: string
  readonly name: string
  readonly label: unknown
  readonly blueprint: number
  readonly head: number
  readonly counters: unknown
  readonly first_no: number
}

interface VersionColumns {
  readonly version: number
  readonly definition: unknown
  readonly summary: unknown
  readonly published_at: number
  readonly published_by: string | null
}

interface DraftColumns {
  readonly rev: number
  readonly base: number
  readonly definition: unknown
  readonly updated_at: number
  readonly updated_by: string | null
}

function read(db: Db, row: Columns): FlowRow {
  return {
    no: Number(row.no),
    id: row.id,
    name: row.name,
    label: row.label === null ? null : jsonIn<Label>(db, row.label),
    blueprint: row.blueprint,
    head: row.head,
    counters: jsonOf<IdCounters>(row.counters),
    isFirst: Number(row.first_no) === Number(row.no),
  }
}

function readVersion(row: VersionColumns): FlowVersionRow {
  return {
    version: row.version,
    definition: jsonOf<FlowVersion>(row.definition),
    summary: row.summary === null ? [] : jsonOf<string[]>(row.summary),
    publishedAt: Number(row.published_at),
    publishedBy: row.published_by,
  }
}

function readDraft(row: DraftColumns): FlowDraftRow {
  return {
    rev: row.rev,
    base: row.base,
    definition: jsonOf<JsonObject>(row.definition),
    updatedAt: Number(row.updated_at),
    updatedBy: row.updated_by,
  }
}
