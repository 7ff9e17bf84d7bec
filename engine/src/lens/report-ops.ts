// What would the ops of a draft do to these records? Counted record by record, before anything is written.
import type { StoredOp } from '../blueprint/blueprint.ts'
import { equalJson, type Json } from '../json.ts'
import type { StoredData } from '../record/stored-record.ts'
import type { Attic, Crossing, Failure } from './crossing.ts'
import { failingPattern } from './judge-values.ts'
import { noMaps, type OpMaps } from './lens.ts'
import { stepsOf } from './wire-op.ts'

/**
 * `free`: touches no value. `both-ways`: the old values can be worked out from the new ones. `kept`: old values are kept beside the
 * record for the way back. `decision`: some values cannot be carried over, and somebody should say what happens to them.
 */
export type OpBadge = 'free' | 'both-ways' | 'kept' | 'decision'

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
  /** Records with a value that cannot be carried over. */
  readonly failing: number
  /** Of those, the ones that would wait at their version. */
  readonly waiting: number
  /** The most common first, at most ten. */
  readonly patterns: readonly FailingPattern[]
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
  ) {
    this.#ops = ops.map((op) => new OpCount(op))
  }

  /** `data` and `attic` in the shape before the ops; neither is changed. */
  see(data: StoredData, attic: Attic = {}): SeenRecord {
    const failures: Failure[] = []
    const crossing: Crossing = { data: { ...data }, attic: { ...attic }, maps: this.maps, failures }
    for (const op of this.#ops) op.cross(crossing)
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

class OpCount {
  readonly #steps
  #changed = 0
  #kept = 0
  #failing = 0
  #waiting = 0
  readonly #patterns = new Map<string, { n: number; readonly example: string }>()

  constructor(op: StoredOp) {
    this.#steps = stepsOf(op)
  }

  cross(crossing: Crossing): void {
    if (this.#steps.length === 0) return
    const data = { ...crossing.data }
    const attic = { ...crossing.attic }
    const known = crossing.failures?.length ?? 0
    for (const step of this.#steps) step.forward(crossing)
    const fresh = crossing.failures?.slice(known) ?? []
    if (!equalJson(data, crossing.data)) this.#changed += 1
    if (!equalJson(attic, crossing.attic)) this.#kept += 1
    if (fresh.length === 0) return
    this.#failing += 1
    if (fresh.some(({ waits }) => waits)) this.#waiting += 1
    for (const { values } of fresh) for (const value of values) this.#note(value)
  }

  #note(value: Json | null): void {
    if (value === null) return
    const text = typeof value === 'string' ? value : JSON.stringify(value)
    const pattern = failingPattern(text)
    const known = this.#patterns.get(pattern)
    if (known) known.n += 1
    else if (this.#patterns.size < MOST_SHAPES) this.#patterns.set(pattern, { n: 1, example: text.slice(0, 200) })
  }

  report(): OpReport {
    const badge: OpBadge =
      this.#steps.length === 0 ? 'free' : this.#failing > 0 ? 'decision' : this.#kept > 0 ? 'kept' : 'both-ways'
    const patterns = [...this.#patterns].map(([pattern, { n, example }]) => ({ pattern, n, example }))
    patterns.sort((a, b) => b.n - a.n || (a.pattern < b.pattern ? -1 : 1))
    return {
      badge,
      changed: this.#changed,
      failing: this.#failing,
      waiting: this.#waiting,
      patterns: patterns.slice(0, MOST_PATTERNS),
    }
  }
}
