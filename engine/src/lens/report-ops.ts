// What would the ops of a draft do to these records? Counted record by record, before anything is written.
import type { BlueprintVersion, FieldDef, StoredOp } from '../blueprint/blueprint.ts'
import type { FieldId } from '../ids.ts'
import { equalJson, isJsonObject, type Json } from '../json.ts'
import { type FromOutside, withComputed } from '../record/compute-record.ts'
import type { StoredData } from '../record/stored-record.ts'
import type { Attic, Crossing, Failure } from './crossing.ts'
import { failingPattern } from './judge-values.ts'
import { noMaps, type OpMaps } from './lens.ts'
import { failingText, outcomeOf } from './outcome.ts'
import { stepsOf, versionAfter } from './wire-op.ts'

/**
 * `free`: touches no value. `both-ways`: the old values can be worked out from the new ones. `kept`: old values are kept beside the
 * record for the way back. `decision`: some values cannot be carried over, and somebody should say what happens to them.
 */
export type OpBadge = 'free' | 'both-ways' | 'kept' | 'decision' | 'destroyed'

/** How often texts of one shape could not be carried over, with one of them. */
export interface FailingPattern {
  readonly pattern: string
  readonly n: number
  readonly example: string
}

export interface OpReport {
  readonly badge: OpBadge
  /** Records with another value than before. */
  readonly changed: number
  /** Of those in which every value can be carried over: whose old values can be worked out again, and whose are kept beside. */
  readonly exact: number
  readonly kept: number
  /** Records with a value that cannot be carried over. */
  readonly failing: number
  /** Of those, the ones that would wait at their version. */
  readonly waiting: number
  /** The most common first, at most ten. */
  readonly patterns: readonly FailingPattern[]
  /** Of an op that makes rows records, or records rows. */
  readonly rows?: RowsReport
}

export interface RowsReport {
  /** How many records have rows. */
  readonly records: number
  readonly rows: number
  /** Rows in which nothing stands. */
  readonly empty: number
}

/** A record on both sides of all ops. */
export interface SeenRecord {
  readonly before: StoredData
  readonly after: StoredData
  readonly attic: Attic
  /** Would it wait? */
  readonly waits: boolean
  readonly failures: readonly Failure[]
}

/** Where the ops begin, so that what is worked out there and after each of them is known. Absent: nothing is. */
export interface ReportedVersion {
  readonly head: BlueprintVersion
  readonly zone: string
}

const MOST_PATTERNS = 10
/** Shapes told apart at all: hostile values must not fill the memory. */
const MOST_SHAPES = 1_000

/** Looks at one record after the other; `reports` says what was seen so far, one answer per op. */
export class OpsReporter {
  readonly #ops: readonly OpCount[]
  #seen = 0
  #changed = 0
  #failing = 0
  #waiting = 0

  constructor(
    ops: readonly StoredOp[],
    private readonly maps: OpMaps = noMaps,
    worked?: ReportedVersion,
  ) {
    const shapes = worked && workedShapes(ops, worked)
    this.#ops = ops.map((op, i) => new OpCount(op, shapes?.[i]))
  }

