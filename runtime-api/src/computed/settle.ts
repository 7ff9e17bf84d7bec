// Everything that a transaction made stale is worked out before it ends, or written down as a job that does.
// Fields are made from each other without rings, so working out whatever reads a change comes to an end, and to the same end
// in whatever order.
import { definitionOf, holdDefinition } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import { ApiError } from '../errors.ts'
import { enqueueJob } from '../jobs/enqueue-job.ts'
import { pointingTo } from '../record-store/link-table.ts'
import { findColumnsByNo, holdRow, type RecordRow, recordOf } from '../record-store/record-table.ts'
import { liftRow } from '../records/lift-row.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { actOnOthers } from '../transitions/act-on-others.ts'
import { goOnByItself } from '../transitions/go-on.ts'
import { type Dirty, type DirtyRecord, dirtyOf, type FanOut, type GoingRecord, noteDirty } from './dirty.ts'
import { recomputeRecord } from './recompute-record.ts'

/** Records that one transaction works out beside those it writes. The others follow in a job. */
const mostAtOnce = 200
/** Records that one job is told by their numbers. */
const mostInJob = 500

type Definitions = (name: string) => Promise<Definition>

/** `definitions`: where the transaction itself has made or changed blueprints, how it sees them. */
export async function settleComputed(tx: Db, scope: Scope, definitions?: Definitions): Promise<void> {
  const dirty = dirtyOf(tx)
  if (!dirty) return
  const find = definitions ?? heldDefinitions(tx, scope)
  while (dirty.records.size + dirty.fanOuts.size + dirty.going.size + dirty.acts.length > 0) {
    const [fanOut] = dirty.fanOuts
    const [record] = dirty.records
    const [going] = dirty.going
    if (fanOut) {
      dirty.fanOuts.delete(fanOut[0])
      await spread(tx, scope, dirty, fanOut[1])
    } else if (dirty.looked >= mostAtOnce) await leaveToJobs(tx, scope, dirty)
    else if (record) {
      dirty.records.delete(record[0])
      dirty.looked += 1
      await settleOne(tx, scope, dirty, record[1], find)
    } else if (going) {
      // By then it holds what it is to hold.
      dirty.going.delete(going[0])
      await goOn(tx, scope, dirty, going[1], find)
    } else {
      const acts = dirty.acts.shift()
      if (acts) await actOnOthers(tx, scope, acts, find)
    }
  }
}

/** The same, and the record as it is then: what it brought about may have come back to it. */
export async function settledRow(tx: Db, scope: Scope, definition: Definition, row: RecordRow): Promise<RecordRow> {
  await settleComputed(tx, scope)
  if (!dirtyOf(tx)?.settled.has(row.no)) return row
  const [fresh] = await findColumnsByNo(tx, scope.tenant.no, [row.no])
  return fresh ? liftRow(scope, tx, definition, recordOf(fresh)) : row
}

async function settleOne(
  tx: Db,
  scope: Scope,
  dirty: Dirty,
  { no, blueprint }: DirtyRecord,
  find: Definitions,
): Promise<void> {
  const definition = await find(blueprint).catch(ifGone)
  const row = definition && (await holdRow(tx, scope.tenant.no, no))
  // It may have passed to another blueprint since, where it is worked out as that one says.
  const after =
    row && definition && row.blueprint === definition.no && (await recomputeRecord(tx, scope, definition, row))
  if (after) dirty.settled.set(no, { blueprint, id: after.id, rev: after.rev })
}

async function goOn(tx: Db, scope: Scope, dirty: Dirty, going: GoingRecord, find: Definitions): Promise<void> {
  const { no, blueprint, isWritten } = going
  const definition = await find(blueprint).catch(ifGone)
  const row = definition && (await holdRow(tx, scope.tenant.no, no))
  if (!row?.live || row.blueprint !== definition?.no) return
  const times = (dirty.gone.get(no) ?? 0) + 1
  dirty.gone.set(no, times)
  const after = await goOnByItself(tx, scope, definition, { row, isWritten, times })
  if (after) dirty.settled.set(no, { blueprint, id: after.id, rev: after.rev })
}

/** Who shows something of a record: few are looked at here, many by a job that is written down here. */
async function spread(tx: Db, scope: Scope, dirty: Dirty, { to, shown, via }: FanOut): Promise<void> {
  const room = Math.max(0, mostAtOnce - dirty.looked - dirty.records.size)
  const from = { to, field: via, blueprint: shown.no, after: 0 }
  const found = await pointingTo(tx, scope.tenant.no, from, room + 1)
  if (found.length <= room) for (const no of found) noteDirty(tx, { no, blueprint: shown.name })
  else {
    const payload = { kind: 'recompute', blueprint: shown.name, blueprintNo: shown.no, pointing: { to, via } } as const
    await enqueueJob(tx, scope, payload, null)
  }
}

async function leaveToJobs(tx: Db, scope: Scope, dirty: Dirty): Promise<void> {
  const left = [...dirty.records.values()]
  dirty.records.clear()
  for (const blueprint of new Set(left.map((record) => record.blueprint))) {
    const records = left.filter((record) => record.blueprint === blueprint).map(({ no }) => no)
    for (let at = 0; at < records.length; at += mostInJob) {
      const some = records.slice(at, at + mostInJob)
      await enqueueJob(tx, scope, { kind: 'recompute', blueprint, records: some }, some.length)
    }
  }
}

/** Each stands still until the transaction ends, as the one that is written does. */
function heldDefinitions(tx: Db, scope: Scope): Definitions {
  const held = new Map<string, Definition>()
  return async (name) => {
    const known = held.get(name)
    if (known) return known
    const definition = await definitionOf(scope, tx, name)
    await holdDefinition(tx, scope.tenant.no, definition)
    held.set(name, definition)
    return definition
  }
}

/** In the trash with its blueprint: it is worked out when that comes back. */
function ifGone(thrown: unknown): undefined {
  if (!(thrown instanceof ApiError && (thrown.status === 404 || thrown.status === 410))) throw thrown
}
