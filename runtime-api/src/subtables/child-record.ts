// One record that is, was or becomes a row: made, changed, brought out, stowed, put into the trash. As the system, with all that hangs on it.
import {
  type Failure,
  type FieldId,
  type Json,
  mirroredData,
  type OpMaps,
  type StoredData,
  withComputed,
} from '@molde/engine'
import { opsOf, versionOf } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import { noteGoing, noteSettled } from '../computed/dirty.ts'
import { noteWritten } from '../computed/note-written.ts'
import { numbersFor } from '../computed/number-record.ts'
import { lookedUpData } from '../computed/with-lookups.ts'
import { hangFiles } from '../files/record-files.ts'
import { goesOnByItself } from '../flows/flow-of-record.ts'
import { newId } from '../new-id.ts'
import { mapsForMoving } from '../op-maps/maps-for-moving.ts'
import { rowsIn } from '../op-maps/rows-of-records.ts'
import { nothingKept, numbersOf, type RecordRow } from '../record-store/record-table.ts'
import { insertRecord, moveTo, type Place, updateRecord } from '../record-store/write-record.ts'
import { deriveRow } from '../records/derive-row.ts'
import { carried, inFieldOrder, liftRow, readShapes, type Shaped, shapeRow } from '../records/lift-row.ts'
import { noteResting } from '../records/note-resting.ts'
import { refuseOlder } from '../records/older-keys.ts'
import { projectRow } from '../records/project-row.ts'
import { stateIn } from '../records/state-of.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { startTimers } from '../timers/set-timers.ts'

export interface Within {
  readonly tx: Db
  readonly scope: Scope
  /** Of the records that are rows elsewhere, in its newest shape. */
  readonly child: Definition
}

/** What a record is that was a row: the shape in which the op made it one. */
const asRow = 1

/** `data` in the shape of a row, with the link. A public id that somebody has already is not taken; answers the one it got. */
export async function makeChild(within: Within, id: string, data: StoredData): Promise<string> {
  const { tx, scope, child } = within
  const at = scope.runtime.now()
  const known = await numbersOf(tx, scope.tenant.no, [id])
  const arrived = await toNewest(within, { data, attic: nothingKept })
  const numbers = await numbersFor(tx, scope, child, arrived.inNewest)
  const numbered = { ...arrived.inNewest, ...numbers }
  const state = child.flow ? stateIn(child.flow, { state: null, data: numbered }) : null
  const entered = child.flows.reduce(
    (data, flow) => mirroredData(flow.compiled, stateIn(flow, { state: null, data }), data),
    numbered,
  )
  const inNewest = withComputed(child.head, entered, scope.tenant.timezone)
  const resting = arrived.waits
    ? { version: asRow, data, attic: nothingKept }
    : { version: child.head.version, data: inFieldOrder(child.head, inNewest), attic: arrived.attic }
  const row = {
    ...resting,
    ...{ blueprint: child.no, id: known.has(id) ? newId(at) : id, state, at, createdBy: scope.actor.id },
    ...{ flowVersion: child.flow?.version.version ?? null, derivedVersion: child.head.version },
  }
  const standing = { ...row, rev: 1, createdAt: at, updatedAt: at, deletedAt: null }
  const projection = projectRow(child, standing, inNewest)
  await refuseOlder(tx, scope, child, { before: { uniques: [] }, after: projection })
  const made = await insertRecord(tx, scope.store, row, projection)
  await noteResting(tx, scope, child, made)
  await hangFiles(tx, scope, child, { no: made.no, before: undefined, after: inNewest, at })
  const live = { wasLive: false, isLive: true }
  await noteWritten(tx, scope, child, { no: made.no, before: undefined, after: inNewest, ...live })
  await startTimers(tx, scope, child, { row: made, data: inNewest }, at)
  noteSettled(tx, { no: made.no, blueprint: child.name, id: made.id, rev: made.rev })
  return made.id
}

