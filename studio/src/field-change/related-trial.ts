// What would the records that link to one record say of it, which of that would it get, and who would keep what they have?
import { type Json, Voices } from '@molde/engine'
import type { WireField } from '../api/blueprints-api.ts'
import type { WireData } from '../api/records-api.ts'

export type Choose = 'newest' | 'most-common' | 'ask'

export interface Divided {
  /** Public id of the related record. */
  readonly record: string
  /** What is said, the most common first. */
  readonly said: readonly { readonly value: Json; readonly n: number }[]
  /** What it gets; undefined: nobody decides, and those that say something wait. */
  readonly chosen: Json | undefined
  /** What it holds already, which stays. */
  readonly held: Json | undefined
}

export interface RelatedTrial {
  /** Related records that get a value. */
  readonly given: number
  /** Those that hold one already. */
  readonly holding: number
  /** Of which different things are said: those that most records speak of first. */
  readonly divided: readonly Divided[]
  /** Records that wait for somebody, that keep another value for the way back, and that have one and link to nothing. */
  readonly waiting: number
  readonly keeping: number
  readonly unlinked: number
}

interface Fetched {
  readonly id: string
  readonly data: WireData
}

export interface Moving {
  readonly field: WireField
  readonly link: WireField
  /** Key of the field over there. */
  readonly column: string
  readonly choose: Choose
}

/** `records` hold the field and the link, `targets` are those linked to. */
export function relatedTrialOf(
  records: readonly (Fetched & { readonly updatedAt: string })[],
  targets: readonly Fetched[],
  { field, link, column, choose }: Moving,
): RelatedTrial {
  const groups = new Map<string, Voices>()
  let unlinked = 0
  for (const { data, updatedAt } of records) {
    const [value = null, to] = [data[field.key] as Json | undefined, data[link.key]]
    if (value === null) continue
    if (typeof to !== 'string') {
      unlinked += 1
      continue
    }
    const voices = groups.get(to) ?? new Voices()
    groups.set(to, voices)
    voices.add(value, Date.parse(updatedAt))
  }
  const held = new Map(targets.map(({ id, data }) => [id, (data[column] ?? undefined) as Json | undefined]))
  const sums = { given: 0, holding: 0, waiting: 0, keeping: 0 }
  const divided: Divided[] = []
  for (const [record, voices] of groups) {
    const own = held.get(record)
    const heard = withOwn(voices, own)
    const chosen = own !== undefined && choose !== 'ask' ? own : heard.chosen(choose)
    const all = voices.all.reduce((sum, { n }) => sum + n, 0)
    if (own !== undefined) sums.holding += 1
    else if (chosen !== undefined) sums.given += 1
    if (chosen === undefined) sums.waiting += all
    else sums.keeping += all - (voices.all.find(({ value }) => isSame(value, chosen))?.n ?? 0)
    if (heard.isDivided)
      divided.push({ record, said: voices.all.map(({ value, n }) => ({ value, n })), chosen, held: own })
  }
  const weight = ({ said }: Divided) => said.reduce((sum, { n }) => sum + n, 0)
  return { ...sums, unlinked, divided: divided.sort((a, b) => weight(b) - weight(a)) }
}

function withOwn(voices: Voices, own: Json | undefined): Voices {
  if (own === undefined) return voices
  const both = new Voices()
  for (const { value, at } of voices.all) both.add(value, at)
  both.add(own, 0)
  return both
}

function isSame(a: Json, b: Json): boolean {
  const one = new Voices()
  one.add(a, 0)
  one.add(b, 0)
  return !one.isDivided
}