  /**
   * `data` and `attic` in the shape before the ops; neither is changed. `outside` is what the record shows of others after them, by
   * field; what is not named stays as it is, or is not there yet. `record`: its public id, for rows that are records.
   */
  see(data: StoredData, attic: Attic = {}, outside: FromOutside = {}, record?: string): SeenRecord {
    const failures: Failure[] = []
    const named = record === undefined ? {} : { record }
    let crossing: Crossing = { data: { ...data }, attic: { ...attic }, maps: this.maps, failures, ...named }
    for (const op of this.#ops) crossing = op.cross(crossing, outside)
    const waits = failures.some((failure) => failure.waits)
    const after = crossing.data as StoredData
    this.#seen += 1
    if (!equalJson(data, after)) this.#changed += 1
    if (failures.length > 0) this.#failing += 1
    if (waits) this.#waiting += 1
    return { before: data, after, attic: crossing.attic, waits, failures }
  }

  get reports(): readonly OpReport[] {
    return this.#ops.map((op) => op.report())
  }

  get totals() {
    return { seen: this.#seen, changed: this.#changed, failing: this.#failing, waiting: this.#waiting }
  }
}

/** How fields are worked out after an op. */
interface WorkedShape {
  readonly version: BlueprintVersion
  readonly zone: string
  /** Is something worked out that was not, or in another way, before the op? */
  readonly isOther: boolean
  /** Fields that stand as they will after all ops, so that what comes from outside is theirs. */
  readonly settled: readonly string[]
}

function workedShapes(ops: readonly StoredOp[], { head, zone }: ReportedVersion): readonly WorkedShape[] {
  let version = head
  const pairs = ops.map((op) => {
    const before = version
    version = versionAfter(before, op)
    return { before, after: version }
  })
  const last = version
  return pairs.map(({ before, after }) => ({
    ...{ version: after, zone },
    isOther: !equalJson(workedIn(before), workedIn(after)),
    settled: after.fields.flatMap((field) => (field.computed && isSame(field, last) ? [field.id] : [])),
  }))
}

function workedIn({ fields }: BlueprintVersion): Json {
  return fields.filter(({ computed }) => computed) as unknown as Json
}

function isSame(field: FieldDef, { fields }: BlueprintVersion): boolean {
  const then = fields.find(({ id }) => id === field.id)
  return equalJson((then?.computed ?? null) as Json, (field.computed ?? null) as Json)
}

class OpCount {
  readonly #steps
  #changed = 0
  #waiting = 0
  /** Is anything kept for the way back, also of records with a value that cannot be carried over? */
  #keepsAny = false
  readonly #outcomes = { same: 0, exact: 0, kept: 0, failing: 0 }
  readonly #rows = { records: 0, rows: 0, empty: 0 }
  readonly #patterns = new Map<string, { n: number; readonly example: string }>()

  constructor(
    private readonly op: StoredOp,
    private readonly shape: WorkedShape | undefined,
  ) {
    this.#steps = stepsOf(op)
  }

  /** The same record after the op. */
  cross(crossing: Crossing, outside: FromOutside): Crossing {
    if (this.#steps.length === 0 && !this.shape?.isOther) return crossing
    const data = { ...crossing.data }
    const attic = { ...crossing.attic }
    const known = crossing.failures?.length ?? 0
    for (const step of this.#steps) step.forward(crossing)
    const fresh = crossing.failures?.slice(known) ?? []
    const worked = this.#workedOut(crossing.data, outside)
    this.#countRows(crossing)
    if (!equalJson(data, worked)) this.#changed += 1
    this.#keepsAny ||= !equalJson(attic, crossing.attic)
    this.#outcomes[outcomeOf({ data, attic }, { data: worked, attic: crossing.attic }, fresh)] += 1
    if (fresh.some(({ waits }) => waits)) this.#waiting += 1
    this.#note(failingText(fresh))
    return { ...crossing, data: worked }
  }

  #workedOut(data: Crossing['data'], outside: FromOutside): Crossing['data'] {
    if (!this.shape) return data
    const { version, zone, settled } = this.shape
    const shown = Object.entries(outside).filter(([id]) => settled.includes(id))
    return { ...withComputed(version, data, zone, Object.fromEntries(shown)) }
  }

  #countRows({ data, left }: Crossing): void {
    for (const { edge } of this.#steps) {
      if (!edge.lens.elsewhere) continue
      const group = data[edge.lens.from[0] as FieldId] ?? []
      const rows = edge.isReversed
        ? Array.isArray(group)
          ? (group as readonly Json[])
          : []
        : (left?.[edge.name] ?? [])
      if (rows.length > 0) this.#rows.records += 1
      this.#rows.rows += rows.length
      this.#rows.empty += rows.filter((row) => isJsonObject(row) && Object.keys(row).length <= 1).length
    }
  }

  #note(text: string | undefined): void {
    if (text === undefined) return
    const pattern = failingPattern(text)
    const known = this.#patterns.get(pattern)
    if (known) known.n += 1
    else if (this.#patterns.size < MOST_SHAPES) this.#patterns.set(pattern, { n: 1, example: text.slice(0, 200) })
  }

  #badge(): OpBadge {
    // Nothing is kept of it, so it would look as if nothing could be lost.
    if (this.op.op === 'purge') return 'destroyed'
    if (this.#steps.length === 0 && this.#changed === 0) return 'free'
    return this.#outcomes.failing > 0 ? 'decision' : this.#keepsAny ? 'kept' : 'both-ways'
  }

  report(): OpReport {
    const patterns = [...this.#patterns].map(([pattern, { n, example }]) => ({ pattern, n, example }))
    patterns.sort((a, b) => b.n - a.n || (a.pattern < b.pattern ? -1 : 1))
    return {
      badge: this.#badge(),
      changed: this.#changed,
      exact: this.#outcomes.exact,
      kept: this.#outcomes.kept,
      failing: this.#outcomes.failing,
      waiting: this.#waiting,
      patterns: patterns.slice(0, MOST_PATTERNS),
      ...(this.#steps.some(({ edge }) => edge.lens.elsewhere) && { rows: { ...this.#rows } }),
    }
  }
}
