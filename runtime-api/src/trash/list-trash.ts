// What lies in the trash: blueprints with all their records, and single records of the others.
import type { JsonObject, WireRecord } from '@molde/engine'
import { findBlueprint, listBlueprints, listTrashedBlueprints } from '../blueprints/blueprint-table.ts'
import { definitionOf } from '../blueprints/compiled-versions.ts'
import { lastActors } from '../record-store/history-table.ts'
import { countAll, trashedBefore } from '../record-store/record-scan-table.ts'
import { checkWishes, definitionBeside } from '../records/as-version.ts'
import { liftRows } from '../records/lift-row.ts'
import { presentRecord } from '../records/present-record.ts'
import type { Scope } from '../runtime.ts'

export type TrashEntry =
  | ({ readonly kind: 'record'; readonly deletedBy: string | null } & WireRecord)
  | ({
      readonly kind: 'blueprint'
      readonly id: string
      readonly blueprint: string
      readonly records: number
      readonly deletedBy: string | null
    } & JsonObject)

/** Blueprint after blueprint by name, in each the newest records first; trashed blueprints stand on the first page. */
export interface TrashPlace {
  readonly blueprint: string
  readonly before: number
}

/** `as`: the versions that the client asks for. */
export async function listTrash(
  scope: Scope,
  {
    place,
    limit,
    as,
  }: { readonly place: TrashPlace | undefined; readonly limit: number; readonly as?: string | undefined },
) {
  await checkWishes(scope, scope.store.read, as)
  const items: TrashEntry[] = place ? [] : await trashedBlueprints(scope)
  let at = place ?? { blueprint: '', before: Number.MAX_SAFE_INTEGER }
  const db = scope.store.read
  const first = place ? await findBlueprint(db, scope.tenant.no, place.blueprint) : undefined
  const rest = await listBlueprints(db, scope.tenant.no, at.blueprint, 1_000)
  for (const { no, name } of first ? [first, ...rest] : rest) {
    if (name !== at.blueprint) at = { blueprint: name, before: Number.MAX_SAFE_INTEGER }
    // Blueprints may have filled the page already.
    const room = Math.max(0, limit - items.length)
    const rows = await trashedBefore(db, scope.tenant.no, no, at.before, room + 1)
    if (rows.length === 0) continue
    const definition = await definitionBeside(scope, db, await definitionOf(scope, db, name), as)
    const shown = await liftRows(scope, db, definition, rows.slice(0, room))
    // What lies there is written no more: its last revision is the one that put it there.
    const actors = await lastActors(db, scope.tenant.no, shown)
    items.push(
      ...shown.map((row) => ({
        kind: 'record' as const,
        ...presentRecord(definition, row),
        deletedBy: actors.get(row.no) ?? null,
      })),
    )
    if (rows.length > room) return { items, next: { blueprint: name, before: shown.at(-1)?.no ?? at.before } }
  }
  return { items, next: undefined }
}

async function trashedBlueprints(scope: Scope): Promise<TrashEntry[]> {
  const db = scope.store.read
  const entries: TrashEntry[] = []
  for (const row of await listTrashedBlueprints(db, scope.tenant.no)) {
    entries.push({
      kind: 'blueprint',
      id: row.id,
      blueprint: row.name,
      ...(row.label === null ? {} : { label: row.label }),
      version: row.head,
      records: await countAll(db, scope.tenant.no, row.no),
      deletedAt: row.trashedAt === null ? null : new Date(row.trashedAt).toISOString(),
      deletedBy: row.trashedBy,
    })
  }
  return entries
}
