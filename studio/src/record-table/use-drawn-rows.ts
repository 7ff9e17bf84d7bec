// Which rows of a long table are drawn? Those in sight and some around them. Every row is as high as the next, so nothing is
// measured, and a list of a million rows costs no more than one of a hundred.
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { RowHeight } from './arrangement.ts'

/** Pixels: of rows, and of the header above them. The style sheet says the same. */
export const rowHeights: { readonly [height in RowHeight]: number } = { normal: 36, compact: 28 }
const headHeight = 36
/** Title, views, tools and the header of the table take at least so many pixels of a window. */
const leastAbove = 180
/** Rows drawn beyond either edge, so that a turn of the wheel does not meet an empty place. */
const around = 8
/** Only when fewer are left beyond an edge are more drawn there: drawing four at once costs hardly more than drawing one. */
const fewest = 4
/** Rows out of sight that are drawn with one frame: more of them would hold it up, and a late frame has to draw yet more. */
const atOnce = around - fewest

export interface DrawnRows {
  /** Both are drawn; `last` is less than `first` where there is nothing. */
  readonly first: number
  readonly last: number
}

/** No more than so many rows are drawn at once, as no table is higher than its window. Both in pixels. */
export function mostRows(rowHeight: number, height = innerHeight): number {
  return Math.ceil(height / rowHeight) + 1 + 2 * around
}

export interface Rows {
  readonly count: number
  /** Pixels. */
  readonly rowHeight: number
}

/** `first` and `last` of the rows between two places of a list, with `more` beyond either edge. */
export function rowsBetween(top: number, height: number, { count, rowHeight }: Rows, more: number): DrawnRows {
  const first = Math.floor(top / rowHeight) - more
  const last = Math.ceil((top + height) / rowHeight) - 1 + more
  return { first: Math.max(0, Math.min(first, count - 1)), last: Math.min(Math.max(last, 0), count - 1) }
}

/** Rows around what is seen: there must be no fewer than `least`, and no more than `most` are drawn. */
export interface Around {
  readonly seen: DrawnRows
  readonly least: DrawnRows
  readonly most: DrawnRows
}

/**
 * What the next frame draws: all that is seen, and where fewer than the least are left beyond an edge, `more` rows there. Where
 * there are enough it stays as it is, so that most frames of a scrolling table draw nothing at all.
 */
export function drawnNext(now: DrawnRows, { seen, least, most }: Around, more = atOnce): DrawnRows {
  if (holds(now, least)) return now
  const isElsewhere = now.last < seen.first || now.first > seen.last
  const from = isElsewhere ? seen : now
  const first = from.first > least.first ? Math.min(seen.first, from.first - more) : from.first
  const last = from.last < least.last ? Math.max(seen.last, from.last + more) : from.last
  return { first: Math.max(most.first, first), last: Math.min(most.last, last) }
}

export function useDrawnRows(frame: RefObject<HTMLElement | null>, { count, rowHeight }: Rows): DrawnRows {
  // Before the frame is measured, a screenful: what lies around it is drawn when that stands.
  const [rows, setRows] = useState(() => ({
    ...rowsBetween(0, innerHeight - leastAbove, { count, rowHeight }, 0),
    count,
  }))
  const drawn = useRef(rows)
  const again = useRef(0)
  useEffect(() => () => cancelAnimationFrame(again.current), [])
  const look = useCallback(() => {
    // Once with each frame, whoever asks.
    cancelAnimationFrame(again.current)
    const box = frame.current
    if (!box) return
    const between = (more: number) => rowsBetween(box.scrollTop, box.clientHeight, { count, rowHeight }, more)
    const rowsAround = { seen: between(0), least: between(fewest), most: between(around) }
    const { current: now } = drawn
    // The frame that takes in a page has enough to do: it draws only what would be empty, and the one after it the rest.
    const takesIn = now.count !== count
    const next = takesIn && holds(now, rowsAround.seen) ? now : drawnNext(now, rowsAround, takesIn ? 0 : atOnce)
    drawn.current = { first: next.first, last: next.last, count }
    if (!areSame(next, now)) setRows(drawn.current)
    if (!holds(next, rowsAround.least)) again.current = requestAnimationFrame(look)
  }, [frame, count, rowHeight])
  useEffect(() => {
    const box = frame.current
    if (!box) return
    // Drawn with the next frame and not within the scrolling itself: the wheel never waits for rows.
    let isAtFoot = false
    const watch = new ResizeObserver(() => {
      // A notice takes room below: whoever stands at the foot of the list stays there.
      if (isAtFoot) box.scrollTop = box.scrollHeight
      look()
    })
    const scrolled = () => {
      isAtFoot = box.scrollTop > 0 && box.scrollTop + box.clientHeight >= box.scrollHeight - 2
      look()
    }
    watch.observe(box)
    box.addEventListener('scroll', scrolled, { passive: true })
    return () => {
      watch.disconnect()
      box.removeEventListener('scroll', scrolled)
    }
  }, [frame, look])
  // A list that became shorter ends earlier at once.
  useLayoutEffect(() => {
    if (rows.count > count) look()
  }, [rows.count, count, look])
  return rows.count === count ? rows : { first: Math.min(rows.first, count - 1), last: Math.min(rows.last, count - 1) }
}

/** Are all rows of `other` among those of `one`? */
function holds(one: DrawnRows, other: DrawnRows): boolean {
  return one.first <= other.first && one.last >= other.last
}

function areSame(one: DrawnRows, other: DrawnRows): boolean {
  return one.first === other.first && one.last === other.last
}

/** Moves the frame as little as is needed for a row to stand between header and footer. */
export function bringToSight(box: HTMLElement, row: number, rowHeight: number): void {
  const top = row * rowHeight
  const foot = box.querySelector('tfoot')?.clientHeight ?? 0
  const room = box.clientHeight - headHeight - foot
  if (top < box.scrollTop) box.scrollTop = top
  else if (top + rowHeight > box.scrollTop + room) box.scrollTop = top + rowHeight - room
}
