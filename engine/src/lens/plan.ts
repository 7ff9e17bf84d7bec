// How does a record get from one version of its blueprint to any other, and what does it take along?
import type { StoredOp } from '../blueprint/blueprint.ts'
import type { FieldId } from '../ids.ts'
import type { StoredData } from '../record/stored-record.ts'
import { type Attic, type Crossing, type Failure, type LeftRows, leavesEmptyEmpty, type Step } from './crossing.ts'
import { erasedAfter, erasingAt, stepsBetween, walksOf } from './erasing.ts'
import { noMaps, type OpMaps } from './lens.ts'
import { withoutUndone } from './undone-steps.ts'

/** The way between two versions, compiled once and used for every record. */
export interface Plan {
  readonly from: number
  readonly to: number
  /** Fields whose values the way may change; a record that holds none of them only changes the number of its version. */
  readonly touches: ReadonlySet<FieldId>
  /** Of these, the fields that may change in a record that was never further: what is merely added is empty then on both sides. */
  readonly changes: ReadonlySet<FieldId>
  /** Fields that a formula gives where the way ends, or would if there were such a field: their values are no part of the record. */
  readonly worksOut: ReadonlySet<FieldId>
  /** In the order they are crossed, each already turned the right way. */
  readonly steps: readonly ((crossing: Crossing) => void)[]
}

/** A record that has arrived. */
export interface Migrated {
  readonly data: StoredData
  readonly attic: Attic
  /** Rows that are records here and have left the record on its way; absent when there are none. */
  readonly left?: LeftRows
}

export interface PlanContext {
  readonly maps?: OpMaps
  /** The record's public id, once it has one: what maps know of it is asked by that. */
  readonly record?: string | undefined
  /** What left the record on its way to where the plan begins. */
  readonly left?: LeftRows | undefined
  /** Filled with the values that could not be carried over. */
  readonly failures?: Failure[]
}

/**
 * `opsOf(v)` are the ops between version v − 1 and v. Ops that touch no value cost nothing, and neither does what the way itself undoes.
 * What a version up to `newest` destroys for good, a record does not have where it arrives.
 */
export function compilePlan(
  opsOf: (version: number) => readonly StoredOp[],
  from: number,
  to: number,
  newest = Math.max(from, to),
): Plan {
  const forward = withoutUndone(stepsBetween(opsOf, from, to, erasedAfter(opsOf, Math.max(from, to), newest)))
  const erasing = from === newest ? undefined : erasingAt(opsOf, to, newest)
  // Walked from its end, a step finds what it kept when it was walked before.
  const isEmptyHanded = ({ edge: { lens, isReversed } }: Step) =>
    isReversed === to < from && lens.from.length === 0 && leavesEmptyEmpty(lens)
  const steps = [...walksOf(forward, to < from), ...(erasing ? [erasing] : [])]
  const changing = forward.filter((step) => !isEmptyHanded(step))
  return {
    from,
    to,
    steps,
    worksOut: workedOutAtEnd(forward, to < from),
    touches: new Set(forward.flatMap(touchedBy)),
    changes: new Set(changing.flatMap(touchedBy)),
  }
}

/**
 * The record at the plan's target. Neither the data nor the attic handed in is changed. Somebody who only looks throws the new attic
 * away; whoever stores the new data must store the new attic with it.
 */
export function runPlan(plan: Plan, data: StoredData, attic: Attic = {}, context: PlanContext = {}): Migrated {
  const { left, record, failures } = context
  if (plan.steps.length === 0) return { data, attic, ...(left && { left }) }
  const crossing: Crossing = {
    data: { ...data },
    attic: { ...attic },
    maps: context.maps ?? noMaps,
    ...(failures && { failures }),
    ...(record !== undefined && { record }),
    ...(left && { left: { ...left } }),
  }
  for (const step of plan.steps) step(crossing)
  return { data: crossing.data, attic: crossing.attic, ...(crossing.left && { left: crossing.left }) }
}

/** What a record that rests at `version` has lost for good: undefined when nothing was destroyed since. Both sides are as in `runPlan`. */
export function compileErasure(
  opsOf: (version: number) => readonly StoredOp[],
  version: number,
  newest: number,
): ((record: Migrated & { readonly id?: string }, maps?: OpMaps) => Migrated) | undefined {
  const erasing = erasingAt(opsOf, version, newest)
  return (
    erasing &&
    ((record, maps = noMaps) => {
      const { id, data, attic, left: before } = record
      const crossing: Crossing = {
        data: { ...data },
        attic: { ...attic },
        maps,
        ...(id !== undefined && { record: id }),
        ...(before && { left: { ...before } }),
      }
      erasing(crossing)
      const { left } = crossing
      return { data: crossing.data, attic: crossing.attic, ...(left && { left }) }
    })
  )
}

/** By the last of the steps that a field is worked out on one side of. */
function workedOutAtEnd(forward: readonly Step[], isBack: boolean): ReadonlySet<FieldId> {
  const worked = new Set<FieldId>()
  for (const { edge } of isBack ? [...forward].reverse() : forward) {
    if (!edge.lens.worked?.isFormula) continue
    const { field } = edge.lens.worked
    if (edge.isReversed === isBack) worked.delete(field)
    else worked.add(field)
  }
  return worked
}

/** Of a version's own fields: a change inside a group is one of the group. */
function touchedBy({ edge: { lens, within } }: Step): readonly FieldId[] {
  return within === undefined ? [...lens.from, ...lens.to] : [within]
}
