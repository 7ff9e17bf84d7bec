// How does a record cross one change without losing anything? Pairs that cannot be worked out again stay in its attic.
import type { FieldId } from '../ids.ts'
import { equalJson, isJsonObject, type Json } from '../json.ts'
import { ELEMENT_ID } from '../record/encode-elements.ts'
import type { StoredData } from '../record/stored-record.ts'
import { type Around, type Lens, noMaps, type Tuple, type WorkedField } from './lens.ts'
import { rowsStep } from './rows-step.ts'
import type { Attic, Crossing, Edge, ElementAttics, Pair, Step } from './step.ts'

export type { Attic, Crossing, Edge, ElementAttics, Failure, LeftRows, Pair, Step } from './step.ts'

/** The step of a lens. `name` names its pairs in the attic; for an op with one lens it is the op's id. */
export function lensStep(name: string, lens: Lens): Step {
  return stepOf({ name, lens, isReversed: false })
}

export function stepOf(edge: Edge): Step {
  const { lens, name, isReversed } = edge
  if (lens.elsewhere) return rowsStep(edge, lens.from[0] as FieldId)
  const there: Way = {
    name,
    here: lens.from,
    there: lens.to,
    carry: (values, around, past) => lens.forward(values, around, past),
    back: (values, around) => lens.backward(values, around),
    side: 'from',
    other: 'to',
    keeps: (from, _, around) => lens.isOpen?.(from, around) === true,
    staysInPlace: lens.readsAround !== true && lens.from.every((id) => lens.to.includes(id)),
    worked: lens.worked,
  }
  const back: Way = {
    ...there,
    here: lens.to,
    there: lens.from,
    carry: (values, around, past) => lens.backward(values, around, past),
    back: (values, around) => lens.forward(values, around),
    side: 'to',
    other: 'from',
    // Undoing takes away what was worked out from other fields; an edit of those must not change what comes back.
    keeps: (_, from, around) => (isReversed && lens.readsAround === true) || lens.isOpen?.(from, around) === true,
    staysInPlace: lens.readsAround !== true && lens.to.every((id) => lens.from.includes(id)),
  }
  const skips = leavesEmptyEmpty(lens)
  const walk = (way: Way) => {
    const one = (crossing: Crossing) => {
      if (skips && isUntouched(way, crossing)) return
      const { values, around, carried, restored } = cross(way, crossing)
      if (way !== there || !crossing.failures || !lens.fails?.(values, around)) return
      // What somebody wrote on the other side stands for the value; what merely came out of an earlier crossing does not.
      if (restored && !sameTuple(carried, lens.forward(values, around))) return
      crossing.failures.push({ step: name, fields: lens.from, values, waits: lens.waits === true })
    }
    return edge.within === undefined ? one : elementWise(edge.within, one)
  }
  const [forward, backward] = isReversed ? [walk(back), walk(there)] : [walk(there), walk(back)]
  return { edge, forward, backward }
}

/** The edge walked the other way, with the same pairs. */
export function reversed(edge: Edge): Edge {
  return { ...edge, isReversed: !edge.isReversed }
}

/** Most fields of most records are empty: a lens that makes nothing of nothing need not be asked about them. */
export function leavesEmptyEmpty(lens: Lens): boolean {
  if (lens.readsAround) return false
  const nothing: Around = { data: {}, maps: noMaps }
  const empty = (fields: readonly FieldId[]): Tuple => fields.map(() => null)
  return sameTuple(lens.forward(empty(lens.from), nothing), []) && sameTuple(lens.backward(empty(lens.to), nothing), [])
}

function isUntouched({ name, here }: Way, { data, attic }: Crossing): boolean {
  return attic[name] === undefined && here.every((id) => data[id] === undefined || data[id] === null)
}

type Carry = (values: Tuple, around: Around, past?: Tuple) => Tuple

interface Way {
  readonly name: string
  readonly here: readonly FieldId[]
  readonly there: readonly FieldId[]
  readonly carry: Carry
  readonly back: Carry
  readonly side: 'from' | 'to'
  readonly other: 'from' | 'to'
  /** Is the pair kept although each side can be worked out from the other? Asked with the values here, those there, and what is around. */
  readonly keeps: (values: Tuple, carried: Tuple, around: Around) => boolean
  /** No field goes away, and nobody looks at the record without the own fields. */
  readonly staysInPlace: boolean
  readonly worked: WorkedField | undefined
}

/**
 * Unchanged since the last crossing: exactly what was there comes back. Edited: the edit wins. Afterwards the pair is kept if
 * either side could not be worked out from the other. So there and back is the same record, whatever `carry` and `back` do.
 */
