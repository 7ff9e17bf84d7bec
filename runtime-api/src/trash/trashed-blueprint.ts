// What a blueprint in the trash was, and what its records are: read there by its public id, since its name may be another one's by now.
import type { JsonObject, WireRecord } from '@molde/engine'
import {
  type BlueprintRow,
  findBlueprint,
  findBlueprintsByNo,
  findTrashedBlueprint,
} from '../blueprints/blueprint-table.ts'
import { definitionAt, definitionByNo } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import { findNewBlueprint } from '../blueprints/new-blueprint-table.ts'
import { presentBlueprint } from '../blueprints/present-blueprint.ts'
import { presentVersionOf, versionsOf } from '../blueprints/read-blueprints.ts'
import { findVersion } from '../blueprints/version-table.ts'
import { ApiError } from '../errors.ts'
import { countAll, recordsBefore } from '../record-store/record-scan-table.ts'
import { findRecord, type RecordRow } from '../record-store/record-table.ts'
import { definitionAs } from '../records/as-version.ts'
import { liftRows } from '../records/lift-row.ts'
import { presentRecord } from '../records/present-record.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { rowsInSight } from '../subtables/rows-in-sight.ts'

/** As it was last; `nameTaken`: another one is called so, or is planned, so it comes back only under another name. */
export async function readTrashedBlueprint(scope: Scope, id: string): Promise<JsonObject> {
  const { read: db } = scope.store
  const row = await trashedWith(scope, db, id)
  const head = await findVersion(db, scope.tenant.no, row.no, row.head)
  if (!head) throw new ApiError('not-found')
  const taken =
    (await findBlueprint(db, scope.tenant.no, row.name)) ?? (await findNewBlueprint(db, scope.tenant.no, row.name))
  const [into] = row.mergedInto === null ? [] : await findBlueprintsByNo(db, scope.tenant.no, [row.mergedInto])
  return {
    ...presentBlueprint(row, head.definition),
    records: await countAll(db, scope.tenant.no, row.no),
    deletedAt: row.trashedAt === null ? null : new Date(row.trashedAt).toISOString(),
    deletedBy: row.trashedBy,
    nameTaken: taken !== undefined,
    mergedInto: into?.name ?? null,
  }
}

export async function listTrashedVersions(
  scope: Scope,
  id: string,
  page: { readonly before: number; readonly limit: number },
) {
  return versionsOf(scope, await trashedWith(scope, scope.store.read, id), page)
}

export async function readTrashedVersion(scope: Scope, id: string, version: number): Promise<JsonObject> {
  return presentVersionOf(scope, await trashedWith(scope, scope.store.read, id), version)
}

/** Newest first, also those that were deleted before it. Without `as` each is said in the version at which it rests. */
export async function listTrashedRecords(
  scope: Scope,
  id: string,
  { as, before, limit }: { readonly as: string | undefined; readonly before: number; readonly limit: number },
) {
  const db = scope.store.read
  const { no } = await trashedWith(scope, db, id)
  const definition = await definitionInTrash(scope, db, no)
  const rows = await recordsBefore(db, scope.tenant.no, no, before, limit + 1)
  const shown = rows.slice(0, limit)
  return {
    items: await said(scope, db, definition, shown, as),
    next: rows.length > limit ? shown.at(-1)?.no : undefined,
    count: { value: await countAll(db, scope.tenant.no, no), capped: false },
  }
}

export async function readTrashedRecord(
  scope: Scope,
  id: string,
  { record, as }: { readonly record: string; readonly as: string | undefined },
): Promise<WireRecord> {
  const db = scope.store.read
  const { no } = await trashedWith(scope, db, id)
  const definition = await definitionInTrash(scope, db, no)
  const row = await findRecord(db, scope.tenant.no, no, record)
  const [found] = row ? await said(scope, db, definition, [row], as) : []
  if (!found) throw new ApiError('not-found')
  return found
}

async function trashedWith(scope: Scope, db: Db, id: string): Promise<BlueprintRow> {
  const row = await findTrashedBlueprint(db, scope.tenant.no, id)
  if (row?.id !== id) throw new ApiError('not-found')
  return row
}

/** It may be taken out of the trash, or destroyed, while it is read. */
async function definitionInTrash(scope: Scope, db: Db, no: number): Promise<Definition> {
  const definition = await definitionByNo(scope, db, no)
  if (!definition) throw new ApiError('not-found')
  return definition
}

async function said(
  scope: Scope,
  db: Db,
  newest: Definition,
  rows: readonly RecordRow[],
  as: string | undefined,
): Promise<readonly WireRecord[]> {
  if (as !== undefined) {
    const definition = await definitionAs(scope, db, newest, as)
    return (await liftRows(scope, db, definition, rows)).map((row) => presentRecord(definition, row))
  }
  const records: WireRecord[] = []
  for (const row of rows) {
    const definition = rowsInSight(scope, await definitionAt(scope, db, newest, row.version))
    for (const resting of await liftRows(scope, db, definition, [row])) records.push(presentRecord(definition, resting))
  }
  return records
}
