// One batch of moving records to another version of their blueprint, forward or backward; or of only looking what that would do.
import {
  type BlueprintVersion,
  checkRecord,
  equalJson,
  type Failure,
  issue,
  matchRecord,
  type OpMaps,
  PretendedMaps,
  parseListQuery,
  type WriteContext,
} from '@molde/engine'
import { touchBlueprint } from '../blueprints/blueprint-table.ts'
import { opsOf, versionAtHand, versionOf } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import type { BatchResult, Job, MigratePayload, MigrationPlace, MigrationReport } from '../jobs/job.ts'
import { loadMaps } from '../op-maps/load-maps.ts'
import { mapsForMoving } from '../op-maps/maps-for-moving.ts'
import { countsOf } from '../record-store/count-table.ts'
import { CountChanges, moveRecord } from '../record-store/move-record.ts'
import { recordsAtVersion } from '../record-store/record-scan-table.ts'
import { findRecords, type RecordRow } from '../record-store/record-table.ts'
import { deriveRow } from '../records/derive-row.ts'
import { carried, inFieldOrder, inVersion, liftRows, readShapes, withRelated } from '../records/lift-row.ts'
import { noteResting } from '../records/note-resting.ts'
import { recordMembersOf } from '../records/record-members.ts'
import { writeContext } from '../records/write-context.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { paceOf } from './migration-pace.ts'
import { leaveQuarantine, putQuarantine, type QuarantineReason } from './quarantine-table.ts'

/** A row on its way. */
type Candidate = RecordRow & { readonly migratedFrom?: number | null }

const nothing: MigrationReport = { moved: 0, changed: 0, quarantined: 0, checked: 0, differing: 0 }

/**
 * Version after version in which records rest, by number. A record that somebody writes meanwhile is met again: the way begins anew as
 * long as it found some to move. Whatever a batch did counts together with its place, so it is done exactly once.
 */
export async function migrateBatch(
  tx: Db,
  scope: Scope,
  definition: Definition,
  job: Job,
  payload: MigratePayload,
): Promise<BatchResult> {
  const began = performance.now()
  const pace = paceOf(scope, job.id, tx.dialect)
  const place = placeOf(job)
  const rows = await candidates(tx, scope, payload, place, pace.size)
  const wanted = await wantedOf(tx, scope, definition, payload, rows)
  const batch = new Batch(tx, scope, definition, job, payload, await mapsOf(tx, scope, definition, payload, wanted))
  for (const row of wanted) await batch.move(row)
  await batch.end()
  const report = added(place.report, batch.report)
  const last = rows.at(-1)
  const here = { ...place, moved: place.moved + batch.report.moved, report }
  const next = rows.length === pace.size && last ? { ...here, no: last.no } : await nextPlace(tx, scope, payload, here)
  if (!next) await touchBlueprint(tx, scope.tenant.no, payload.blueprintNo)
  return {
    cursor: next ?? here,
    done: place.sweep === 1 ? rows.length : 0,
    finished: next === undefined,
    quarantined: report.quarantined,
    rest: pace.after(performance.now() - began, rows.length),
  }
}

