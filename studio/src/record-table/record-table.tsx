// A list of records: columns by field type, headers that sort, rows drawn only while they are seen; cards on phones.
import { Box, Checkbox, Group, Skeleton, Stack, Text, UnstyledButton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { type ColumnDef, tableFeatures, useTable } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type MouseEvent, type RefObject, useEffect, useMemo, useRef } from 'react'
import type { Blueprint } from '../api/blueprints-api.ts'
import type { WireRecord } from '../api/records-api.ts'
import { FieldValue } from '../field-value/field-value.tsx'
import { recordTitle } from '../field-value/record-title.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { useScreenKeys } from '../ui/screen-keys.ts'
import { nextSort, readSort } from './list-search.ts'
import { type Column, recordColumns } from './record-columns.ts'
import classes from './record-table.module.css'
import { ResizeHandle } from './resize-handle.tsx'
import type { Selection } from './selection.ts'
import { useColumnWidths } from './use-column-widths.ts'

export interface RecordTableProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly records: readonly WireRecord[]
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
  readonly onMore: () => void
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
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  })
  const drawn = virtual.getVirtualItems()
  useMore(props, drawn.at(-1)?.index ?? 0)
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
        aria-rowcount={props.hasMore ? -1 : rows.length + 1}
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
            const row = rows[item.index]
            if (!row) return null
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

/** Asks for the next page a screen before the end is reached. */
function useMore({ records, hasMore, isLoadingMore, onMore }: RecordTableProps, lastDrawn: number): void {
  const isNearEnd = hasMore && !isLoadingMore && lastDrawn >= records.length - 30
  useEffect(() => {
    if (isNearEnd) onMore()
  }, [isNearEnd, onMore])
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

function TitleCell({
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
}

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

function RecordCards(props: RecordTableProps) {
  const { t } = useText()
  const end = useRef<HTMLDivElement>(null)
  const { hasMore, isLoadingMore, onMore } = props
  useEffect(() => {
    if (!end.current || !hasMore) return
    const watch = new IntersectionObserver(
      (seen) => seen.some((one) => one.isIntersecting) && !isLoadingMore && onMore(),
      { rootMargin: '600px' },
    )
    watch.observe(end.current)
    return () => watch.disconnect()
  }, [hasMore, isLoadingMore, onMore])
  return (
    <Stack component="ul" gap="xs" className="bare-list">
      {props.records.map((record) => (
        <li key={record.id}>
          <RecordCard {...props} record={record} />
        </li>
      ))}
      <li ref={end as never} aria-hidden />
      {isLoadingMore && (
        <li>
          <Skeleton h={72} aria-label={t('records.loadingMore')} />
        </li>
      )}
    </Stack>
  )
}

function RecordCard({ tenant, blueprint, columns, record }: RecordTableProps & { readonly record: WireRecord }) {
  const { t } = useText()
  const formats = useFormats()
  const [, ...others] = recordColumns(blueprint, columns)
  const title = recordTitle(blueprint, record.data, formats) || t('records.untitled')
  const shown = others.filter((column) => record.data[column.key] !== undefined).slice(0, 3)
  return (
    <Link
      to="/t/$tenant/records/$blueprint/$id"
      params={{ tenant, blueprint: record.blueprint, id: record.id }}
      className={classes.card}
    >
      <Text fw={500} truncate>
        {title}
      </Text>
      <Group gap="xs" mt={4}>
        {shown.map((column) => (
          <Group key={column.key} gap={4} wrap="nowrap" miw={0}>
            <Text size="xs" c="dimmed">
              {formats.say(column.field.label, wordsOfKey(column.key))}
            </Text>
            <Text size="sm" component="div" className="numbers" truncate>
              <FieldValue tenant={tenant} field={column.field} value={record.data[column.key]} dense />
            </Text>
          </Group>
        ))}
      </Group>
    </Link>
  )
}
