// On a phone a board opens where its first cards are, and knows how many stand in each column.
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import type { ColumnCount } from './column-guide.tsx'

export type Counts = ReadonlyMap<string | null, ColumnCount>

/** The first column with cards, once all have been counted; undefined where there is none, or not known yet. */
export function firstFilled(keys: readonly (string | null)[], counts: Counts): string | null | undefined {
  if (!keys.every((key) => counts.has(key))) return undefined
  return keys.find((key) => (counts.get(key)?.value ?? 0) > 0)
}

export function useGuide(board: RefObject<HTMLElement | null>, keys: readonly (string | null)[], isPhone: boolean) {
  const [counts, setCounts] = useState<Counts>(new Map())
  const onCount = useCallback(
    (key: string | null, count: ColumnCount) =>
      setCounts((before) => {
        const known = before.get(key)
        if (known?.value === count.value && known.capped === count.capped) return before
        return new Map([...before, [key, count]])
      }),
    [],
  )
  const go = useCallback(
    (key: string | null, behavior: ScrollBehavior = 'smooth') => {
      const column = board.current?.querySelector<HTMLElement>(`[data-column="${CSS.escape(key ?? '')}"]`)
      if (column && board.current)
        board.current.scrollTo({ left: column.offsetLeft - board.current.offsetLeft, behavior })
    },
    [board],
  )
  const isOpened = useRef(false)
  const first = isPhone ? firstFilled(keys, counts) : undefined
  useEffect(() => {
    if (isOpened.current || first === undefined) return
    isOpened.current = true
    // Whoever has moved the board meanwhile is looking at something.
    if (board.current?.scrollLeft === 0) go(first, 'instant')
  }, [board, first, go])
  return { counts, onCount, go }
}
