// The records of one batch, moved one after the other: with what they need on the way, or kept back with the reason.
import {
  type Attic,
  type BlueprintVersion,
  checkRecord,
  type DataDiff,
  diffData,
  equalJson,
  type Failure,
  issue,
  type ListQuery,
  mapOpsIn,
  matchRecord,
  noMaps,
  type OpMaps,
  PretendedMaps,
  type StoredData,
  type WriteContext,
} from '@molde/engine'
import { opsOf, StaleDefinition, versionAtHand, versionOf } from '../blueprints/compiled-versions.ts'
import type { Definition, FlowInUse, StateMove } from '../blueprints/definition.ts'
import { asApiError, problemOf } from '../errors.ts'
import { flowVersionMoved, mayBeLate, stayMoved } from '../flows/flow-of-record.ts'
import { putStay, staysOf } from '../flows/record-flow-table.ts'
import type { Job, MigratePayload, MigrationPlace, MigrationReport } from '../jobs/job.ts'
import { loadMaps } from '../op-maps/load-maps.ts'
import { mapsForMoving } from '../op-maps/maps-for-moving.ts'
import { rowsIn } from '../op-maps/rows-of-records.ts'
import { markedBy, withoutLast } from '../record-store/move-mark-table.ts'
import { CountChanges, moveRecords, type RecordMove } from '../record-store/move-record.ts'
import { StaleRecord } from '../record-store/record-errors.ts'
import type { RecordRow } from '../record-store/record-table.ts'
import { type Duplicate, duplicatesAmong } from '../record-store/unique-table.ts'
import { deriveRow, deriveRows } from '../records/derive-row.ts'
import {
  carriedShape,
  inFieldOrder,
  inVersion,
  liftRows,
  readShapes,
  type Shaped,
  withRelated,
} from '../records/lift-row.ts'
import { noteResting } from '../records/note-resting.ts'
import { recordMembersOf } from '../records/record-members.ts'
import { isUnderived } from '../records/underived.ts'
import { writeContext } from '../records/write-context.ts'
import { readerOf, type Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { rowsCross } from '../subtables/rows-at.ts'
import { settleRows } from '../subtables/settle-rows.ts'
import { type Candidate, nothingMoved } from './migration-place.ts'
import { isAnyWaiting, leaveQuarantine, putQuarantine, type QuarantineReason } from './quarantine-table.ts'

/** Which of the records are meant. */
export interface Filter {
  readonly query: ListQuery
  /** In whose words: a field it names may be gone by now. */
  readonly spoken: Definition
}

/** Which records stand for the values of these. Missing ones are made, unless the job only looks. */
async function mapsOf(
  tx: Db,
  scope: Scope,
  definition: Definition,
  payload: MigratePayload,
  rows: readonly Candidate[],
): Promise<OpMaps> {
  const ops = opsOf(definition)
  const run = (maps: OpMaps) => {
    for (const row of rows) {
      const to = targetOf(row, payload)
      if (to !== undefined) carriedShape(scope, definition, row, { from: row.version, to, maps })
    }
  }
  if (payload.dryRun)
    return new PretendedMaps(
      await loadMaps(tx, scope.tenant.no, definition.no, run, rowsIn(scope, tx, definition)),
      ops,
    )
  return (await mapsForMoving(tx, scope, definition, ops, run, rowsIn(scope, tx, definition))).maps
}

function targetOf(row: Candidate, { undoes, to }: MigratePayload): number | undefined {
  return undoes ? row.mark?.from : (row.target ?? to)
}

/** It may be that none of them keeps anything; that costs less than to find it out too late. */
const keepsSomething: Attic = { some: { from: [], to: [] } }

export class RecordMoves {
  report = { ...nothingMoved }
  readonly #counts = new CountChanges()
  readonly #context: WriteContext
  readonly #picked: ReadonlySet<string> | undefined
  readonly #moved: number[] = []
  /** Those that are ready to go: they go together (`send`). */
  #ready: RecordMove[] = []
  /** Those whose rows have gone before them. */
  readonly #crossing = new Set<number>()
  /** Of a look for those that wait: these do not. */
  readonly #free: number[] = []
  readonly #passed = new Map<number, number>()
  readonly #stateMoves: readonly StateMove[]
  /** Further flows that records may stay behind in. */
  readonly #furtherLate: readonly FlowInUse[]
  /** Of the rows at hand: under which older versions of further flows they stay, by flow and record. */
  readonly #stays = new Map<number, ReadonlyMap<number, number>>()
  readonly #hasMaps: boolean
  readonly #hasRelated: boolean
  #maps: OpMaps = noMaps
  /** Of the rows at hand: those that were brought up to date, by number, and what some stand in line for. */
  #derived: ReadonlyMap<number, RecordRow> = new Map()
  #duplicates: readonly Duplicate[] = []
  /** The lowest version that is noted as one where records rest. */
  #noted = Number.POSITIVE_INFINITY

  constructor(
    private readonly tx: Db,
    private readonly scope: Scope,
    private readonly definition: Definition,
    private readonly job: Job,
    private readonly payload: MigratePayload,
    private readonly filter: Filter | undefined,
  ) {
    this.#context = { ...writeContext(scope, definition), system: true, path: [] }
    this.#hasRelated = definition.lookups.length + definition.rollups.length + definition.numbers.length > 0
    this.#hasMaps = mapOpsIn(opsOf(definition)).length > 0 || definition.subtables.length > 0
    this.#picked = payload.ids && new Set(payload.ids)
    this.#stateMoves = definition.flows.flatMap(({ moves }) => moves)
    this.#furtherLate = definition.flows.filter((flow) => !flow.isFirst && mayBeLate(flow))
  }

  /** Is it one of those that were named, if any were? */
  isAsked({ id }: Candidate): boolean {
    return this.#picked === undefined || this.#picked.has(id)
  }

  /** Which of these are to be moved; what their values and links stand for is known afterwards. */
  async prepare(rows: readonly Candidate[]): Promise<ReadonlySet<Candidate>> {
    const asked = rows.filter((row) => this.isAsked(row))
    const wanted = await this.#wantedOf(asked)
    const flowed = wanted.length > 0 ? this.#stateMoves.flatMap(({ version }) => [version - 1, version]) : []
    const versions = [...wanted.flatMap((row) => [row.version, targetOf(row, this.payload) ?? row.version]), ...flowed]
    await readShapes(this.scope, this.tx, this.definition, versions)
    if (!this.payload.dryRun) await this.#noteTargets(wanted)
    if (this.#hasMaps) this.#maps = await mapsOf(this.tx, this.scope, this.definition, this.payload, wanted)
    await this.#standInLine(wanted)
    const numbers = wanted.map((row) => row.no)
    for (const { no } of this.#furtherLate)
      this.#stays.set(no, await staysOf(this.tx, this.scope.tenant.no, no, numbers))
    return new Set(wanted)
  }

  /** Who has what another record has, of values that became unique; also where a look comes before the job that hands them out. */
  async #standInLine(rows: readonly Candidate[]): Promise<void> {
    const { tx, scope, definition, payload } = this
    this.#derived = new Map()
    this.#duplicates = []
    if (definition.head.uniques.length === 0 || payload.undoes || rows.length === 0) return
    const behind = rows.filter(({ derivedVersion }) => derivedVersion < definition.uniqueSince)
    if (behind.length > 0 && (!payload.dryRun || payload.notesWaiting)) {
      const derived = await deriveRows(tx, scope, definition, behind)
      this.#derived = new Map(derived.map(({ row }) => [row.no, row]))
    }
    this.#duplicates = await duplicatesAmong(
      tx,
      scope.tenant.no,
      rows.map(({ no }) => no),
    )
  }

  /** Before any record is locked: a write that waits for one of them holds the blueprint, and each would wait for the other. */
  async #noteTargets(rows: readonly Candidate[]): Promise<void> {
    const targets = rows.flatMap((row) => targetOf(row, this.payload) ?? [])
    const lowest = Math.min(...targets, this.#noted)
    if (lowest === this.#noted) return
    this.#noted = lowest
    await noteResting(this.tx, this.scope, this.definition, { version: lowest, attic: keepsSomething })
  }

  /** Makes it ready to go, or keeps it back. */
  async move(row: Candidate, { sweep }: MigrationPlace): Promise<void> {
    const { tx, scope, definition, payload } = this
    const to = targetOf(row, payload)
    if (to === undefined || to === row.version) return
    const crosses = rowsCross(definition, row.version, to)
    // What is out of sight has no records of its own in sight: it goes when it comes back.
    if (crosses && !row.live) return
    const failures: Failure[] = []
    const target = await versionOf(scope, tx, definition, to)
    const arrived = carriedShape(scope, definition, row, { from: row.version, to, failures, maps: this.#maps })
    // What a job took along, it may always bring back.
    const changed = payload.undoes ? undefined : diffData(row.data, arrived.data)
    const reasons = changed ? this.#reasons(row, arrived, target, failures, changed) : []
    if (reasons.length > 0) {
      // It is met once in every sweep, and counts once.
      if (sweep === 1) this.report.quarantined += 1
      return this.#keepBack(row, to, reasons)
    }
    if (payload.notesWaiting) this.#free.push(row.no)
    if (payload.dryRun) return this.#tryBack(row, arrived, to)
    const mark = payload.undoes ? row.mark && withoutLast(row.mark) : markedBy(this.job.no, row.version, row.mark)
    const known = this.#derived.get(row.no) ?? row
    const derived = isUnderived(definition, known) ? (await deriveRow(tx, scope, definition, known)).row : known
    if (crosses) {
      const why = await this.#moveRows(derived, to, arrived)
      if (why) {
        if (sweep === 1) this.report.quarantined += 1
        return this.#keepBack(row, to, why)
      }
      this.#crossing.add(row.no)
    }
    this.#ready.push({
      before: derived,
      arrival: {
        version: to,
        data: inFieldOrder(target, this.#withRelated(row, target, arrived.data)),
        attic: arrived.attic,
        flowVersion: this.#flowVersion(row, to),
        stays: this.#staysAt(row, to),
        ...(!this.#hasRelated && { changed }),
        mark,
        at: this.#context.now,
        actor: this.job.createdBy,
      },
    })
  }

  /** What `move` has made ready is written. */
  async send(): Promise<void> {
    const moves = this.#ready
    this.#ready = []
    const done = await moveRecords(this.tx, this.scope.tenant.no, moves, this.#counts)
    for (const [i, { before, arrival }] of moves.entries()) {
      if (done[i] === 'missed') {
        // Its rows have gone already.
        if (this.#crossing.has(before.no)) throw new StaleRecord(before.no)
        continue
      }
      for (const [flow, version] of arrival.stays ?? [])
        await putStay(this.tx, this.scope.tenant.no, before.no, flow, version)
      this.report.moved += 1
      if (done[i] === 'changed') this.report.changed += 1
      // From whom it was taken, or to whom it is given back.
      const other = this.payload.undoes ? arrival.mark?.job : arrival.mark?.earlier[0]?.[0]
      if (other !== undefined) this.#passed.set(other, (this.#passed.get(other) ?? 0) + 1)
      this.#moved.push(before.no)
    }
  }

  /** In a savepoint of its own: a row that its new blueprint refuses keeps this record back, and no other. */
  async #moveRows(row: RecordRow, to: number, { left }: Shaped): Promise<QuarantineReason[] | undefined> {
    const { tx, scope, definition } = this
    await tx.run('SAVEPOINT rows')
    try {
      await settleRows(tx, scope, definition, { parent: row, from: row.version, to, left })
      await tx.run('RELEASE rows')
      return undefined
    } catch (thrown) {
      const error = asApiError(thrown)
      if (error.status >= 500 || isRace(thrown)) throw thrown
      await tx.run('ROLLBACK TO rows')
      const { issues = [issue([], 'rows-wait', { why: problemOf(error, readerOf(scope)).detail })] } = error.more
      return issues.map((found) => ({ kind: 'issue', issue: found }))
    }
  }

  /** Whoever finishes under an older version of the flow, or leaves it later, is noted so while it passes. */
  #flowVersion(row: RecordRow, to: number): number | null {
    const { flow } = this.definition
    return flow ? flowVersionMoved(flow, row, to, this.#dataAt(row)) : row.flowVersion
  }

  /** The same of further flows, by their numbers, where it changes. */
  #staysAt(row: RecordRow, to: number): RecordMove['arrival']['stays'] {
    return this.#furtherLate.flatMap((flow) => {
      const stay = this.#stays.get(flow.no)?.get(row.no)
      const then = stayMoved(flow, { version: row.version, stay }, to, this.#dataAt(row))
      return then === stay ? [] : [[flow.no, then] as const]
    })
  }

  #dataAt(row: RecordRow): (version: number) => StoredData {
    const { scope, definition } = this
    return (version) => carriedShape(scope, definition, row, { from: row.version, to: version, maps: this.#maps }).data
  }

  /** What comes from other records follows the newest version wherever the record rests. */
  #withRelated(row: RecordRow, target: BlueprintVersion, data: StoredData): StoredData {
    if (!this.#hasRelated) return data
    const whole = { from: row.version, to: this.definition.head.version, maps: this.#maps }
    return withRelated(this.definition, target, data, carriedShape(this.scope, this.definition, row, whole).data)
  }

  async end(): Promise<void> {
    const { tx, scope, payload } = this
    await this.#counts.write(tx, scope.tenant.no)
    if (await isAnyWaiting(tx, scope.tenant.no, payload.blueprintNo))
      await leaveQuarantine(tx, scope.tenant.no, [...this.#moved, ...this.#free])
  }

  /** With what was counted before. */
  passed({ passed = {} }: MigrationReport): Pick<MigrationReport, 'passed'> {
    if (this.#passed.size === 0) return { passed }
    const more = [...this.#passed].map(([job, n]) => [job, (passed[job] ?? 0) + n] as const)
    return { passed: { ...passed, ...Object.fromEntries(more) } }
  }

  async #wantedOf(rows: readonly Candidate[]): Promise<readonly Candidate[]> {
    if (!this.filter) return rows
    const { query, spoken } = this.filter
    const shown = await liftRows(this.scope, this.tx, spoken, rows)
    return rows.filter((_, i) => matchRecord(query, shown[i] as RecordRow, spoken.head))
  }

  /** Why it may not be moved. A record is held only to what its move changes. */
  #reasons(
    row: RecordRow,
    arrived: Shaped,
    target: BlueprintVersion,
    failures: readonly Failure[],
    changed: DataDiff,
  ): QuarantineReason[] {
    const { definition } = this
    const repeated = definition.head.uniques
      .filter(({ id }) => target.uniques.some((unique) => unique.id === id))
      .filter(
        ({ id }) =>
          target.version > row.version && this.#duplicates.some((one) => one.no === row.no && one.rule === id),
      )
      .map(({ id, fields }) => ({ kind: 'duplicate', rule: id, fields }) as const)
    const waiting = failures.filter(({ waits }) => waits)
    if (waiting.length > 0)
      return [
        ...waiting.map(({ fields, values }) => ({
          kind: 'value' as const,
          fields,
          values: values.map((value) => value ?? null),
        })),
        ...repeated,
      ]
    const fields = Object.keys(changed)
    if (fields.length === 0) return repeated
    const context = {
      ...this.#context,
      // Only rules and conditions read them.
      get record() {
        return recordMembersOf(definition, row)
      },
    }
    const issues = checkRecord(target, inVersion(target, arrived.data), context, new Set(fields))
    return [...issues.map((found) => ({ kind: 'issue' as const, issue: found })), ...repeated]
  }

  async #keepBack(row: RecordRow, target: number, reasons: readonly QuarantineReason[]): Promise<void> {
    if (this.payload.dryRun && !this.payload.notesWaiting) return
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
  #tryBack(row: RecordRow, arrived: Shaped, to: number): void {
    const back = carriedShape(this.scope, this.definition, arrived, { from: to, to: row.version, maps: this.#maps })
    // What only newer versions show comes from other records, and is not the record's own.
    const own = versionAtHand(this.definition, row.version)
    this.report.moved += 1
    if (!equalJson(row.data, arrived.data)) this.report.changed += 1
    this.report.checked += 1
    if (!equalJson(inVersion(own, back.data), inVersion(own, row.data))) this.report.differing += 1
  }
}

function isRace(thrown: unknown): boolean {
  return thrown instanceof StaleRecord || thrown instanceof StaleDefinition
}
