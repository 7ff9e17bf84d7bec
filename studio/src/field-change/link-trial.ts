// Which of the values that records hold would become which records, and which would fit none?
import {
  choicesOf,
  encodeRecord,
  type Language,
  mapKeysOf,
  mapOpsIn,
  matchTextsOf,
  type StoredData,
  targetOf,
  valueJudge,
} from '@molde/engine'
import type { WireData } from '../api/records-api.ts'
import type { ReadyOp } from './tried-op.ts'

export type Becomes = 'found' | 'made' | 'none'

export interface LinkedValue {
  /** As the engine knows it: an option's id, or the text. */
  readonly key: string
  /** As people read it. */
  readonly text: string
  /** How many of the records hold it. */
  readonly records: number
  readonly becomes: Becomes
  /** The record that stands for it already. */
  readonly id?: string
}

export interface LinkTrial {
  /** Those that fit nothing first, then the most frequent. */
  readonly values: readonly LinkedValue[]
  readonly counts: { readonly [B in Becomes]: number }
  /** Records all of whose values become links, those with one that does not, and those without a value. */
  readonly linked: number
  readonly unfit: number
  readonly empty: number
}

interface Fetched {
  readonly id: string
  readonly data: WireData
}

/** `targets` are records of the blueprint linked to, `match` is the key of the field they are found by, `language` the tenant's. */
export function linkTrialOf(
  { head, earlier, op }: ReadyOp,
  records: readonly Fetched[],
  targets: readonly Fetched[],
  match: string,
  language: Language,
): LinkTrial {
  const [linking] = mapOpsIn([op])
  if (linking?.op !== 'toRelation') throw new RangeError('only values that become links are tried so')
  const called = new Map<string, string>()
  for (const { id, data } of targets) {
    const text = data[match]
    if (typeof text === 'string' && !called.has(text.trim())) called.set(text.trim(), id)
  }
  const seen = new Map<string, LinkedValue>()
  const valueOf = (key: string): LinkedValue => {
    const texts = matchTextsOf(linking, key, language)
    const id = texts.flatMap((text) => called.get(text) ?? [])[0]
    const becomes = id !== undefined ? 'found' : targetOf(linking, key, language) ? 'made' : 'none'
    return { key, text: texts[0] ?? key, records: 0, becomes, ...(id !== undefined && { id }) }
  }
  // Every choice gets its record, also one that nobody has chosen.
  for (const key of choicesOf(linking) ?? []) seen.set(key, valueOf(key))
  const lead = earlier.map((one) => valueJudge(one))
  const sums = { linked: 0, unfit: 0, empty: 0 }
  for (const { data } of records) {
    const stored = lead.reduce<StoredData>((so, step) => step(so).after, encodeRecord(head, data).data)
    const keys = new Set(mapKeysOf(op, stored).flatMap((ask) => ask.keys))
    for (const key of keys) {
      const known = seen.get(key) ?? valueOf(key)
      seen.set(key, { ...known, records: known.records + 1 })
    }
    const isUnfit = [...keys].some((key) => seen.get(key)?.becomes === 'none')
    sums[keys.size === 0 ? 'empty' : isUnfit ? 'unfit' : 'linked']++
  }
  const values = [...seen.values()].sort(
    (a, b) => Number(b.becomes === 'none') - Number(a.becomes === 'none') || b.records - a.records,
  )
  const count = (becomes: Becomes) => values.filter((one) => one.becomes === becomes).length
  return { values, counts: { found: count('found'), made: count('made'), none: count('none') }, ...sums }
}
