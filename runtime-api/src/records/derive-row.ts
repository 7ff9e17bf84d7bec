// What hangs on a record follows a version of its blueprint. When a newer one changes values, it is brought up to date: by a job,
// or by the first write that meets the record.
import { type Projection, projectRecord } from '@molde/engine'
import { opsOf, planBetween, versionOf } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import { mapsForMoving } from '../op-maps/maps-for-moving.ts'
import type { UniqueTaken } from '../record-store/record-errors.ts'
import type { RecordRow } from '../record-store/record-table.ts'
import { deriveAnew } from '../record-store/write-record.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { carried, readShapes, shapeRow } from './lift-row.ts'
import { projectRow } from './project-row.ts'

/** Does what hangs on the record say something else than the newest version does? */
export function isUnderived({ newest }: Definition, row: RecordRow): boolean {
  if (row.derivedVersion === newest.head.version) return false
  // What they give follows from what they read, and from how they read it.
  if (newest.head.fields.some(({ computed }) => computed)) return true
  const { touches, changes } = planBetween(newest, row.derivedVersion, newest.head.version)
  return (Object.keys(row.attic).length > 0 ? touches : changes).size > 0
}

/** The row as it is afterwards; `taken` are unique values that another record holds. */
export async function deriveRow(
  tx: Db,
  scope: Scope,
  { newest }: Definition,
  row: RecordRow,
): Promise<{ readonly row: RecordRow; readonly taken: readonly UniqueTaken[] }> {
  const { version } = newest.head
  if (!isUnderived(newest, row)) return { row, taken: [] }
  // What hangs on a record are links, too: the records that it shall point to are made now.
  await readShapes(scope, tx, newest, [row.version])
  await mapsForMoving(tx, scope, newest, opsOf(newest), (maps) => {
    carried(scope, newest, row, { from: row.version, to: version, maps })
  })
  const lifted = await shapeRow(scope, tx, newest, row, version)
  const derivation = {
    version,
    before: await projectionOf(tx, scope, newest, row),
    after: projectRow(newest, lifted, lifted.data),
    at: scope.runtime.now(),
  }
  const taken = await deriveAnew(tx, scope.store, row, derivation)
  return { row: { ...row, derivedVersion: version }, taken: taken ?? [] }
}

/** As it was when the record was last written: all but its slots, which lay elsewhere then. */
async function projectionOf(tx: Db, scope: Scope, definition: Definition, row: RecordRow): Promise<Projection> {
  const version = await versionOf(scope, tx, definition, row.derivedVersion)
  const { data } = await shapeRow(scope, tx, definition, row, row.derivedVersion)
  return projectRecord(version, noSlots, data)
}

const noSlots: readonly [] = []
