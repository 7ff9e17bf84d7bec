// A table one works in: cells are reached with the arrow keys and typed into, columns sort, move, stay and add up.
import { Box, Checkbox, Portal, Text } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type CSSProperties, lazy, type RefObject, Suspense, useCallback, useEffect, useMemo, useRef } from 'react'
import type { WireRecord } from '../api/records-api.ts'
import { useText } from '../text/text.ts'
import { useFromTheTop } from '../ui/use-from-the-top.ts'
import type { Leave } from './cell-editor.tsx'
import { droppedColumn, type GridColumn, gridColumns } from './grid-columns.ts'
import { type GridLine, type LineWindow, lineAt, recordLines } from './grid-lines.ts'
import { nextPlace, type Place } from './grid-place.ts'
import { GridRow, type RowActs } from './grid-row.tsx'
import { HeaderCell } from './header-cell.tsx'
import { recordColumns } from './record-columns.ts'
import classes from './record-table.module.css'
import type { RecordTableProps } from './record-table-props.ts'
import { TotalsRow } from './totals-row.tsx'
import { type CellNote, useCellEdit } from './use-cell-edit.ts'
import { useColumnWidths } from './use-column-widths.ts'
import { useGridFocus } from './use-grid-focus.ts'
import { useGridKeys } from './use-grid-keys.ts'
import { usePlaceOver } from './use-place-over.ts'

/** It carries the widgets of the form: loaded when somebody edits. */
const CellEditor = lazy(async () => ({ default: (await import('./cell-editor.tsx')).CellEditor }))

const rowHeight = 36
const pickWidth = 40

