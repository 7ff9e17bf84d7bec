// Is there more to the left or to the right of what is seen of a row? The page fades its ends there.
import { type RefObject, useEffect } from 'react'

/** Writes `data-more-before` and `data-more-after` on the row; looks again when `content` changes. */
export function useMoreBeside(row: RefObject<HTMLElement | null>, content: string): void {
  useEffect(() => {
    const frame = row.current
    if (!frame) return
    const look = () => {
      const { moreBefore, moreAfter } = moreBeside(frame)
      frame.toggleAttribute('data-more-before', moreBefore)
      frame.toggleAttribute('data-more-after', moreAfter)
    }
    // Told once at the beginning, too, when the row has been laid out: nothing is laid out for this alone.
    const resized = new ResizeObserver(look)
    resized.observe(frame)
    frame.addEventListener('scroll', look, { passive: true })
    return () => {
      resized.disconnect()
      frame.removeEventListener('scroll', look)
    }
  }, [row, content])
}

/** Less than a pixel is no more: widths are fractions where a page is zoomed. */
export function moreBeside(row: Pick<HTMLElement, 'scrollLeft' | 'scrollWidth' | 'clientWidth'>) {
  return {
    moreBefore: row.scrollLeft >= 1,
    moreAfter: row.scrollWidth - row.clientWidth - row.scrollLeft >= 1,
  }
}
