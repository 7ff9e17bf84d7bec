// Two people changed one record: what can be joined by itself, and where somebody has to choose.
import { equalJson, type Json } from '@molde/engine'
import type { WireData } from '../api/records-api.ts'

export interface Clash {
  readonly key: string
  readonly mine: Json | undefined
  readonly theirs: Json | undefined
}

export interface Merge {
  /** Theirs, with my changes where they left the value alone. */
  readonly data: WireData
  readonly clashes: readonly Clash[]
}

/** `base` is what both started from. */
export function mergeChanges(base: WireData, mine: WireData, theirs: WireData): Merge {
  const data: { [key: string]: Json } = { ...theirs }
  const clashes: Clash[] = []
  for (const key of new Set([...Object.keys(base), ...Object.keys(mine)])) {
    if (isSame(base[key], mine[key]) || isSame(mine[key], theirs[key])) continue
    if (!isSame(base[key], theirs[key])) clashes.push({ key, mine: mine[key], theirs: theirs[key] })
    else if (mine[key] === undefined) delete data[key]
    else data[key] = mine[key]
  }
  return { data, clashes }
}

/** `keepMine` holds the keys whose own value wins. */
export function settle(merge: Merge, keepMine: ReadonlySet<string>): WireData {
  const data: { [key: string]: Json } = { ...merge.data }
  for (const { key, mine } of merge.clashes) {
    if (!keepMine.has(key)) continue
    if (mine === undefined) delete data[key]
    else data[key] = mine
  }
  return data
}

/** What is missing is as empty as what is null. */
export const isSame = (a: Json | undefined, b: Json | undefined) => equalJson(a ?? null, b ?? null)