/** `values` as rows hold them; null empties a field. What only newer versions hold stays. */
export async function changeChild(
  within: Within,
  found: RecordRow,
  values: { readonly [field: FieldId]: Json },
): Promise<void> {
  const { tx, scope, child } = within
  const { row } = await deriveRow(tx, scope, child, found)
  const before = await liftRow(scope, tx, child, row)
  const old = await shapeRow(scope, tx, child, row, asRow)
  const given = Object.entries(values).filter(([, value]) => value !== null)
  const rest = Object.entries(old.data).filter(([field]) => values[field as FieldId] === undefined)
  const data: StoredData = Object.fromEntries([...rest, ...given])
  const arrived = await toNewest(within, { id: row.id, data, attic: old.attic })
  const at = scope.runtime.now()
  const first = await versionOf(scope, tx, child, asRow)
  const resting = arrived.waits
    ? { version: asRow, data: inFieldOrder(first, data), attic: old.attic }
    : { version: child.head.version, data: inFieldOrder(child.head, arrived.inNewest), attic: arrived.attic }
  const after = { ...row, rev: row.rev + 1, updatedAt: at, version: resting.version }
  const { state, flowVersion } = row
  const projections = {
    before: projectRow(child, before, before.data),
    after: projectRow(child, after, arrived.inNewest),
  }
  await refuseOlder(tx, scope, child, { no: row.no, ...projections })
  const written = await updateRecord(
    tx,
    scope.store,
    row,
    { ...resting, state, flowVersion, derivedVersion: child.head.version, at, actor: scope.actor.id },
    projections.before,
    projections.after,
  )
  await noteResting(tx, scope, child, resting)
  await hangFiles(tx, scope, child, { no: row.no, before: before.data, after: arrived.inNewest, at })
  const live = { wasLive: row.live, isLive: row.live }
  await noteWritten(tx, scope, child, { no: row.no, before: before.data, after: arrived.inNewest, ...live })
  if (goesOnByItself(child)) noteGoing(tx, { no: row.no, blueprint: child.name, isWritten: true })
  noteSettled(tx, { no: row.no, blueprint: child.name, id: row.id, rev: written.rev })
}

/** Why it changed its place, as its history says it. */
const notes = { live: 'unstowed', stowed: 'stowed', trash: 'row-removed' } as const

export async function placeChild({ tx, scope, child }: Within, found: RecordRow, place: Place): Promise<RecordRow> {
  const { row } = await deriveRow(tx, scope, child, found)
  const lifted = await liftRow(scope, tx, child, row)
  const act = { at: scope.runtime.now(), actor: scope.actor.id, place, note: notes[place] }
  const standing = { ...lifted, rev: row.rev + 1, updatedAt: act.at }
  const projection = projectRow(child, standing, lifted.data)
  if (place === 'live') await refuseOlder(tx, scope, child, { no: row.no, before: { uniques: [] }, after: projection })
  const moved = await moveTo(tx, scope.store, row, act, projection)
  const { data } = lifted
  const live = { wasLive: row.live, isLive: moved.live }
  await noteWritten(tx, scope, child, { no: row.no, before: data, after: data, ...live })
  noteSettled(tx, { no: row.no, blueprint: child.name, id: row.id, rev: moved.rev })
  return moved
}

interface Arrived {
  readonly attic: Shaped['attic']
  readonly inNewest: StoredData
  /** It may not rest there: something of it waits for a person. */
  readonly waits: boolean
}

async function toNewest({ tx, scope, child }: Within, row: Shaped): Promise<Arrived> {
  await readShapes(scope, tx, child, [asRow])
  let failures: Failure[] = []
  let arrived = row
  const run = (maps: OpMaps) => {
    failures = []
    arrived = carried(scope, child, row, { from: asRow, to: child.head.version, maps, failures })
  }
  await mapsForMoving(tx, scope, child, opsOf(child), run, rowsIn(scope, tx, child))
  const worked = withComputed(child.head, arrived.data, scope.tenant.timezone)
  return {
    attic: arrived.attic,
    inNewest: await lookedUpData(tx, scope, child, worked),
    waits: failures.some(({ waits }) => waits),
  }
}
