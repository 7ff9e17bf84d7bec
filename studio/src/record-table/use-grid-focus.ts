// Which cell of a grid has the focus? One at a time is reached with Tab, the others with the arrow keys.
import { type RefObject, useCallback, useMemo, useRef, useState } from 'react'
import { cellAt } from './cell-place.ts'
import { type LineWindow, lineAt } from './grid-lines.ts'
import type { Place } from './grid-place.ts'

export interface GridFocus {
  readonly place: Place
  move(to: Place): void
  /** The focus is here already, by a click or with Tab. */
  reached(place: Place): void
  /** Back to the cell, from an input that stood over it. */
  back(): void
  /** Called after each drawing of the rows. */
  drawn(): void
}

interface Held {
  readonly id: string | undefined
  readonly place: Place
}

/** A row is known by its id: what is loaded above it does not move the focus to another record. */
export function useGridFocus(
  frame: RefObject<HTMLElement | null>,
  window: LineWindow,
  columns: number,
  scrollTo: (row: number) => void,
): GridFocus {
  const [held, setHeld] = useState<Held>({ id: undefined, place: { row: 0, column: 0 } })
  const rows = useMemo(() => new Map(window.lines.map(({ id }, place) => [id, window.offset + place])), [window])
  const known = held.id === undefined ? undefined : rows.get(held.id)
  const row = Math.max(0, Math.min(known ?? held.place.row, window.known - 1))
  const column = Math.max(0, Math.min(held.place.column, columns - 1))
  const wanted = useRef(false)
  const wasInside = useRef(false)
  const drawn = () => {
    const box = frame.current
    if (!box) return
    if (!wanted.current) {
      // A focused row that was scrolled away, or that stands elsewhere now, takes the focus with it: the keys must still be heard.
      const isLost = wasInside.current && document.activeElement === document.body
      if (isLost) (cellAt(box, row, column) ?? box).focus({ preventScroll: true })
      wasInside.current = box.contains(document.activeElement)
      return
    }
    const cell = cellAt(box, row, column)
    // Not drawn or not kept yet: the next drawing tries again, and until then the keys must still be heard.
    if (!cell) {
      if (document.activeElement === document.body) box.focus({ preventScroll: true })
      return
    }
    wanted.current = false
    wasInside.current = true
    cell.focus({ preventScroll: true })
    cell.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }
  const set = useCallback((place: Place) => setHeld({ id: lineAt(window, place.row)?.id, place }), [window])
  return {
    place: { row, column },
    drawn,
    reached: (place) => {
      if (place.row !== row || place.column !== column || held.id === undefined) set(place)
      wasInside.current = true
    },
    move: (place) => {
      wanted.current = true
      scrollTo(place.row)
      set(place)
    },
    back: () => {
      wanted.current = true
      setHeld((before) => ({ ...before }))
    },
  }
}
