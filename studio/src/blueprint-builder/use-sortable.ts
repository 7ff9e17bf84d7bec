// A row that is dragged to another place of its list by its grip; the keyboard has buttons for the same.
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { type RefObject, useEffect, useRef, useState } from 'react'

export interface Sortable<Row extends HTMLElement> {
  readonly row: RefObject<Row | null>
  readonly grip: RefObject<HTMLSpanElement | null>
  /** At which edge the dragged row would come to lie. */
  readonly edge: 'above' | 'below' | undefined
  readonly isDragged: boolean
}

/** Rows change places only within their `list`. */
export function useSortable<Row extends HTMLElement>(
  list: string,
  at: number,
  onMove: (from: number, to: number) => void,
): Sortable<Row> {
  const row = useRef<Row>(null)
  const grip = useRef<HTMLSpanElement>(null)
  const [edge, setEdge] = useState<Sortable<Row>['edge']>()
  const [isDragged, setDragged] = useState(false)
  const move = useRef(onMove)
  move.current = onMove
  useEffect(() => {
    const [element, dragHandle] = [row.current, grip.current]
    if (!element || !dragHandle) return
    const from = (data: Record<string | symbol, unknown>) => Number(data['at'])
    const stops = [
      draggable({
        element,
        dragHandle,
        getInitialData: () => ({ list, at }),
        onDragStart: () => setDragged(true),
        onDrop: () => setDragged(false),
      }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => source.data['list'] === list && from(source.data) !== at,
        onDragEnter: ({ source }) => setEdge(from(source.data) < at ? 'below' : 'above'),
        onDragLeave: () => setEdge(undefined),
        onDrop: ({ source }) => {
          setEdge(undefined)
          move.current(from(source.data), at)
        },
      }),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [list, at])
  return { row, grip, edge, isDragged }
}
