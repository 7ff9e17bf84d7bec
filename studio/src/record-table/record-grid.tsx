// A table one works in: cells are reached with the arrow keys and typed into, columns sort, move, stay and add up.
import { Box, Portal, Text } from '@mantine/core'
import { useElementSize, useMergedRef } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import {
  type CSSProperties,
  lazy,
  type MouseEvent,
  type RefObject,
  Suspense,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import type { WireRecord } from '../api/records-api.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { useFromTheTop } from '../ui/use-from-the-top.ts'
import { useStable } from '../ui/use-stable.ts'
import { useTellWhole } from '../ui/whole-words.ts'
import type { Leave } from './cell-editor.tsx'
import { cellAt } from './cell-place.ts'
import { plainText } from './cell-value.tsx'
import { GridBody } from './grid-body.tsx'
import { type GridColumn, gridColumns } from './grid-columns.ts'
import { GridHead, type HeadActs } from './grid-head.tsx'
import { type GridLine, type LineWindow, recordLines } from './grid-lines.ts'
import { nextPlace, type Place } from './grid-place.ts'
import type { RowActs } from './grid-row.tsx'
import { NewRow } from './new-row.tsx'
import { recordColumns } from './record-columns.ts'
import classes from './record-table.module.css'
import type { RecordTableProps } from './record-table-props.ts'
import { withSharedWidth } from './share-width.ts'
import { TotalsRow } from './totals-row.tsx'
import { useBlockPaste } from './use-block-paste.ts'
import { type CellNote, useCellEdit } from './use-cell-edit.ts'
import { useColumnWidths } from './use-column-widths.ts'
import { bringToSight, rowHeights } from './use-drawn-rows.ts'
import { type GridFocus, useGridFocus } from './use-grid-focus.ts'
import { useGridKeys } from './use-grid-keys.ts'
import { usePlaceOver } from './use-place-over.ts'

/** Why a step is not possible is said in words: loaded when somebody asks for the steps. */
const StateMenu = lazy(async () => ({ default: (await import('./state-menu.tsx')).StateMenu }))
/** It carries the widgets of the form: loaded when somebody edits. */
const CellEditor = lazy(async () => ({ default: (await import('./cell-editor.tsx')).CellEditor }))

const pickWidth = 40

export function RecordGrid(props: RecordTableProps) {
  const { tenant, blueprint, sort, selection, arrangement, stateFields } = props
  const rowHeight = rowHeights[arrangement.rows]
  const { t } = useText()
  const formats = useFormats()
  const { say } = formats
  const navigate = useNavigate()
  const frame = useRef<HTMLDivElement>(null)
  const { ref: sized, width: frameWidth } = useElementSize<HTMLDivElement>()
  // Always the same: one that is made anew is empty while the rows are drawn.
  const box = useMergedRef(frame, sized)
  const { widthOf, resize } = useColumnWidths(arrangement.widths, arrangement.keepWidths)
  // Known only after the first drawing: where nothing is pinned, no row is drawn again for it.
  const room = arrangement.pins.length > 0 ? frameWidth : 0
  const shown = useMemo(() => recordColumns(blueprint, props.columns), [blueprint, props.columns])
  const columns = useMemo(() => {
    const shared = withSharedWidth(
      shown,
      ({ key, field }) => say(field.label, wordsOfKey(key)),
      ({ key, width }) => widthOf(key, width) !== width,
    )
    const sized = shared.map((column) => ({ ...column, width: widthOf(column.key, column.width) }))
    return gridColumns(sized, arrangement.pins, selection ? pickWidth : 0, room, Math.max(screen.width, innerWidth))
  }, [shown, widthOf, say, arrangement.pins, selection !== undefined, room])
  const window = useMemo(
    (): LineWindow =>
      props.lines
        ? { lines: props.lines, offset: 0, known: props.lines.length }
        : { lines: recordLines(props.records), offset: props.offset, known: props.known },
    [props.lines, props.records, props.offset, props.known],
  )
  const { lines } = window
  useFromTheTop(() => frame.current, props.listKey)
  const focus = useGridFocus(frame, window, columns.length, (row) => {
    if (frame.current) bringToSight(frame.current, row, rowHeight)
  })
  const [isReachable, setReachable] = useState(true)

  const open = (record: Pick<WireRecord, 'id' | 'blueprint'>) =>
    void navigate({
      to: '/t/$tenant/records/$blueprint/$id',
      params: { tenant, blueprint: record.blueprint, id: record.id },
    })
  const recordOf = (id: string) => recordIn(lines.find((line) => line.id === id))
  const edit = useCellEdit({ tenant, blueprint, stateFields, recordOf, onClash: props.onClash })
  const [made, setMade] = useState<ReadonlySet<string>>(() => new Set())
  const acts = useActs(props, (id) => setMade((before) => new Set([...before].filter((one) => one !== id))))
  // Below a group a new record would look as if it came into that group.
  const isWhole = !props.hasMore && !props.lines
  const onMade = useStable((id: string) => setMade((before) => new Set([...before, id])))
  const blockPaste = useBlockPaste({ tenant, blueprint, offerUndo: edit.offerUndo, onMade })
  const keys = useGridKeys({
    tenant,
    columns,
    window,
    focus,
    edit,
    stateFields,
    open,
    selection,
    acts,
    isWhole,
    blockPaste,
    rowHeight,
    peek: props.peek,
  })
  useTellWhole(frame, (cell) => {
    const at = keys.cellOf(cell)
    return at && plainText(at.field, at.record.data[at.field.key], formats)
  })
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
  const cellOf = useCallback(() => frame.current && cellAt(frame.current, atRow, atColumn), [atRow, atColumn])
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
  /** Wherever its order has put it. Where the conditions of the list leave it out, it is opened. */
  const show = useStable((id: string) => {
    const line = lines.findIndex((one) => one.id === id)
    if (line >= 0) return focus.move({ row: window.offset + line, column: 0 })
    open({ id, blueprint: blueprint.name })
  })
  const toLast = useStable(() => focus.move({ row: window.known - 1, column: 0 }))
  const order = useMemo(() => shown.map(({ key }) => key), [shown])
  const isAll = selection !== undefined && selection.ids.size > 0 && selection.ids.size === props.records.length
  const headActs = useHeadActs(props, resize, (column) =>
    focus.move({ row: Math.ceil((frame.current?.scrollTop ?? 0) / rowHeight), column }),
  )
  useFollowPeek(
    frame,
    props.peek?.id,
    (id) => {
      const line = lines.findIndex((one) => one.id === id)
      return line < 0 ? undefined : window.offset + line
    },
    rowHeight,
    focus,
  )
  const onClick = (event: MouseEvent<HTMLElement>) => {
    const peeked = (event.target as HTMLElement).closest<HTMLElement>('[data-peek]')?.dataset['peek']
    if (peeked) return props.peek?.open(peeked)
    const steps = (event.target as HTMLElement).closest('[data-steps]') && keys.cellOf(event.target as HTMLElement)
    if (steps) return edit.start(steps.record, steps.field, () => open(steps.record))
    const link = (event.target as HTMLElement).closest<HTMLElement>('a[data-record]')
    const record = link && recordOf(link.dataset['record'] ?? '')
    // With a key held it opens where the browser opens such things.
    if (!record || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    open(record)
  }
  return (
    <>
      <Box
        ref={box}
        className={classes.frame}
        tabIndex={isReachable ? -1 : 0}
        data-grid
        {...keys.listeners}
        onClick={onClick}
      >
        <table
          role="grid"
          className={classes.table}
          aria-label={props.label}
          aria-rowcount={isWhole ? window.known + 2 : -1}
          aria-multiselectable={selection ? true : undefined}
          style={tableStyle(columns, selection ? pickWidth : 0, rowHeight)}
        >
          <GridHead
            columns={columns}
            order={order}
            sort={sort}
            group={props.groupField?.key}
            pins={arrangement.pins}
            widths={arrangement.widths}
            totals={arrangement.totals}
            picked={selection && (isAll ? 'all' : selection.ids.size > 0 ? 'some' : 'none')}
            pickAll={t('bulk.selectAll')}
            acts={headActs}
          />
          <GridBody
            frame={frame}
            window={window}
            place={focus.place}
            picked={selection?.ids}
            waiting={props.waiting}
            made={made}
            peeked={props.peek && (props.peek.id ?? null)}
            onShow={props.onShow}
            onDrawn={focus.drawn}
            onReachable={setReachable}
            tenant={tenant}
            blueprint={blueprint}
            stateFields={stateFields}
            columns={columns}
            groupField={props.groupField}
            totals={arrangement.totals}
            rowHeight={rowHeight}
            acts={acts}
          />
          {isWhole && (
            <NewRow
              tenant={tenant}
              blueprint={blueprint}
              stateFields={stateFields}
              columns={columns}
              hasPicks={selection !== undefined}
              rowIndex={window.known + 2}
              onUp={toLast}
              onMade={onMade}
              onShow={show}
            />
          )}
          <TotalsRow
            columns={columns}
            hasPicks={selection !== undefined}
            arrangement={arrangement}
            totals={props.totals}
            rowIndex={window.known + (isWhole ? 3 : 2)}
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
      {editor && stateFields.includes(editor.key) && (
        <Suspense fallback={null}>
          <StateMenu
            key={editor.id}
            tenant={tenant}
            blueprint={blueprint}
            record={editor.record}
            field={editor.field}
            region={editor.key === stateFields[0] ? undefined : editor.key}
            cellOf={cellOf}
            onDone={() => {
              edit.close()
              focus.back()
            }}
          />
        </Suspense>
      )}
      {editor && !stateFields.includes(editor.key) && (
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

/** The same places for the cells of every row; what is scrolled to must not end up below the pinned columns. */
function tableStyle(columns: readonly GridColumn[], start: number, rowHeight: number): CSSProperties {
  const sum = (some: readonly GridColumn[]) => some.reduce((width, column) => width + column.width, start)
  const pinned = columns.filter(({ left }) => left !== undefined)
  const tracks = columns.map(({ width }) => `minmax(${width}px, ${width}fr)`)
  return {
    minWidth: sum(columns),
    '--row': `${rowHeight}px`,
    '--columns': [...(start > 0 ? [`${start}px`] : []), ...tracks].join(' '),
    '--pinned': `${pinned.length > 0 ? sum(pinned) : 0}px`,
  } as CSSProperties
}

function recordIn(line: GridLine | undefined): WireRecord | undefined {
  return line?.kind === 'record' ? line.record : undefined
}

/** The row of the record beside the table is in sight; when that is closed, the keyboard goes on there. */
function useFollowPeek(
  frame: RefObject<HTMLElement | null>,
  id: string | undefined,
  rowOf: (id: string) => number | undefined,
  rowHeight: number,
  focus: GridFocus,
): void {
  const before = useRef(id)
  const follow = useStable((now: string | undefined) => {
    const left = before.current
    before.current = now
    const row = rowOf(now ?? left ?? '')
    if (row === undefined) return
    if (now !== undefined) {
      if (frame.current) bringToSight(frame.current, row, rowHeight)
    } else if (left !== undefined && document.activeElement === document.body)
      focus.move({ row, column: focus.place.column })
  })
  useEffect(() => follow(id), [follow, id])
}

/** What rows can do, behind one name that never changes: a row is drawn anew only when it is another one. */
function useActs(
  { selection, onToggleGroup, onNeed }: RecordTableProps,
  seen: (id: string) => void,
): RefObject<RowActs> {
  const acts = useRef<RowActs>({ pick: () => undefined, toggle: () => undefined, need: () => undefined, seen })
  acts.current = {
    pick: (id, through) => selection?.toggle(id, through),
    toggle: (group) => onToggleGroup?.(group),
    need: (group) => onNeed?.(group),
    seen,
  }
  return acts
}

/** What the header can do, likewise. */
function useHeadActs(
  { onSort, onColumns, onGroup, arrangement, selection }: RecordTableProps,
  resize: HeadActs['resize'],
  down: HeadActs['down'],
): RefObject<HeadActs> {
  const now: HeadActs = {
    sort: onSort,
    resize,
    arrange: onColumns,
    pin: arrangement.pin,
    group: onGroup,
    total: arrangement.total,
    pickAll: () => selection?.toggleAll(),
    down,
  }
  const acts = useRef(now)
  acts.current = now
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
