// Records that are picked stay at hand when the part of the list in which they stand is let go.
import { useMemo, useRef } from 'react'
import type { WireRecord } from '../api/records-api.ts'

interface Part {
  readonly records: readonly WireRecord[]
  /** Rows of the list before them. */
  readonly offset: number
}

/**
 * The records of the list that are kept, and those that `isPicked` says yes to from parts that were let go. What is missing
 * although its part is still kept was deleted, and is not held.
 */
export function withHeld(
  held: readonly WireRecord[],
  before: Part,
  now: Part,
  isPicked: (id: string) => boolean,
): readonly WireRecord[] {
  const kept = new Set(now.records.map(({ id }) => id))
  const last = now.offset + now.records.length
  const left = before.records.filter((_, place) => {
    const row = before.offset + place
    return row < now.offset || row >= last
  })
  return [...held, ...left].filter(({ id }, place, all) => {
    return !kept.has(id) && isPicked(id) && all.findIndex((one) => one.id === id) === place
  })
}

/** All records at hand: those kept first, then those held. */
export function useRecordsAtHand(listKey: string, now: Part, isPicked: (id: string) => boolean): readonly WireRecord[] {
  const state = useRef<{ listKey: string; part: Part; held: readonly WireRecord[] }>({ listKey, part: now, held: [] })
  const { records, offset } = now
  return useMemo(() => {
    const { current } = state
    const part = { records, offset }
    const held = current.listKey === listKey ? withHeld(current.held, current.part, part, isPicked) : []
    state.current = { listKey, part, held }
    return held.length > 0 ? [...records, ...held] : records
  }, [listKey, records, offset, isPicked])
}
