// The first line of a table: its columns, and the box that picks all rows. Drawn again when one of them changes, not when rows do.
import { Checkbox } from '@mantine/core'
import { type FocusEvent, memo, type RefObject } from 'react'
import type { TotalFunction } from '../api/totals-api.ts'
import type { Arrangement, Widths } from './arrangement.ts'
import { droppedColumn, type GridColumn } from './grid-columns.ts'
import { HeaderCell } from './header-cell.tsx'
import classes from './record-table.module.css'

export interface GridHeadProps extends Pick<Arrangement, 'pins' | 'totals'> {
  /** Of columns that are not as wide as usual. */
  readonly widths: Widths
  readonly columns: readonly GridColumn[]
  /** Keys in the order in which they are kept: pinned ones are drawn before the others wherever they stand. */
  readonly order: readonly string[]
  readonly sort: string | undefined
  /** Key of the field the records are in groups by. */
  readonly group: string | undefined
  /** Undefined where rows cannot be picked. */
  readonly picked: 'all' | 'some' | 'none' | undefined
  readonly pickAll: string
  /** Always the same, whatever it holds. */
  readonly acts: RefObject<HeadActs>
}

export interface HeadActs {
  sort(sort: string | undefined): void
  /** Undefined: as wide as usual. */
  resize(column: string, width: number | undefined): void
  arrange(columns: readonly string[]): void
  pin(column: string, isPinned: boolean): void
  group(field: string | undefined): void
  total(column: string, wanted: TotalFunction | undefined): void
  pickAll(): void
  /** Into the rows below a column. */
  down(column: number): void
}

export const GridHead = memo(function GridHead(props: GridHeadProps) {
  const { columns, order, sort, group, pins, totals, widths, picked, acts } = props
  const beside = (place: number, by: 1 | -1) => {
    const [own, other] = [columns[place], columns[place + by]]
    if (!own || !other || (own.left === undefined) !== (other.left === undefined)) return undefined
    return () => acts.current.arrange(droppedColumn(order, own.key, other.key, by < 0 ? 'before' : 'after'))
  }
  return (
    <thead onFocus={showWhole}>
      <tr role="row">
        {picked && (
          <th
            role="columnheader"
            scope="col"
            data-pick
            data-pinned={columns.some(({ left }) => left !== undefined) || undefined}
            style={{ left: 0 }}
          >
            <span className={classes.pick}>
              <Checkbox
                size="xs"
                aria-label={props.pickAll}
                checked={picked === 'all'}
                indeterminate={picked === 'some'}
                onChange={() => acts.current.pickAll()}
              />
            </span>
          </th>
        )}
        {columns.map((column, place) => (
          <HeaderCell
            key={column.key}
            column={column}
            left={column.left}
            sort={sort}
            onSort={(next) => acts.current.sort(next)}
            onResize={(width) => acts.current.resize(column.key, width)}
            onDrop={(key, side) => acts.current.arrange(droppedColumn(order, key, column.key, side))}
            onDown={() => acts.current.down(place)}
            isSized={Object.hasOwn(widths, column.key)}
            isPinned={pins.includes(column.key)}
            onPin={(isPinned) => acts.current.pin(column.key, isPinned)}
            onLeft={beside(place, -1)}
            onRight={beside(place, 1)}
            onHide={
              columns.length > 1 ? () => acts.current.arrange(order.filter((one) => one !== column.key)) : undefined
            }
            isGroup={group === column.key}
            onGroup={(isGroup) => acts.current.group(isGroup ? column.key : undefined)}
            total={totals[column.key]}
            onTotal={(wanted) => acts.current.total(column.key, wanted)}
          />
        ))}
      </tr>
    </thead>
  )
})

/**
 * A browser brings to sight only what is wholly out of it; of a column at the edge the name may be what is missing. Nothing moves
 * below a mouse, which presses what it is at.
 */
function showWhole({ target }: FocusEvent): void {
  if (target.matches(':focus-visible')) target.closest('th')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}
