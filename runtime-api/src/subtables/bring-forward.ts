// Records that are rows of a parent which still rests below the op: the parent moves first, so that rows are never in two places.
import type { Failure, OpMaps, StoredData } from '@molde/engine'
import { definitionOf, opsOf, versionOf } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import { ApiError } from '../errors.ts'
import { flowVersionAt, keepStays, pinOf } from '../flows/flow-of-record.ts'
import { mapsForMoving } from '../op-maps/maps-for-moving.ts'
import { rowsIn } from '../op-maps/rows-of-records.ts'
import { CountChanges, moveRecords } from '../record-store/move-record.ts'
import { StaleRecord } from '../record-store/record-errors.ts'
import { findRecord, holdRow, type RecordRow } from '../record-store/record-table.ts'
import { deriveRow } from '../records/derive-row.ts'
import { carried, inFieldOrder, readShapes, type Shaped, withRelated } from '../records/lift-row.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { rowsAt, rowsCross } from './rows-at.ts'
import { settleRows } from './settle-rows.ts'

/** Before a record of `child` with this data, in the newest shape, becomes or stays one that others see. */
export async function bringParentsForward(tx: Db, scope: Scope, child: Definition, data: StoredData): Promise<void> {
  for (const { child: own, parent, map, link } of child.subtables) {
    const id = data[link]
    if (own.no !== child.no || typeof id !== 'string') continue
    const definition = await definitionOf(scope, tx, parent.name).catch(ifGone)
    const found = definition && (await findRecord(tx, scope.tenant.no, definition.no, id))
    if (!definition || !found?.live || !rowsAt(definition, definition.head.version).has(map)) continue
    const row = await holdRow(tx, scope.tenant.no, found.no)
    if (row && !rowsAt(definition, row.version).has(map)) await bringForward(tx, scope, definition, row)
  }
}

/**
 * To the newest version, if rows are records there that are none where it rests. Answers the row as it is then. Throws `conflict` when
 * it has to wait for a person.
 */
export async function bringForward(tx: Db, scope: Scope, definition: Definition, found: RecordRow): Promise<RecordRow> {
  const { newest } = definition
  const { head } = newest
  if (!rowsCross(newest, found.version, head.version)) return found
  const { row } = await deriveRow(tx, scope, newest, found)
  await readShapes(scope, tx, newest, [row.version])
  let failures: Failure[] = []
  let arrived: Shaped = row
  const run = (maps: OpMaps) => {
    failures = []
    arrived = carried(scope, newest, row, { from: row.version, to: head.version, maps, failures })
  }
  await mapsForMoving(tx, scope, newest, opsOf(newest), run, rowsIn(scope, tx, newest))
  if (failures.some(({ waits }) => waits)) throw waitsFor(row)
  const { data, attic, left } = arrived as Shaped
  await settleRows(tx, scope, newest, { parent: row, from: row.version, to: head.version, left })
  const at = scope.runtime.now()
  const target = await versionOf(scope, tx, newest, head.version)
  const ordered = inFieldOrder(target, withRelated(newest, target, data, data))
  const counts = new CountChanges()
  const { flow } = newest
  const flowVersion = flow ? flowVersionAt(flow, head.version, await pinOf(scope, tx, newest, flow, row)) : null
  await keepStays(tx, scope, newest, row, head.version)
  const arrival = {
    version: head.version,
    data: ordered,
    attic,
    flowVersion,
    mark: undefined,
    at,
    actor: scope.actor.id,
  }
  const [done] = await moveRecords(tx, scope.tenant.no, [{ before: row, arrival }], counts)
  if (done === 'missed') throw new StaleRecord(row.no)
  await counts.write(tx, scope.tenant.no)
  return (await holdRow(tx, scope.tenant.no, row.no)) as RecordRow
}

function waitsFor({ id, version }: RecordRow): ApiError {
  return new ApiError('conflict', {
    detail: {
      en: `The record ${id} that this one belongs to waits at version ${version}: a value of it cannot be carried over. Mend it first.`,
      'pt-BR': `O registro ${id} a que este pertence espera na versão ${version}: um valor dele não pode ser convertido. Corrija-o antes.`,
      ru: `Запись ${id}, к которой относится эта, ждёт в версии ${version}: одно из её значений не переносится. Сначала исправьте его.`,
    },
  })
}

function ifGone(thrown: unknown): undefined {
  if (thrown instanceof ApiError && thrown.code === 'not-found') return undefined
  throw thrown
}