function placeOf({ cursor }: Job): MigrationPlace {
  if (typeof cursor === 'object') return cursor
  return { kind: 'migrate', sweep: 1, version: 0, no: 0, moved: 0, report: nothing }
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

async function candidates(
  tx: Db,
  scope: Scope,
  payload: MigratePayload,
  place: MigrationPlace,
  most: number,
): Promise<Candidate[]> {
  const { blueprintNo, ids, undoes } = payload
  const tenant = scope.tenant.no
  if (ids) {
    const found = await findRecords(tx, tenant, blueprintNo, ids)
    const waiting = found.filter(({ no, version }) => no > place.no && version !== payload.to)
    return waiting.sort((a, b) => a.no - b.no).slice(0, most)
  }
  if (place.version === 0) return []
  const at = { version: place.version, after: place.no, ...(undoes ? { by: undoes.no } : {}) }
  return recordsAtVersion(tx, tenant, blueprintNo, at, most)
}

/** Where to go on: the next version with records, then once more from the start if any were moved; undefined at the end. */
async function nextPlace(
  tx: Db,
  scope: Scope,
  { blueprintNo, to, ids, undoes, dryRun }: MigratePayload,
  place: MigrationPlace,
): Promise<MigrationPlace | undefined> {
  const resting = ids
    ? []
    : [...new Set((await countsOf(tx, scope.tenant.no, blueprintNo)).map(({ version }) => version))]
  const sources = resting.filter((version) => (undoes ? version === to : version !== to)).sort((a, b) => a - b)
  const further = sources.find((version) => version > place.version)
  if (further !== undefined) return { ...place, version: further, no: 0 }
  const again = place.moved > 0 && !dryRun && !undoes && !ids
  const [first] = sources
  if (!again || first === undefined) return undefined
  return { ...place, sweep: place.sweep + 1, version: first, no: 0, moved: 0 }
}

/** Those that the job's filter takes, as they look in the newest version. */
async function wantedOf(
  tx: Db,
  scope: Scope,
  definition: Definition,
  { filter }: MigratePayload,
  rows: readonly Candidate[],
): Promise<readonly Candidate[]> {
  if (filter === undefined) return rows
  const { head } = definition
  const { now, zone } = writeContext(scope, definition)
  const query = parseListQuery({ filter }, head, definition.scope, { now, zone })
  const shown = await liftRows(scope, tx, definition, rows)
  return rows.filter((_, i) => matchRecord(query, shown[i] as RecordRow, head))
}

/** Which records stand for the values of the batch. Missing ones are made, unless the job only looks. */
async function mapsOf(
  tx: Db,
  scope: Scope,
  definition: Definition,
  payload: MigratePayload,
  rows: readonly Candidate[],
): Promise<OpMaps> {
  const run = (maps: OpMaps) => {
    for (const row of rows) {
      const to = targetOf(row, payload)
      if (to !== undefined) carried(scope, definition, row, { from: row.version, to, maps })
    }
  }
  await readShapes(scope, tx, definition, rows.flatMap((row) => [row.version, targetOf(row, payload) ?? row.version]))
  const ops = opsOf(definition)
  if (payload.dryRun) return new PretendedMaps(await loadMaps(tx, scope.tenant.no, definition.no, run), ops)
  return (await mapsForMoving(tx, scope, definition, ops, run)).maps
}

function targetOf(row: Candidate, { undoes, to }: MigratePayload): number | undefined {
  return (undoes ? row.migratedFrom : to) ?? undefined
}

class Batch {
  report = { ...nothing }
  readonly #counts = new CountChanges()
  readonly #context: WriteContext
  #lowest: Pick<RecordRow, 'version' | 'attic'> | undefined

  constructor(
    private readonly tx: Db,
    private readonly scope: Scope,
    private readonly definition: Definition,
    private readonly job: Job,
    private readonly payload: MigratePayload,
    private readonly maps: OpMaps,
  ) {
    this.#context = { ...writeContext(scope, definition), system: true }
  }

  async move(row: Candidate): Promise<void> {
    const { tx, scope, definition, payload } = this
    const to = targetOf(row, payload)
    if (to === undefined || to === row.version) return
    const failures: Failure[] = []
    const target = await versionOf(scope, tx, definition, to)
    const whole = { from: row.version, to: definition.head.version, maps: this.maps }
    const arrived = carried(scope, definition, row, { ...whole, to, failures })
    const { data: inNewest } = carried(scope, definition, row, whole)
    // What a job took along, it may always bring back.
    const reasons = payload.undoes ? [] : this.#reasons(row, arrived, target, failures)
    if (reasons.length > 0) return this.#keepBack(row, to, reasons)
    if (payload.dryRun) return this.#tryBack(row, arrived, to)
    const { row: derived } = await deriveRow(tx, scope, definition, row)
    const done = await moveRecord(
      tx,
      scope.tenant.no,
      derived,
      {
        version: to,
        data: inFieldOrder(target, withRelated(definition, arrived.data, inNewest)),
        attic: arrived.attic,
        by: payload.undoes ? null : this.job.no,
        from: payload.undoes ? null : row.version,
        at: this.#context.now,
        actor: this.job.createdBy,
      },
      this.#counts,
    )
    if (done === 'missed') return
    this.report.moved += 1
    if (done === 'changed') this.report.changed += 1
    if (this.#lowest === undefined || to < this.#lowest.version || Object.keys(arrived.attic).length > 0)
      this.#lowest = { version: to, attic: arrived.attic }
    await leaveQuarantine(tx, scope.tenant.no, row.no)
  }

  async end(): Promise<void> {
    await this.#counts.write(this.tx, this.scope.tenant.no)
    if (this.#lowest) await noteResting(this.tx, this.scope, this.definition, this.#lowest)
  }

  /** Why it may not be moved. A record is held only to what its move changes. */
  #reasons(
    row: RecordRow,
    arrived: RecordRow,
    target: BlueprintVersion,
    failures: readonly Failure[],
  ): QuarantineReason[] {
    const waiting = failures.filter(({ waits }) => waits)
    if (waiting.length > 0)
      return waiting.map(({ fields, values }) => ({
        kind: 'value',
        fields,
        values: values.map((value) => value ?? null),
      }))
    const ids = new Set([...Object.keys(row.data), ...Object.keys(arrived.data)])
    const changed = [...ids].filter((id) => !equalJson(row.data[id] ?? null, arrived.data[id] ?? null))
    if (changed.length === 0) return []
    const shown = inVersion(target, arrived.data)
    const context = { ...this.#context, path: [], record: recordMembersOf(this.definition, row) }
    const issues = checkRecord(target, shown, context, new Set(changed))
    return issues.map((found) => ({ kind: 'issue', issue: found }))
  }

  async #keepBack(row: RecordRow, target: number, reasons: readonly QuarantineReason[]): Promise<void> {
    // It is met once in every sweep, and counts once.
    if (placeOf(this.job).sweep === 1) this.report.quarantined += 1
    if (this.payload.dryRun) return
    await putQuarantine(this.tx, this.scope.tenant.no, {
      record: row.no,
      blueprint: this.payload.blueprintNo,
      job: this.job.no,
      version: row.version,
      target,
      reasons: reasons.slice(0, 20),
      at: this.#context.now,
    })
  }

  /** There and back again must be the same record. */
  #tryBack(row: RecordRow, arrived: RecordRow, to: number): void {
    const back = carried(this.scope, this.definition, arrived, { from: to, to: row.version, maps: this.maps })
    // What only newer versions show comes from other records, and is not the record's own.
    const own = inVersion(versionAtHand(this.definition, row.version), back.data)
    this.report.moved += 1
    if (!equalJson(row.data, arrived.data)) this.report.changed += 1
    this.report.checked += 1
    if (!equalJson(own, inVersion(versionAtHand(this.definition, row.version), row.data))) this.report.differing += 1
  }
}
