// Where on the screen is a cell, for what is drawn over or below it, also while the table scrolls?
import { type CSSProperties, type RefObject, useLayoutEffect, useState } from 'react'

const least = 220

/** At least as wide as an input needs, and never out of the window. */
export function usePlaceOver(
  cellOf: () => Element | null,
  box: RefObject<HTMLElement | null>,
  isBelow = false,
): CSSProperties {
  const [place, setPlace] = useState<CSSProperties>({ visibility: 'hidden' })
  useLayoutEffect(() => {
    const follow = () => {
      const cell = cellOf()?.getBoundingClientRect()
      if (!cell) return
      const width = Math.max(cell.width, least) + 2
      const height = box.current?.offsetHeight ?? cell.height
      const top = isBelow ? cell.bottom + 2 : cell.top - 1
      const left = Math.max(8, Math.min(cell.left - 1, innerWidth - width - 8))
      const within = isBelow && top + height > innerHeight - 8 ? cell.top - height - 2 : top
      setPlace({
        left,
        top: Math.max(8, Math.min(within, innerHeight - height - 8)),
        ...(isBelow ? { maxWidth: Math.max(width, 320) } : { minHeight: cell.height + 2, width }),
      })
    }
    follow()
    window.addEventListener('scroll', follow, true)
    window.addEventListener('resize', follow)
    return () => {
      window.removeEventListener('scroll', follow, true)
      window.removeEventListener('resize', follow)
    }
  }, [cellOf, box, isBelow])
  return place
}
