// A list of records: columns by field type, headers that sort, rows drawn only while they are seen; cards on phones.
import { Box, Checkbox, Text, UnstyledButton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { type ColumnDef, tableFeatures, useTable } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type MouseEvent, memo, type RefObject, useEffect, useMemo, useRef } from 'react'
import type { Blueprint } from '../api/blueprints-api.ts'
import type { WireRecord } from '../api/records-api.ts'
import { FieldValue } from '../field-value/field-value.tsx'
import { recordTitle } from '../field-value/record-title.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { useScreenKeys } from '../ui/screen-keys.ts'
import { nextSort, readSort } from './list-search.ts'
import { RecordCards } from './record-cards.tsx'
import { type Column, recordColumns } from './record-columns.ts'
import classes from './record-table.module.css'
import { ResizeHandle } from './resize-handle.tsx'
import type { Selection } from './selection.ts'
import { useColumnWidths } from './use-column-widths.ts'

export interface RecordTableProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  /** The part of the list that is kept, and how many rows lie before it. */
  readonly records: readonly WireRecord[]
  readonly offset: number
  /** Rows of the list that are known of; those that are not kept are drawn empty until they are. */
  readonly known: number
  /** These rows are seen, counted from the beginning of the list. */
  readonly onShow: (first: number, last: number) => void
  /** Changes when another list is asked for: then it is shown from its beginning. */
  readonly listKey: string
  readonly sort: string | undefined
  readonly onSort: (sort: string | undefined) => void
  /** Keys of a view's columns. */
  readonly columns?: readonly string[] | undefined
  /** Rows can be picked: absent where nothing can be done with them. */
  readonly selection?: Selection | undefined
  readonly hasMore: boolean
  readonly isLoadingMore: boolean
  /** On a phone: a touch picks a card instead of opening it. */
  readonly isPicking?: boolean
  readonly onPicking?: (isPicking: boolean) => void
}

export function RecordTable(props: RecordTableProps) {
  useScreenKeys('table')
  const phone = useMediaQuery('(max-width: 47.99em)')
  return phone ? <RecordCards {...props} /> : <RecordRows {...props} />
}

const features = tableFeatures({})
const rowHeight = 36
const pickWidth = 40

