// What hangs on a record follows a version of its blueprint. When a newer one changes values, it is brought up to date: by a job,
// or by the first write that meets the record.
import { type OpMaps, type Projection, projectRecord } from '@molde/engine'
import { opsOf, versionOf } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import { mapsForMoving } from '../op-maps/maps-for-moving.ts'
import { rowsIn } from '../op-maps/rows-of-records.ts'
import type { UniqueTaken } from '../record-store/record-errors.ts'
import type { RecordRow } from '../record-store/record-table.ts'
import { deriveAnew } from '../record-store/write-record.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { carried, liftRows, readShapes, shapeRows } from './lift-row.ts'
import { projectRow } from './project-row.ts'
import { isUnderived } from './underived.ts'

export interface DerivedRow {
  /** As it is afterwards. */
  readonly row: RecordRow
  /** Unique values that another record holds. */
  readonly taken: readonly UniqueTaken[]
}

export async function deriveRow(tx: Db, scope: Scope, definition: Definition, row: RecordRow): Promise<DerivedRow> {
  const [derived] = await deriveRows(tx, scope, definition, [row])
  return derived as DerivedRow
}

/** Answers for each, in their order. */
export async function deriveRows(
  tx: Db,
  scope: Scope,
  { newest }: Definition,
  rows: readonly RecordRow[],
): Promise<readonly DerivedRow[]> {
  const { version } = newest.head
  const behind = rows.filter((row) => isUnderived(newest, row))
  if (behind.length === 0) return rows.map((row) => ({ row, taken: [] }))
  // What hangs on a record are links, too: the records that it shall point to are made now.
  await readShapes(
    scope,
    tx,
    newest,
    behind.map((row) => row.version),
  )
  const run = (maps: OpMaps) => {
    for (const row of behind) carried(scope, newest, row, { from: row.version, to: version, maps })
  }
  await mapsForMoving(tx, scope, newest, opsOf(newest), run, rowsIn(scope, tx, newest))
  const lifted = await liftRows(scope, tx, newest, behind)
  const before = await projectionsOf(tx, scope, newest, behind)
  const derivations = behind.map((row, i) => ({
    row,
    before: before.get(row.no) as Projection,
    after: projectRow(newest, lifted[i] as RecordRow, (lifted[i] as RecordRow).data),
    state: (lifted[i] as RecordRow).state,
  }))
  const taken = await deriveAnew(tx, scope.store, derivations, { version, at: scope.runtime.now() })
  const derived = new Map(behind.map((row, i) => [row.no, { taken: taken[i] ?? [], state: lifted[i]?.state ?? null }]))
  return rows.map((row) => {
    const own = derived.get(row.no)
    if (!own) return { row, taken: [] }
    return { row: { ...row, state: own.state, derivedVersion: version }, taken: own.taken }
  })
}

/** As they were when the records were last written, by number: all but their slots, which lay elsewhere then. */
async function projectionsOf(
  tx: Db,
  scope: Scope,
  definition: Definition,
  rows: readonly RecordRow[],
): Promise<ReadonlyMap<number, Projection>> {
  const projections = new Map<number, Projection>()
  for (const derivedVersion of new Set(rows.map((row) => row.derivedVersion))) {
    const version = await versionOf(scope, tx, definition, derivedVersion)
    const own = rows.filter((row) => row.derivedVersion === derivedVersion)
    const shaped = await shapeRows(scope, tx, definition, own, derivedVersion)
    for (const { no, data } of shaped) projections.set(no, projectRecord(version, noSlots, data))
  }
  return projections
}

const noSlots: readonly [] = []
