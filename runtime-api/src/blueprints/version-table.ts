// The rows of published blueprint versions; a row is written once, and follows only what it shows of other blueprints.
import type { BlueprintVersion, JsonObject, StoredOp } from '@molde/engine'
import { type Db, jsonOf } from '../store/store.ts'

export interface VersionRow {
  readonly version: number
  readonly definition: BlueprintVersion
  readonly schema: JsonObject
  readonly ops: readonly StoredOp[]
  readonly summary: readonly string[]
  readonly publishedAt: number
  readonly publishedBy: string | null
}

const columns = 'version, definition, schema, ops, summary, published_at, published_by'

export async function findVersion(
  db: Db,
  tenant: number,
  blueprint: number,
  version: number,
): Promise<VersionRow | undefined> {
  const row = await db.get<Columns>(
    `SELECT ${columns} FROM blueprint_version WHERE tenant = ? AND blueprint = ? AND version = ?`,
    [tenant, blueprint, version],
  )
  return row && read(row)
}

/** Newest first, below `before`. */
export async function listVersions(
  db: Db,
  tenant: number,
  blueprint: number,
  before: number,
  limit: number,
): Promise<VersionRow[]> {
  const rows = await db.all<Columns>(
    `SELECT ${columns} FROM blueprint_version WHERE tenant = ? AND blueprint = ? AND version < ? ORDER BY version DESC LIMIT ?`,
    [tenant, blueprint, before, limit],
  )
  return rows.map(read)
}

/** What the blueprint was at each of its versions. */
export async function allVersions(
  db: Db,
  tenant: number,
  blueprint: number,
): Promise<ReadonlyMap<number, BlueprintVersion>> {
  const rows = await db.all<{ version: number; definition: unknown }>(
    'SELECT version, definition FROM blueprint_version WHERE tenant = ? AND blueprint = ?',
    [tenant, blueprint],
  )
  return new Map(rows.map(({ version, definition }) => [version, jsonOf<BlueprintVersion>(definition)]))
}

/** The ops of each version after `from` up to `to`, oldest first. */
export async function opsBetween(
  db: Db,
  tenant: number,
  blueprint: number,
  from: number,
  to: number,
): Promise<StoredOp[][]> {
  const rows = await db.all<{ ops: unknown }>(
    'SELECT ops FROM blueprint_version WHERE tenant = ? AND blueprint = ? AND version > ? AND version <= ? ORDER BY version',
    [tenant, blueprint, from, to],
  )
  return rows.map((row) => jsonOf<StoredOp[]>(row.ops))
}

export async function insertVersion(
  tx: Db,
  tenant: number,
  blueprint: number,
  published: {
    readonly definition: BlueprintVersion
    readonly schema: JsonObject
    readonly ops: readonly StoredOp[]
    readonly summary: readonly string[]
    readonly hash: string
    readonly at: number
    readonly by: string
  },
): Promise<void> {
  await tx.run(
    `INSERT INTO blueprint_version
      (tenant, blueprint, version, definition, schema, ops, summary, hash, published_at, published_by)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      tenant,
      blueprint,
      published.definition.version,
      JSON.stringify(published.definition),
      JSON.stringify(published.schema),
      JSON.stringify(published.ops),
      JSON.stringify(published.summary),
      published.hash,
      published.at,
      published.by,
    ],
  )
}

/** Only what other blueprints say of it, such as the choices of a field that it looks up, and the name under which it came back. */
export async function rewriteVersion(
  tx: Db,
  tenant: number,
  blueprint: number,
  {
    definition,
    schema,
    hash,
  }: { readonly definition: BlueprintVersion; readonly schema: JsonObject; readonly hash: string },
): Promise<void> {
  await tx.run(
    'UPDATE blueprint_version SET definition = ?, schema = ?, hash = ? WHERE tenant = ? AND blueprint = ? AND version = ?',
    [JSON.stringify(definition), JSON.stringify(schema), hash, tenant, blueprint, definition.version],
  )
}

interface Columns {
  readonly version: number
  readonly definition: unknown
  readonly schema: unknown
  readonly ops: unknown
  readonly summary: unknown
  readonly published_at: number
  readonly published_by: string | null
}

function read(row: Columns): VersionRow {
  return {
    version: row.version,
    definition: jsonOf<BlueprintVersion>(row.definition),
    schema: jsonOf<JsonObject>(row.schema),
    ops: jsonOf<StoredOp[]>(row.ops),
    summary: jsonOf<string[]>(row.summary),
    publishedAt: Number(row.published_at),
    publishedBy: row.published_by,
  }
}
