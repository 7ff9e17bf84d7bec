// The lines of a table that are drawn. Only this part is drawn again while the table scrolls.
import { type RefObject, useEffect, useLayoutEffect } from 'react'
import { type LineWindow, lineAt } from './grid-lines.ts'
import type { Place } from './grid-place.ts'
import { GridRow, type GridRowProps } from './grid-row.tsx'
import classes from './record-table.module.css'
import type { RecordTableProps } from './record-table-props.ts'
import { useDrawnRows } from './use-drawn-rows.ts'

export interface GridBodyProps
  extends Omit<GridRowProps, 'line' | 'row' | 'active' | 'isPicked' | 'waits' | 'isMade' | 'isPeeked'> {
  readonly frame: RefObject<HTMLElement | null>
  readonly window: LineWindow
  readonly place: Place
  /** Undefined where rows cannot be picked. */
  readonly picked: ReadonlySet<string> | undefined
  readonly waiting: RecordTableProps['waiting']
  /** Added a moment ago, and not seen yet. */
  readonly made: ReadonlySet<string>
  /** The id of the record beside the table; null where none is, undefined where none can be. */
  readonly peeked: string | null | undefined
  readonly onShow: (first: number, last: number) => void
  /** After each drawing. */
  readonly onDrawn: () => void
  /** Is the row among the drawn ones whose cell is reached with Tab? */
  readonly onReachable: (isReachable: boolean) => void
}

export function GridBody(props: GridBodyProps) {
  const { frame, window, place, picked, waiting, made, peeked, onShow, onDrawn, onReachable, ...row } = props
  const { first, last } = useDrawnRows(frame, { count: window.known, rowHeight: row.rowHeight })
  useEffect(() => onShow(first, last), [onShow, first, last])
  const isReachable = place.row >= first && place.row <= last
  useLayoutEffect(() => onReachable(isReachable), [onReachable, isReachable])
  useLayoutEffect(onDrawn)
  const places = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i)
  return (
    <tbody role="rowgroup" style={{ height: window.known * row.rowHeight }}>
      {places.map((index) => {
        const line = lineAt(window, index)
        if (!line)
          return (
            <tr key={`row ${index}`} aria-hidden className={classes.empty} style={{ top: index * row.rowHeight }} />
          )
        return (
          <GridRow
            {...row}
            key={line.id}
            line={line}
            row={index}
            active={index === place.row ? place.column : undefined}
            isPicked={picked?.has(line.id)}
            waits={waiting.get(line.id)}
            isMade={made.has(line.id)}
            isPeeked={peeked === undefined ? undefined : peeked === line.id}
          />
        )
      })}
    </tbody>
  )
}