export function RecordGrid(props: RecordTableProps) {
  const { tenant, blueprint, sort, selection, habits, stateField } = props
  const { t } = useText()
  const navigate = useNavigate()
  const frame = useRef<HTMLDivElement>(null)
  const { ref: sized, width: frameWidth } = useElementSize()
  const { widthOf, resize } = useColumnWidths(tenant, blueprint.name)
  const shown = useMemo(() => recordColumns(blueprint, props.columns), [blueprint, props.columns])
  const columns = useMemo(() => {
    const sized = shown.map((column) => ({ ...column, width: widthOf(column.key, column.width) }))
    return gridColumns(sized, habits.pins, selection ? pickWidth : 0, frameWidth)
  }, [shown, widthOf, habits.pins, selection !== undefined, frameWidth])
  const window = useMemo(
    (): LineWindow =>
      props.lines
        ? { lines: props.lines, offset: 0, known: props.lines.length }
        : { lines: recordLines(props.records), offset: props.offset, known: props.known },
    [props.lines, props.records, props.offset, props.known],
  )
  const { lines } = window
  const virtual = useVirtualizer({
    count: window.known,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    // Drawn with the next frame and not within the scrolling itself: the wheel never waits for rows.
    useFlushSync: false,
  })
  const drawn = virtual.getVirtualItems()
  useShown(props.onShow, drawn[0]?.index ?? 0, drawn.at(-1)?.index ?? 0)
  useFromTheTop(() => frame.current, props.listKey)
  const focus = useGridFocus(frame, window, columns.length, (row) => virtual.scrollToIndex(row, { align: 'auto' }))
  const above = drawn[0]?.start ?? 0
  const below = virtual.getTotalSize() - (drawn.at(-1)?.end ?? 0)
  const isActiveDrawn = drawn.some(({ index }) => index === focus.place.row)

  const open = (record: WireRecord) =>
    void navigate({
      to: '/t/$tenant/records/$blueprint/$id',
      params: { tenant, blueprint: record.blueprint, id: record.id },
    })
  const recordOf = (id: string) => recordIn(lines.find((line) => line.id === id))
  const edit = useCellEdit({ tenant, blueprint, stateField, recordOf, onClash: props.onClash })
  const acts = useActs(props)
  const keys = useGridKeys({ tenant, columns, window, focus, edit, stateField, open, selection, acts })

  const placeOf = (id: string, key: string): Place => ({
    row: Math.max(0, window.offset + lines.findIndex((line) => line.id === id)),
    column: Math.max(
      0,
      columns.findIndex((column) => column.key === key),
    ),
  })
  const { editor } = edit
  const at = editor ?? edit.note
  const { row: atRow, column: atColumn } = at ? placeOf(at.id, at.key) : { row: -1, column: -1 }
  const cellOf = useCallback(
    () => frame.current?.querySelector(`[data-at="${atRow} ${atColumn}"]`) ?? null,
    [atRow, atColumn],
  )
  useEffect(() => {
    if (editor) cellOf()?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [editor, cellOf])
  const leave = (from: Place, to: Leave) => {
    edit.close()
    if (to === 'elsewhere') return
    const size = { rows: window.known, columns: columns.length }
    if (to === 'down') focus.move({ row: Math.min(from.row + 1, window.known - 1), column: from.column })
    else if (to === 'stay') focus.move(from)
    else focus.move(nextPlace(from, to === 'next' ? 1 : -1, size))
  }
  const order = shown.map(({ key }) => key)
  const beside = (place: number, by: 1 | -1) => {
    const [own, other] = [columns[place], columns[place + by]]
    if (!own || !other || (own.left === undefined) !== (other.left === undefined)) return undefined
    return () => props.onColumns(droppedColumn(order, own.key, other.key, by < 0 ? 'before' : 'after'))
  }
  const isAll = selection !== undefined && selection.ids.size === props.records.length
  return (
    <>
      <Box
        ref={(element) => {
          frame.current = element
          sized(element as never)
        }}
        className={classes.frame}
        tabIndex={isActiveDrawn ? -1 : 0}
        data-grid
        {...keys}
      >
        <table
          role="grid"
          className={classes.table}
          aria-label={props.label}
          aria-rowcount={props.hasMore || props.lines ? -1 : window.known + 1}
          aria-multiselectable={selection ? true : undefined}
          style={tableStyle(columns, selection ? pickWidth : 0)}
        >
          <colgroup>
            {selection && <col style={{ width: pickWidth }} />}
            {columns.map((column) => (
              <col key={column.key} style={{ width: column.width }} />
            ))}
          </colgroup>
          <thead>
            <tr>
              {selection && (
                <th
                  scope="col"
                  data-pick
                  data-pinned={columns.some(({ left }) => left !== undefined) || undefined}
                  style={{ left: 0 }}
                >
                  <span className={classes.pick}>
                    <Checkbox
                      size="xs"
                      aria-label={t('bulk.selectAll')}
                      checked={isAll}
                      indeterminate={selection.ids.size > 0 && !isAll}
                      onChange={selection.toggleAll}
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
                  onSort={props.onSort}
                  onResize={(width) => resize(column.key, width)}
                  onDrop={(key, side) => props.onColumns(droppedColumn(order, key, column.key, side))}
                  onDown={() => focus.move({ row: drawn[0]?.index ?? 0, column: place })}
                  isPinned={habits.pins.includes(column.key)}
                  onPin={(isPinned) => habits.pin(column.key, isPinned)}
                  onLeft={beside(place, -1)}
                  onRight={beside(place, 1)}
                  onHide={
                    columns.length > 1 ? () => props.onColumns(order.filter((one) => one !== column.key)) : undefined
                  }
                  isGroup={props.groupField?.key === column.key}
                  onGroup={(isGroup) => props.onGroup(isGroup ? column.key : undefined)}
                  total={habits.totals[column.key]}
                  onTotal={(wanted) => habits.total(column.key, wanted)}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {above > 0 && <tr aria-hidden style={{ height: above }} />}
            {drawn.map(({ index }) => {
              const line = lineAt(window, index)
              if (!line)
                return <tr key={`row ${index}`} aria-hidden className={classes.empty} style={{ height: rowHeight }} />
              return (
                <GridRow
                  key={line.id}
                  tenant={tenant}
                  blueprint={blueprint}
                  stateField={stateField}
                  columns={columns}
                  line={line}
                  row={index}
                  active={index === focus.place.row ? focus.place.column : undefined}
                  isPicked={selection?.ids.has(line.id)}
                  groupField={props.groupField}
                  totals={habits.totals}
                  acts={acts}
                />
              )
            })}
            {below > 0 && <tr aria-hidden style={{ height: below }} />}
          </tbody>
          <TotalsRow
            columns={columns}
            hasPicks={selection !== undefined}
            habits={habits}
            totals={props.totals}
            rowIndex={window.known + 2}
          />
        </table>
        {props.isLoadingMore && (
          <Text size="xs" c="dimmed" ta="center" py="xs" role="status">
            {t('records.loadingMore')}
          </Text>
        )}
      </Box>
      <Text className="for-readers" role="status">
        {edit.note?.text ?? ''}
      </Text>
      {edit.note && (
        <Portal>
          <Note note={edit.note} cellOf={cellOf} />
        </Portal>
      )}
      {editor && (
        <Suspense fallback={null}>
          <CellEditor
            key={`${editor.id} ${editor.key}`}
            tenant={tenant}
            editor={editor}
            cellOf={cellOf}
            onSave={async (value, to) => {
              if (!editor) return undefined
              const why = await edit.save(editor.record, editor.field, value)
              if (!why) leave(placeOf(editor.id, editor.key), to)
              return why
            }}
            onGiveUp={() => {
              edit.close()
              focus.back()
            }}
          />
        </Suspense>
      )}
    </>
  )
}

/** What is scrolled to must not end up below the pinned columns. */
function tableStyle(columns: readonly GridColumn[], start: number): CSSProperties {
  const sum = (some: readonly GridColumn[]) => some.reduce((width, column) => width + column.width, start)
  const pinned = columns.filter(({ left }) => left !== undefined)
  return { minWidth: sum(columns), '--pinned': `${pinned.length > 0 ? sum(pinned) : 0}px` } as CSSProperties
}

function recordIn(line: GridLine | undefined): WireRecord | undefined {
  return line?.kind === 'record' ? line.record : undefined
}

/** What rows can do, behind one name that never changes: a row is drawn anew only when it is another one. */
function useActs({ selection, onToggleGroup, onNeed }: RecordTableProps): RefObject<RowActs> {
  const acts = useRef<RowActs>({ pick: () => undefined, toggle: () => undefined, need: () => undefined })
  acts.current = {
    pick: (id, through) => selection?.toggle(id, through),
    toggle: (group) => onToggleGroup?.(group),
    need: (group) => onNeed?.(group),
  }
  return acts
}

function Note({ note, cellOf }: { readonly note: CellNote; readonly cellOf: () => Element | null }) {
  const box = useRef<HTMLDivElement>(null)
  const place = usePlaceOver(cellOf, box)
  return (
    <div ref={box} className={classes.note} style={place} aria-hidden>
      {note.text}
    </div>
  )
}

function useShown(onShow: RecordTableProps['onShow'], first: number, last: number): void {
  useEffect(() => onShow(first, last), [onShow, first, last])
}
