// Where on the screen is a cell, for what is drawn over or below it, also while the table scrolls?
import { type CSSProperties, type RefObject, useLayoutEffect, useState } from 'react'

/** At least `least` pixels wide, and never out of the window; below the cell without a width. */
export function usePlaceOver(
  cellOf: () => Element | null,
  box: RefObject<HTMLElement | null>,
  least?: number,
): CSSProperties {
  const isBelow = least === undefined
  const [place, setPlace] = useState<CSSProperties>({ opacity: 0 })
  useLayoutEffect(() => {
    const follow = () => {
      const cell = cellOf()?.getBoundingClientRect()
      if (!cell) return
      const width = Math.max(cell.width, least ?? 220) + 2
      const height = box.current?.offsetHeight ?? cell.height
      const top = isBelow ? cell.bottom + 2 : cell.top - 1
      const left = Math.max(8, Math.min(cell.left - 1, innerWidth - width - 8))
      const within = isBelow && top + height > innerHeight - 8 ? cell.top - height - 2 : top
      setPlace({
        left,
        top: Math.max(8, Math.min(within, innerHeight - height - 8)),
        ...(isBelow
          ? { maxWidth: Math.max(width, 320) }
          : { minHeight: cell.height + 2, width, '--cell': `${cell.height}px` }),
      })
    }
    follow()
    window.addEventListener('scroll', follow, true)
    window.addEventListener('resize', follow)
    return () => {
      window.removeEventListener('scroll', follow, true)
      window.removeEventListener('resize', follow)
    }
  }, [cellOf, box, least, isBelow])
  return place
}
