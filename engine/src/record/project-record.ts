// What is derived from a record's data so that lists can filter, sort and search: slots, tags, links, unique keys, words?
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'
import { isMany, slotOf } from '../blueprint/field-types.ts'
import type { FieldId, UniqueId } from '../ids.ts'
import { searchWords } from './search-words.ts'
import { type SlotValue, slotValue } from './slot-value.ts'
import type { StoredData } from './stored-record.ts'
import { uniqueKey } from './unique-key.ts'

type UpTo3 = 0 | 1 | 2 | 3
type UpTo7 = UpTo3 | 4 | 5 | 6 | 7
export type SlotName = `s${UpTo7}` | `n${UpTo7}` | `t${UpTo3}` | `r${UpTo3}`

/** Which field lies in which slot, in HEAD coordinates. */
export type SlotMap = readonly { readonly slot: SlotName; readonly field: FieldId }[]

export interface Projection {
  /** Every mapped slot; null is empty, and stands for relations, whose row numbers only a database knows. */
  readonly slots: { readonly [slot: string]: SlotValue }
  /** Mapped relation slots that are not empty: the target's public id. */
  readonly relations: readonly { readonly slot: SlotName; readonly id: string }[]
  /** One bit per slot (s0 is the lowest, then n, t, r) whose value could not be projected. */
  readonly bad: number
  /** Elements of fields with many values, relations aside; each once per field. */
  readonly tags: readonly { readonly field: FieldId; readonly value: string }[]
  /** Targets of relations, one or many. */
  readonly links: readonly { readonly field: FieldId; readonly pos: number; readonly id: string }[]
  readonly uniques: readonly { readonly rule: UniqueId; readonly key: string }[]
  /** Folded words for full-text search, each once. */
  readonly words: readonly string[]
}

/** Equal data gives an equal projection. Values that are no values of their field are left out, never thrown at. */
export function projectRecord(version: BlueprintVersion, slots: SlotMap, data: StoredData): Projection {
  return projectorOf(version, slots)(data)
}

/** An element as it is kept for "has this element": its text, cut to what an index takes. */
export function tagValue(value: string | number | boolean): string {
  return String(value)
    .slice(0, LONGEST_TAG)
    .replace(/\p{Surrogate}$/u, '')
}

const LONGEST_TAG = 200

/** The keys alone: of many records, where nothing else is asked for. */
export function uniquesProjector(version: BlueprintVersion): (data: StoredData) => Projection['uniques'] {
  const uniques = version.uniques.map(({ id, fields }) => ({
    rule: id,
    fields: fields.map((field) => fieldOf(version, field)),
  }))
  return (data) => uniques.flatMap(({ rule, fields }) => keyOf(rule, uniqueKey(fields, data)))
}

type Projector = (data: StoredData) => Projection

const compiled = new WeakMap<BlueprintVersion, WeakMap<SlotMap, Projector>>()

function projectorOf(version: BlueprintVersion, slots: SlotMap): Projector {
  const ofVersion = compiled.get(version) ?? new WeakMap<SlotMap, Projector>()
  compiled.set(version, ofVersion)
  const known = ofVersion.get(slots)
  if (known) return known
  const projector = makeProjector(version, slots)
  ofVersion.set(slots, projector)
  return projector
}

function makeProjector(version: BlueprintVersion, slots: SlotMap): Projector {
  const projectSlots = slotProjector(version, slots)
  const tagged = version.fields.filter(
    (field) => isMany(field) && field.type !== 'relation' && field.fields === undefined,
  )
  const linked = version.fields.filter(({ type }) => type === 'relation')
  const uniques = uniquesProjector(version)
  const words = searchWords(version)
  return (data) => ({
    ...projectSlots(data),
    tags: tagged.flatMap((field) => textsOf(data[field.id]).map((value) => ({ field: field.id, value }))),
    links: linked.flatMap((field) => textsOf(data[field.id]).map((id, pos) => ({ field: field.id, pos, id }))),
    uniques: uniques(data),
    words: words(data),
  })
}

type Slots = Pick<Projection, 'slots' | 'relations' | 'bad'>

function slotProjector(version: BlueprintVersion, slots: SlotMap): (data: StoredData) => Slots {
  const mapped = slots.map(({ slot, field: id }) => {
    const field = version.fields.find((known) => known.id === id)
    // A slot may still belong to a field that is gone or of another kind now.
    return { slot, field: field && slotOf(field) === slot[0] ? field : undefined, bit: bitOf(slot) }
  })
  return (data) => {
    const values: { [slot: string]: SlotValue } = {}
    const relations: { slot: SlotName; id: string }[] = []
    let bad = 0
    for (const { slot, field, bit } of mapped) {
      const value = field && data[field.id]
      const projected = field ? slotValue(field, value) : null
      if (projected === null && value !== undefined && value !== null) bad |= bit
      values[slot] = slot[0] === 'r' ? null : projected
      if (slot[0] === 'r' && projected !== null) relations.push({ slot, id: projected as string })
    }
    return { slots: values, relations, bad }
  }
}

const firstBit: { readonly [kind: string]: number } = { s: 0, n: 8, t: 16, r: 20 }

function bitOf(slot: SlotName): number {
  return 1 << ((firstBit[slot[0] as string] as number) + Number(slot[1]))
}

/** One value or many, as index texts, each once. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [tagValue(value)]
  if (!Array.isArray(value)) return []
  return [...new Set(value.filter(isScalar).map(tagValue))]
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

function keyOf(rule: UniqueId, key: string | undefined): readonly { rule: UniqueId; key: string }[] {
  return key === undefined ? [] : [{ rule, key }]
}

function fieldOf(version: BlueprintVersion, id: FieldId): FieldDef {
  return version.fields.find((field) => field.id === id) as FieldDef
}
