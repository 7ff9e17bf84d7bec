// The lines of a table that are drawn. Only this part is drawn again while the table scrolls.
import { type RefObject, useEffect, useId, useLayoutEffect, useRef } from 'react'
import { type LineWindow, lineAt } from './grid-lines.ts'
import type { Place } from './grid-place.ts'
import { GridRow, type GridRowProps } from './grid-row.tsx'
import classes from './record-table.module.css'
import type { RecordTableProps } from './record-table-props.ts'
import { noSlots, readingOrder, slotsFor } from './row-slots.ts'
import { mostRows, useDrawnRows } from './use-drawn-rows.ts'

export interface GridBodyProps
  extends Omit<GridRowProps, 'id' | 'line' | 'row' | 'active' | 'isPicked' | 'waits' | 'isMade' | 'isPeeked'> {
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
  const drawn = useDrawnRows(frame, { count: window.known, rowHeight: row.rowHeight })
  const { first, last } = drawn
  useEffect(() => onShow(first, last), [onShow, first, last])
  const isReachable = place.row >= first && place.row <= last
  useLayoutEffect(() => onReachable(isReachable), [onReachable, isReachable])
  useLayoutEffect(onDrawn)
  const before = useRef(noSlots)
  const now = slotsFor(before.current, drawn, mostRows(row.rowHeight), (index) => lineAt(window, index)?.id, place)
  useLayoutEffect(() => {
    before.current = now
  })
  const name = useId()
  const order = readingOrder(now)?.map((slot) => `${name}${slot}`)
  return (
    <tbody role="rowgroup" style={{ height: window.known * row.rowHeight }} aria-owns={order?.join(' ')}>
      {now.slots.map((slot, at) => {
        if (!slot) return null
        const line = lineAt(window, slot.row)
        if (!line)
          return (
            <tr
              key={slot.key}
              id={`${name}${at}`}
              aria-hidden
              className={classes.empty}
              style={{ top: slot.row * row.rowHeight }}
            />
          )
        return (
          <GridRow
            {...row}
            key={slot.key}
            id={`${name}${at}`}
            line={line}
            row={slot.row}
            active={slot.row === place.row ? place.column : undefined}
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
