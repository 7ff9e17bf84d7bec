// How does a record cross one change without losing anything? Pairs that cannot be worked out again stay in its attic.
import type { FieldId, OpId } from '../ids.ts'
import { equalJson, type Json } from '../json.ts'
import type { StoredData } from '../record/stored-record.ts'
import { type Around, type Lens, noMaps, type OpMaps, type Tuple } from './lens.ts'

/** The values on both sides of an op when the record last crossed it. */
export interface Pair {
  readonly from: Tuple
  readonly to: Tuple
}

/** What is kept of a record besides its data: per op a pair, or per element of a repeating group an attic of its own. */
export type Attic = { readonly [op: OpId]: Pair | EachAttic }
export interface EachAttic {
  readonly each: { readonly [element: string]: Attic }
}

/** A record under way. Owned by whoever runs a plan; steps change it in place. */
export interface Crossing {
  readonly data: { [field: string]: Json }
  readonly attic: { [op: OpId]: Pair | EachAttic }
  readonly maps: OpMaps
  /** Values that could not be carried over, when somebody wants to know. */
  readonly failures?: Failure[]
}

/** A value that could not be carried over an op. */
export interface Failure {
  readonly op: OpId
  readonly fields: readonly FieldId[]
  readonly values: Tuple
  /** The record must not be moved: its policy is to wait for a person. */
  readonly waits: boolean
}

/** One op, ready to be crossed in both directions. */
export interface Step {
  readonly op: OpId
  /** The fields it takes away and gives, as the pairs in the attic list them. */
  readonly from: readonly FieldId[]
  readonly to: readonly FieldId[]
  forward(crossing: Crossing): void
  backward(crossing: Crossing): void
}

/** The same step, walked the other way: what an op did is undone with the pairs it kept. */
export function inverseStep(step: Step): Step {
  const { op, from, to } = step
  return {
    op,
    from: to,
    to: from,
    forward: (crossing) => step.backward(crossing),
    backward: (crossing) => step.forward(crossing),
  }
}

/** The step of a lens. `op` names its pairs in the attic, so it must be the same for ever. */
export function pairStep(op: OpId, lens: Lens): Step {
  const there: Way = {
    op,
    here: lens.from,
    there: lens.to,
    carry: lens.forward.bind(lens),
    back: lens.backward.bind(lens),
    side: 'from',
    other: 'to',
  }
  const back: Way = {
    op,
    here: lens.to,
    there: lens.from,
    carry: lens.backward.bind(lens),
    back: lens.forward.bind(lens),
    side: 'to',
    other: 'from',
  }
  const skips = leavesEmptyEmpty(lens)
  return {
    op,
    from: lens.from,
    to: lens.to,
    forward(crossing) {
      if (skips && isUntouched(there, crossing)) return
      const { values, around, restored } = cross(there, crossing)
      if (!restored && crossing.failures && lens.fails?.(values, around))
        crossing.failures.push({ op, fields: lens.from, values, waits: lens.waits === true })
    },
    backward(crossing) {
      if (!(skips && isUntouched(back, crossing))) cross(back, crossing)
    },
  }
}

/** Most fields of most records are empty: a lens that makes nothing of nothing need not be asked about them. */
function leavesEmptyEmpty(lens: Lens): boolean {
  if (lens.readsAround) return false
  const nothing: Around = { data: {}, maps: noMaps }
  const empty = (fields: readonly FieldId[]): Tuple => fields.map(() => null)
  return sameTuple(lens.forward(empty(lens.from), nothing), []) && sameTuple(lens.backward(empty(lens.to), nothing), [])
}

function isUntouched(way: Way, { data, attic }: Crossing): boolean {
  return attic[way.op] === undefined && way.here.every((id) => data[id] === undefined || data[id] === null)
}

type Carry = (values: Tuple, around: Around, past?: Tuple) => Tuple

interface Way {
  readonly op: OpId
  readonly here: readonly FieldId[]
  readonly there: readonly FieldId[]
  readonly carry: Carry
  readonly back: Carry
  readonly side: 'from' | 'to'
  readonly other: 'from' | 'to'
}

/**
 * Unchanged since the last crossing: exactly what was there comes back. Edited: the edit wins. Afterwards the pair is kept if
 * either side could not be worked out from the other. So there and back is the same record, whatever `carry` and `back` do.
 */
function cross(way: Way, { data, attic, maps }: Crossing) {
  const values = way.here.map((id) => data[id] ?? null)
  for (const id of way.here) delete data[id]
  const around: Around = { data: data as StoredData, maps }
  const pair = attic[way.op] as Pair | undefined
  const restored = pair !== undefined && sameTuple(pair[way.side], values)
  const carried = restored ? pair[way.other] : way.carry(values, around, pair?.[way.other])
  if (isWorkedOut(way, values, carried, around)) delete attic[way.op]
  else attic[way.op] = { [way.side]: values, [way.other]: carried } as unknown as Pair
  way.there.forEach((id, i) => {
    const value = carried[i] ?? null
    // A value that no version of this blueprint can have put there is left alone rather than lost.
    if (value !== null && data[id] === undefined) data[id] = value
  })
  return { values, around, restored }
}

function isWorkedOut(way: Way, values: Tuple, carried: Tuple, around: Around): boolean {
  return sameTuple(way.back(carried, around), values) && sameTuple(way.carry(values, around), carried)
}

/** Null and absent are both empty. */
function sameTuple(a: Tuple, b: Tuple): boolean {
  const length = Math.max(a.length, b.length)
  for (let i = 0; i < length; i++) if (!equalJson(a[i] ?? null, b[i] ?? null)) return false
  return true
}
