// One batch of records passing from one blueprint into another; at the end of a merge the emptied one goes into the trash.
import { type Goes, issue, partingBy, passageMark, sayIssue } from '@molde/engine'
import { setBlueprintTrashed, setKin, touchBlueprint } from '../blueprints/blueprint-table.ts'
import type { Definition } from '../blueprints/definition.ts'
import { touchSources } from '../computed/after-publish.ts'
import type { BatchResult, Job, JobError, PassPayload, PassPlace } from '../jobs/job.ts'
import { mostErrors } from '../jobs/job.ts'
import { startPace } from '../record-migrations/migration-pace.ts'
import { countAll, lastNumber, recordsAfter } from '../record-store/record-scan-table.ts'
import type { RecordRow } from '../record-store/record-table.ts'
import { shapeRows } from '../records/lift-row.ts'
import { noteResting } from '../records/note-resting.ts'
import { readerOf, type Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { passRecords } from './pass-records.ts'
import { heldPassage, type Passage } from './passage.ts'
import { planPassings } from './plan-passings.ts'

/**
 * By number, again from the start as long as one sweep found some to move: records that are written meanwhile pass, too. Where some
 * may not stand where they are to go, the job waits and says which; it goes on when they are mended and somebody resumes it.
 */
export async function passBatch(
  tx: Db,
  scope: Scope,
  here: Definition,
  job: Job,
  payload: PassPayload,
): Promise<BatchResult> {
  const passage = await heldPassage(tx, scope, here, payload)
  const place = await placeOf(tx, scope, job)
  const pace = startPace(scope, tx.dialect)
  const most = pace.rowsAtOnce(0)
  const found = await recordsAfter(tx, scope.tenant.no, passage.from.definition.no, place.no, most)
  const rows = passage.from.side === 'there' ? found : found.filter(({ no }) => no <= place.last)
  const going = await leaving(tx, scope, passage, rows)
  const { moved, waiting } = await passAll(tx, scope, passage, going, job.createdBy)
  const after: PassPlace = {
    ...place,
    no: rows.at(-1)?.no ?? place.no,
    moved: place.moved + moved,
    passed: place.passed + moved,
    waiting: place.waiting + waiting.length,
    reasons: [...place.reasons, ...waiting].slice(0, mostErrors),
  }
  const counted = { done: moved, quarantined: after.waiting, rest: pace.rest() }
  if (rows.length > 0) return { ...counted, cursor: after, finished: false }
  return { ...counted, ...(await endOfSweep(tx, scope, passage, after, job.createdBy)) }
}

async function placeOf(tx: Db, scope: Scope, { cursor }: Job): Promise<PassPlace> {
  if (typeof cursor === 'object' && cursor.kind === 'pass') return cursor
  const last = await lastNumber(tx, scope.tenant.no)
  return { kind: 'pass', no: 0, last, moved: 0, passed: 0, waiting: 0, reasons: [] }
}

/** Those that are meant: of a merge all, of a split those for which it holds, and back again those that are of that kind now. */
async function leaving(
  tx: Db,
  scope: Scope,
  { op, from }: Passage,
  rows: readonly RecordRow[],
): Promise<readonly RecordRow[]> {
  if (from.side === 'there') return rows
  const mark = passageMark(op)
  const goes = op.op === 'splitBlueprint' ? partingBy(op) : undefined
  const shaped = await shapeRows(scope, tx, from.definition, rows, from.version)
  return rows.filter((_, i) => {
    const { data } = shaped[i] as RecordRow
    const answer: Goes = goes ? goes(data) : mark && data[mark.field] === mark.value ? 'there' : 'here'
    return answer === 'there'
  })
}

interface Passed {
  readonly moved: number
  readonly waiting: readonly JobError[]
}

async function passAll(
  tx: Db,
  scope: Scope,
  passage: Passage,
  rows: readonly RecordRow[],
  actor: string | null,
): Promise<Passed> {
  const planned = await planPassings(tx, scope, passage, rows)
  const waiting = planned.flatMap((one) =>
    'stays' in one ? [{ record: one.row.id, code: one.stays, message: sayReason(scope, one.stays, one.row.id) }] : [],
  )
  const ready = planned.flatMap((one) => ('stays' in one ? [] : [one]))
  // Before any record is locked: a write that waits for one of them holds the blueprint, and each would wait for the other.
  const [first] = [...ready].sort((a, b) => a.arrives.version - b.arrives.version)
  if (first) {
    const keeps = ready.find(({ arrives }) => Object.keys(arrives.attic).length > 0) ?? first
    const resting = { version: first.arrives.version, attic: keeps.arrives.attic }
    await noteResting(tx, scope, passage.to.definition, resting)
  }
  return { moved: await passRecords(tx, scope, passage, ready, actor), waiting }
}

function sayReason(scope: Scope, reason: string, id: string): string {
  return sayIssue(issue([], 'passing-stays', { id, reason }), readerOf(scope))
}

async function endOfSweep(
  tx: Db,
  scope: Scope,
  passage: Passage,
  place: PassPlace,
  actor: string | null,
): Promise<Pick<BatchResult, 'cursor' | 'finished' | 'events' | 'waits'>> {
  const again: PassPlace = { ...place, no: 0, moved: 0, waiting: 0, reasons: [] }
  if (place.moved > 0) return { cursor: again, finished: false }
  if (place.waiting > 0) return { cursor: again, finished: false, waits: place.reasons }
  const { from, to } = passage
  const tenant = scope.tenant.no
  if (from.side === 'there') {
    // From here on nobody writes one until this is done.
    await touchBlueprint(tx, tenant, from.definition.no)
    if ((await countAll(tx, tenant, from.definition.no)) > 0) return { cursor: again, finished: false }
    await setKin(tx, tenant, from.definition.no, { mergedInto: to.definition.no })
    await setBlueprintTrashed(tx, tenant, from.definition.no, { at: scope.runtime.now(), by: actor })
    await touchSources(tx, scope, from.definition.head)
  } else await touchBlueprint(tx, tenant, from.definition.no)
  await touchBlueprint(tx, tenant, to.definition.no)
  const events = [from, to].map(
    ({ definition: { name } }) => ({ kind: 'definition.changed', definition: 'blueprint', name }) as const,
  )
  return { cursor: again, finished: true, events }
}
