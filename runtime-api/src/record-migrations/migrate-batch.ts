// One batch of moving records to another version of their blueprint, forward or backward; or of only looking what that would do.
import { parseListQuery } from '@molde/engine'
import { touchBlueprint } from '../blueprints/blueprint-table.ts'
import { definitionAt } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import type { BatchResult, Job, MigratePayload, MigrationPlace, MigrationReport } from '../jobs/job.ts'
import { enqueueSettingTimers } from '../jobs/set-timers-batch.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { startPace } from './migration-pace.ts'
import { candidates, nextPlace, placeOf } from './migration-place.ts'
import { countQuarantine } from './quarantine-table.ts'
import { type Filter, RecordMoves } from './record-moves.ts'

/**
 * Version after version in which records rest, by number. A record that somebody writes meanwhile is met again: the way begins anew as
 * long as it found some to move. No record is moved twice, and none that came later, so it ends although others write. Whatever a
 * batch did counts together with its place, so it is done exactly once.
 */
export async function migrateBatch(
  tx: Db,
  scope: Scope,
  definition: Definition,
  job: Job,
  payload: MigratePayload,
): Promise<BatchResult> {
  const pace = startPace(scope, tx.dialect)
  const place = await placeOf(tx, scope, job)
  const filter = payload.filter && (await filterOf(tx, scope, definition, payload.filter))
  const batch = new RecordMoves(tx, scope, definition, job, payload, filter)
  let { no } = place
  let isThrough = false
  let [looked, done] = [0, 0]
  while (!isThrough && pace.goesOn(looked)) {
    const most = pace.rowsAtOnce(looked)
    const rows = await candidates(tx, scope, job, payload, { ...place, no }, most)
    isThrough = rows.length < most
    const wanted = await batch.prepare(rows)
    for (const row of rows) {
      no = row.no
      looked += 1
      if (batch.isAsked(row)) done += 1
      if (wanted.has(row)) await batch.move(row, place)
      if (pace.goesOn(looked)) continue
      isThrough &&= row === rows.at(-1)
      break
    }
    await batch.send()
  }
  await batch.end()
  const here = {
    ...place,
    no,
    moved: place.moved + batch.report.moved,
    report: { ...added(place.report, batch.report), ...batch.passed(place.report) },
  }
  // The end changes the blueprint, which is done while no record is locked: the next batch finds nothing more, and ends.
  const next = isThrough && batch.report.moved === 0 ? await nextPlace(tx, scope, payload, here) : here
  const cursor = next ?? (await ended(tx, scope, definition, job, payload, here))
  return {
    cursor,
    done: place.sweep === 1 ? done : 0,
    finished: next === undefined,
    quarantined: cursor.report.quarantined,
    rest: pace.rest(),
  }
}

async function filterOf(
  tx: Db,
  scope: Scope,
  definition: Definition,
  { text, version }: NonNullable<MigratePayload['filter']>,
): Promise<Filter> {
  const spoken = await definitionAt(scope, tx, definition, version)
  const known = { now: scope.runtime.now(), zone: scope.tenant.timezone }
  return { query: parseListQuery({ filter: text }, spoken.head, spoken.scope, known), spoken }
}

/** Some that waited were mended while the job went on, others were changed so that they have to wait: what counts is who waits now. */
async function ended(
  tx: Db,
  scope: Scope,
  definition: Definition,
  { no }: Job,
  { blueprintNo, dryRun }: MigratePayload,
  place: MigrationPlace,
): Promise<MigrationPlace> {
  await touchBlueprint(tx, scope.tenant.no, blueprintNo)
  if (dryRun) return place
  await enqueueSettingTimers(tx, scope, definition)
  const quarantined = await countQuarantine(tx, scope.tenant.no, blueprintNo, no)
  return { ...place, report: { ...place.report, quarantined } }
}

function added(a: MigrationReport, b: MigrationReport): MigrationReport {
  return {
    moved: a.moved + b.moved,
    changed: a.changed + b.changed,
    quarantined: a.quarantined + b.quarantined,
    checked: a.checked + b.checked,
    differing: a.differing + b.differing,
  }
}
