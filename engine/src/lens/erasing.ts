// Where a field was destroyed for good, how does a record stand below that version: without it, and with all the rest as it was?
import type { StoredOp } from '../blueprint/blueprint.ts'
import type { FieldId } from '../ids.ts'
import { type Crossing, type Step, stepOf } from './crossing.ts'
import { type Erasure, eraseIn } from './erase-in.ts'
import type { Tuple } from './lens.ts'
import { stepsOf } from './wire-op.ts'

type OpsOf = (version: number) => readonly StoredOp[]
type Walk = (crossing: Crossing) => void

/** Fields that are destroyed for good by a version after this one, up to `head`. */
export function erasedAfter(opsOf: OpsOf, version: number, head: number): ReadonlySet<FieldId> {
  return new Set(erasuresIn(opsOf, version, head).map(({ field }) => field))
}

/** What the ops `purge` into the versions after `from`, up to `to`, take away. */
export function erasuresIn(opsOf: OpsOf, from: number, to: number): readonly Erasure[] {
  return opsBetween(opsOf, from, to)
    .filter(({ op }) => op === 'purge')
    .map((op) => op as unknown as Erasure)
}

/** Every step between two versions, of ops in their order; `later` are fields that versions after both destroy. */
export function stepsBetween(opsOf: OpsOf, from: number, to: number, later: ReadonlySet<FieldId>): readonly Step[] {
  const crossed = opsBetween(opsOf, Math.min(from, to), Math.max(from, to))
  return to < from ? withoutErased(crossed, later) : crossed.flatMap(stepsOf)
}

/** The steps as they are walked. */
export function walksOf(steps: readonly Step[], isBackward: boolean): readonly Walk[] {
  return isBackward ? steps.toReversed().map((step) => step.backward) : steps.map((step) => step.forward)
}

/**
 * A record that rests at `version` loses what later versions destroy. Other fields may have been made of it: gone to the newest version
 * and back, the record keeps what they hold, and the destroyed field comes back empty. Undefined: nothing is destroyed later.
 */
export function erasingAt(opsOf: OpsOf, version: number, head: number): Walk | undefined {
  const erasures = erasuresIn(opsOf, version, head)
  if (erasures.length === 0) return undefined
  const there = stepsBetween(opsOf, version, head, new Set())
  const back = stepsBetween(opsOf, head, version, new Set())
  const way = flowsOn(there, erasures) ? [...walksOf(there, false), ...walksOf(back, true)] : []
  return (crossing) => {
    // What fails on the way is nobody's business. A step may put other data in the place of the one it found.
    const inner: Crossing = { ...crossing, failures: [] }
    for (const walk of way) walk(inner)
    crossing.data = inner.data
    if (inner.left) crossing.left = inner.left
    for (const erasure of erasures) {
      delete crossing.data[erasure.field]
      eraseIn(crossing.attic, erasure)
    }
  }
}

/** Is a field of another one made of a destroyed one? Where each is by itself, a value can be taken out where it lies. */
function flowsOn(steps: readonly Step[], erasures: readonly Erasure[]): boolean {
  const gone: ReadonlySet<string> = new Set(erasures.map(({ field }) => field))
  return steps.some(({ edge: { lens } }) => {
    const fields = new Set([...lens.from, ...lens.to])
    return lens.readsAround === true || (fields.size > 1 && [...fields].some((id) => gone.has(id)))
  })
}

function opsBetween(opsOf: OpsOf, from: number, to: number): readonly StoredOp[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => opsOf(from + i + 1)).flat()
}

/** What is destroyed is not worked out again from what became of it either. */
function withoutErased(ops: readonly StoredOp[], later: ReadonlySet<FieldId>): Step[] {
  const erased = new Set(later)
  const steps: Step[][] = []
  for (const op of ops.toReversed()) {
    steps.push(stepsOf(op).map((step) => leavingEmpty(step, erased)))
    if (op.op === 'purge') erased.add(op['field'] as FieldId)
  }
  return steps.toReversed().flat()
}

/** The same step, which leaves the fields erased so far empty on its way back; what they were made of is kept as it is. */
function leavingEmpty(step: Step, erased: ReadonlySet<FieldId>): Step {
  const { edge } = step
  const { lens, isReversed, within } = edge
  const made = isReversed ? lens.to : lens.from
  if (within !== undefined || !made.some((id) => erased.has(id))) return step
  const gone = made.map((id) => erased.has(id))
  const emptied = (values: Tuple) => values.map((value, i) => (gone[i] ? null : value))
  return stepOf({
    ...edge,
    lens: isReversed
      ? { ...lens, forward: (...given) => emptied(lens.forward(...given)) }
      : { ...lens, backward: (...given) => emptied(lens.backward(...given)) },
  })
}