function RecordRows(props: RecordTableProps) {
  const { tenant, blueprint, sort, selection } = props
  const { t } = useText()
  const navigate = useNavigate()
  const frame = useRef<HTMLDivElement>(null)
  const { widthOf, resize } = useColumnWidths(tenant, blueprint.name)
  const columns = useMemo(
    () =>
      recordColumns(blueprint, props.columns).map((column) => ({
        ...column,
        width: widthOf(column.key, column.width),
      })),
    [blueprint, props.columns, widthOf],
  )
  const data = useMemo(() => [...props.records], [props.records])
  const definitions = useMemo(
    () => columns.map((column) => columnDefinition(tenant, blueprint, column)),
    [tenant, blueprint, columns],
  )
  const table = useTable({ features, columns: definitions, data, getRowId: (record) => record.id })
  const rows = table.getRowModel().rows
  const virtual = useVirtualizer({
    count: props.known,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    // Drawn with the next frame and not within the scrolling itself: the wheel never waits for rows.
    useFlushSync: false,
  })
  const drawn = virtual.getVirtualItems()
  useShown(props.onShow, drawn[0]?.index ?? 0, drawn.at(-1)?.index ?? 0)
  useFromTheTop(frame, props.listKey)
  const above = drawn[0]?.start ?? 0
  const below = virtual.getTotalSize() - (drawn.at(-1)?.end ?? 0)
  const open = (record: WireRecord) =>
    navigate({
      to: '/t/$tenant/records/$blueprint/$id',
      params: { tenant, blueprint: record.blueprint, id: record.id },
    })
  return (
    <Box ref={frame} className={classes.frame} tabIndex={-1}>
      <table
        className={classes.table}
        aria-rowcount={props.hasMore ? -1 : props.known + 1}
        style={{ minWidth: columns.reduce((sum, column) => sum + column.width, selection ? pickWidth : 0) }}
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
              <th scope="col">
                <span className={classes.pick}>
                  <Checkbox
                    size="xs"
                    aria-label={t('bulk.selectAll')}
                    checked={selection.ids.size === rows.length}
                    indeterminate={selection.ids.size > 0 && selection.ids.size < rows.length}
                    onChange={selection.toggleAll}
                  />
                </span>
              </th>
            )}
            {columns.map((column) => (
              <HeaderCell
                key={column.key}
                column={column}
                sort={sort}
                onSort={props.onSort}
                onResize={(width) => resize(column.key, width)}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {above > 0 && <tr aria-hidden style={{ height: above }} />}
          {drawn.map((item) => {
            const row = rows[item.index - props.offset]
            if (!row) return <tr key={item.key} aria-hidden className={classes.empty} style={{ height: rowHeight }} />
            return (
              <tr
                key={row.id}
                className={classes.row}
                aria-rowindex={item.index + 2}
                aria-selected={selection?.ids.has(row.id)}
                onClick={(event) => !isOnLink(event) && open(row.original)}
              >
                {selection && <PickCell blueprint={blueprint} record={row.original} selection={selection} />}
                {row.getAllCells().map((cell, place) => (
                  <td key={cell.id} data-right={columns[place]?.right || undefined}>
                    <table.FlexRender cell={cell} />
                  </td>
                ))}
              </tr>
            )
          })}
          {below > 0 && <tr aria-hidden style={{ height: below }} />}
        </tbody>
      </table>
      {props.isLoadingMore && (
        <Text size="xs" c="dimmed" ta="center" py="xs" role="status">
          {t('records.loadingMore')}
        </Text>
      )}
    </Box>
  )
}

function useShown(onShow: RecordTableProps['onShow'], first: number, last: number): void {
  useEffect(() => onShow(first, last), [onShow, first, last])
}

function useFromTheTop(frame: RefObject<HTMLElement | null>, listKey: string): void {
  const shown = useRef(listKey)
  useEffect(() => {
    if (shown.current === listKey) return
    shown.current = listKey
    frame.current?.scrollTo({ top: 0 })
  }, [frame, listKey])
}

function isOnLink(event: MouseEvent): boolean {
  return event.target instanceof Element && event.target.closest('a, button, [data-pick]') !== null
}

interface PickCellProps {
  readonly blueprint: Blueprint
  readonly record: WireRecord
  readonly selection: Selection
}

function PickCell({ blueprint, record, selection }: PickCellProps) {
  const { t } = useText()
  const formats = useFormats()
  const title = recordTitle(blueprint, record.data, formats) || t('records.untitled')
  return (
    <td data-pick>
      <span className={classes.pick}>
        <Checkbox
          size="xs"
          aria-label={t('bulk.select', { title })}
          checked={selection.ids.has(record.id)}
          // A click knows of the shift key, a change does not.
          onChange={() => undefined}
          onClick={(event) => selection.toggle(record.id, event.shiftKey)}
        />
      </span>
    </td>
  )
}

function columnDefinition(
  tenant: string,
  blueprint: Blueprint,
  column: Column,
): ColumnDef<typeof features, WireRecord> {
  const isFirst = recordColumns(blueprint)[0]?.key === column.key
  return {
    id: column.key,
    header: column.key,
    accessorFn: (record) => record.data[column.key],
    cell: ({ row }) =>
      isFirst ? (
        <TitleCell tenant={tenant} blueprint={blueprint} record={row.original} />
      ) : (
        <FieldValue tenant={tenant} field={column.field} value={row.original.data[column.key]} dense />
      ),
  }
}

const TitleCell = memo(function TitleCell({
  tenant,
  blueprint,
  record,
}: {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly record: WireRecord
}) {
  const { t } = useText()
  const formats = useFormats()
  const title = recordTitle(blueprint, record.data, formats) || t('records.untitled')
  return (
    <Link
      to="/t/$tenant/records/$blueprint/$id"
      params={{ tenant, blueprint: record.blueprint, id: record.id }}
      className={classes.title}
      preload={false}
    >
      {title}
    </Link>
  )
})

interface HeaderCellProps {
  readonly column: Column
  readonly sort: string | undefined
  readonly onSort: (sort: string | undefined) => void
  readonly onResize: (width: number) => void
}

function HeaderCell({ column, sort, onSort, onResize }: HeaderCellProps) {
  const { t } = useText()
  const { say } = useFormats()
  const label = say(column.field.label, wordsOfKey(column.key))
  const own = readSort(sort).find((key) => key.key === column.key)
  const Arrow = own?.descending ? IconArrowDown : IconArrowUp
  const direction = own ? (own.descending ? 'descending' : 'ascending') : 'none'
  if (!column.sortable)
    return (
      <th scope="col" data-right={column.right || undefined}>
        <span className={classes.plainHeader}>{label}</span>
        <ResizeHandle label={label} width={column.width} onResize={onResize} />
      </th>
    )
  return (
    <th scope="col" aria-sort={direction} data-right={column.right || undefined}>
      <UnstyledButton
        className={classes.header}
        title={t('records.sortBy', { field: label })}
        onClick={(event) => onSort(nextSort(sort, column.key, event.shiftKey))}
      >
        <span>{label}</span>
        {own && <Arrow size={14} stroke={1.5} aria-hidden />}
      </UnstyledButton>
      <ResizeHandle label={label} width={column.width} onResize={onResize} />
    </th>
  )
}