function cross(way: Way, crossing: Crossing) {
  const { attic, maps } = crossing
  const values = way.here.map((id) => crossing.data[id] ?? null)
  // An object that members are deleted from is slow from then on, and a record crosses many steps.
  const data = way.staysInPlace ? crossing.data : without(crossing.data, way.here)
  crossing.data = data
  const around: Around = { data: data as StoredData, maps }
  const pair = attic[way.name] as Pair | undefined
  const restored = pair !== undefined && sameTuple(pair[way.side], values)
  const carried = restored ? pair[way.other] : way.carry(values, around, pair?.[way.other])
  // What was carried without a look at the past was just worked out from the values.
  const isCarried = pair === undefined
  if (!way.keeps(values, carried, around) && isWorkedOut(way, values, carried, around, isCarried)) {
    if (pair !== undefined) delete attic[way.name]
  } else attic[way.name] = { [way.side]: values, [way.other]: carried } as unknown as Pair
  if (way.worked) leaveOrReach(way, way.worked, data, values)
  for (let i = 0; i < way.there.length; i++) {
    const id = way.there[i] as FieldId
    const value = carried[i] ?? null
    const isOwn = way.staysInPlace && way.here.includes(id)
    // A value that no version of this blueprint can have put there is left alone rather than lost.
    if (value !== null && (isOwn || data[id] === undefined)) data[id] = value
    else if (isOwn) delete data[id]
  }
  return { values, around, carried, restored }
}

/** What is worked out on one side only is taken away there, and put there, by whoever crosses. */
function leaveOrReach(way: Way, { field, valueIn }: WorkedField, data: Crossing['data'], values: Tuple): void {
  if (way.side === 'from') {
    delete data[field]
    return
  }
  const value = valueIn(data as StoredData, values[way.here.indexOf(field)] ?? null)
  if (value !== null) data[field] = value
}

function without(data: StoredData, fields: readonly FieldId[]): { [field: string]: Json } {
  const rest: { [field: string]: Json } = {}
  for (const id of Object.keys(data)) if (!fields.includes(id as FieldId)) rest[id] = data[id] as Json
  return rest
}

function isWorkedOut(way: Way, values: Tuple, carried: Tuple, around: Around, isCarried: boolean): boolean {
  return sameTuple(way.back(carried, around), values) && (isCarried || sameTuple(way.carry(values, around), carried))
}

/** Null and absent are both empty. */
function sameTuple(a: Tuple, b: Tuple): boolean {
  const length = Math.max(a.length, b.length)
  for (let i = 0; i < length; i++) if (!equalJson(a[i] ?? null, b[i] ?? null)) return false
  return true
}

/**
 * Every element of a repeating group crosses by itself. Elements are told apart by their ids, so order and neighbours do not
 * matter; what belonged to an element that is gone goes with it. One that another change keeps for the way back is not gone.
 */
function elementWise(group: FieldId, one: (crossing: Crossing) => void) {
  return (crossing: Crossing) => {
    const list = crossing.data[group]
    if (!Array.isArray(list)) return
    const attics = new Map(Object.entries((crossing.attic[group] as ElementAttics | undefined)?.each ?? {}))
    const kept: [string, Attic][] = []
    const seen = new Set<string>()
    crossing.data[group] = list.map((element: Json, i) => {
      if (!isJsonObject(element)) return element
      const id = element[ELEMENT_ID]
      const name = typeof id === 'string' && !seen.has(id) ? id : `#${i}`
      seen.add(name)
      const inner: Crossing = { ...crossing, data: { ...element }, attic: { ...attics.get(name) } }
      one(inner)
      if (Object.keys(inner.attic).length > 0) kept.push([name, inner.attic])
      return inner.data
    })
    const absent = [...attics].filter(([name]) => !seen.has(name))
    if (absent.length > 0) {
      const isHeld = heldElements(crossing.attic)
      kept.push(...absent.filter(([name]) => isHeld(name)))
    }
    // `fromEntries` defines members, so an element called `__proto__` is one like any other.
    if (kept.length > 0) crossing.attic[group] = { each: Object.fromEntries(kept) }
    else delete crossing.attic[group]
  }
}

/** Is the element of that name in a list that some pair holds? Those without an id are named by their place. */
function heldElements(attic: Attic): (name: string) => boolean {
  const lists = Object.values(attic)
    .flatMap((entry) => ('each' in entry ? [] : [...entry.from, ...entry.to]))
    .filter((value) => Array.isArray(value)) as (readonly Json[])[]
  const ids = new Set(lists.flat().flatMap((element) => (isJsonObject(element) ? [element[ELEMENT_ID]] : [])))
  const longest = Math.max(0, ...lists.map(({ length }) => length))
  return (name) => ids.has(name) || (name.startsWith('#') && Number(name.slice(1)) < longest)
}
