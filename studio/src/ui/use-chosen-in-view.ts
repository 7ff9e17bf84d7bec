// Of a row that scrolls sideways, what is chosen can be seen: also where a phone cuts the row.
import { type RefObject, useEffect, useRef } from 'react'

/** Looks again whenever `chosen` changes; which part that is the page says by `aria-selected` or `aria-current`. */
export function useChosenInView(row: RefObject<HTMLElement | null>, chosen: string): void {
  const shown = useRef<string>(undefined)
  useEffect(() => {
    const frame = row.current
    if (!frame || shown.current === chosen) return
    shown.current = chosen
    const part = frame.querySelector('[aria-selected="true"], [aria-current="page"]')?.getBoundingClientRect()
    if (!part) return
    const { left, width } = frame.getBoundingClientRect()
    // Only the row moves, never the page.
    frame.scrollLeft += part.left - left - (width - part.width) / 2
  }, [row, chosen])
}
