// How do values and links to records become each other, one by one or many at once?
import type { FieldDef } from '../blueprint/blueprint.ts'
import { isMany } from '../blueprint/field-types.ts'
import type { Json } from '../json.ts'
import type { Lens, OpMaps, Tuple } from '../lens/lens.ts'
import { itemsOf } from './to-list.ts'

/** What stands for a value on the other side; null when it says nothing, undefined when nothing stands for it. */
export type Counterpart = (value: string, maps: OpMaps) => Json | undefined

interface Counterparts {
  readonly there: Counterpart
  readonly back: Counterpart
}

/** The field stays one or stays many. A value that nothing stands for is empty on the other side, and kept. */
export function linkedLens({ field, before }: LinkedField, { there, back }: Counterparts): Lens {
  const carry = isMany(before) ? carryMany : carryOne
  return {
    from: [field],
    to: [field],
    forward: (from, { maps }, past) => [carry(from, past, of(there, maps), of(back, maps))],
    backward: (to, { maps }, past) => [carry(to, past, of(back, maps), of(there, maps))],
    fails: ([value = null], { maps }) =>
      value !== null && valuesIn(value).some((one) => of(there, maps)(one) === undefined),
  }
}

interface LinkedField {
  readonly field: FieldDef['id']
  readonly before: FieldDef
}

type Carry = (value: Json) => Json | undefined

function of(counterpart: Counterpart, maps: OpMaps): Carry {
  return (value) => (typeof value === 'string' ? counterpart(value, maps) : undefined)
}

function valuesIn(value: Json): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [value]
}

function carryOne([value = null]: Tuple, _: Tuple | undefined, there: Carry): Json {
  return value === null ? null : (there(value) ?? null)
}

/**
 * Each once. What stood here before goes on standing for the values that an edit left alone, where several things stand for one;
 * and what could not be seen over there was not meant by an edit over there: it stays, behind the others.
 */
function carryMany([list = null]: Tuple, past: Tuple | undefined, there: Carry, back: Carry): Json {
  const before = itemsOf(past?.[0]).map((item) => [item, back(item)] as const)
  const carried = itemsOf(list).flatMap((value) => {
    const same = before.flatMap(([item, seen]) => (seen === value ? [item] : []))
    return same.length > 0 ? same : (there(value) ?? [])
  })
  const hidden = before.flatMap(([item, seen]) => (seen === undefined ? [item] : []))
  const all = [...new Set([...carried, ...hidden])]
  return all.length > 0 || (Array.isArray(list) && list.length === 0) ? all : null
}
