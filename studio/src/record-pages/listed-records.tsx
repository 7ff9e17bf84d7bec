// The records of a list, looked at as the address or the view says; what to say when there are none.
import { Button, Group, Skeleton, Stack, Text } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef } from 'react'
import { ApiError, type Page } from '../api/api-client.ts'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import type { Flow } from '../api/flows-api.ts'
import { flowAt, prefixOf } from '../api/flows-of-kind.ts'
import { useRecordWindow } from '../api/record-window.ts'
import { type ListAsk, useRecords } from '../api/records-api.ts'
import { useTotals } from '../api/totals-api.ts'
import type { View } from '../api/views-api.ts'
import { useTableArrangement } from '../record-table/arrangement.ts'
import { useRecordsAtHand } from '../record-table/held-records.ts'
import type { ListSearch } from '../record-table/list-search.ts'
import { recordColumns } from '../record-table/record-columns.ts'
import { RecordTable } from '../record-table/record-table.tsx'
import type { Peek } from '../record-table/record-table-props.ts'
import { useSelection } from '../record-table/selection.ts'
import { useSamples } from '../sample-data/use-samples.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { severalOf } from '../text/several.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNotice, useErrorText } from '../ui/error-notice.tsx'
import { useIsPhone } from '../ui/use-is-phone.ts'
import { BesideTable } from './beside-table.tsx'
import { useCellClash } from './cell-clash.tsx'
import { askOf } from './list-ask.ts'
import { ListSkeleton } from './list-skeleton.tsx'
import { type Look, noGroup } from './look.ts'

const FormDesigner = lazy(async () => ({ default: (await import('./form-designer.tsx')).FormDesigner }))

/** Its forms carry the engine: loaded when a row is selected. */ import { useEndOfPicking } from './use-end-of-picking.ts'

const BulkBar = lazy(async () => ({ default: (await import('./bulk-bar.tsx')).BulkBar }))
// Loaded when somebody looks at a list so.
const RecordBoard = lazy(async () => ({ default: (await import('../record-board/record-board.tsx')).RecordBoard }))
const RecordCalendar = lazy(async () => ({
  default: (await import('../record-calendar/record-calendar.tsx')).RecordCalendar,
}))
const GroupedRecords = lazy(async () => ({ default: (await import('./grouped-records.tsx')).GroupedRecords }))
const RecordGallery = lazy(async () => ({
  default: (await import('../record-gallery/record-gallery.tsx')).RecordGallery,
}))

export interface ListedRecordsProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly search: ListSearch
  readonly look: Look
  readonly flows: readonly Flow[]
  /** Keys of the fields that hold their states; always the same list. */
  readonly stateFields: readonly string[]
  readonly view: View | undefined
  readonly onSearch: (change: Partial<ListSearch>) => void
  /** On a phone: a touch picks a record instead of opening it. */
  readonly isPicking: boolean
  readonly onPicking: (isPicking: boolean) => void
}

export function ListedRecords(props: ListedRecordsProps) {
  const { tenant, blueprint, search, look, view, flows, stateFields } = props
  const navigate = useNavigate({ from: '/t/$tenant/records/$blueprint' })
  const ask = useMemo(() => askOf(blueprint, search, view, look.kind), [blueprint, search, view, look.kind])
  if (look.kind === 'board') {
    const flow = flowAt(flows, look.group.key)
    return (
      <Suspense fallback={<Skeleton h={320} />}>
        <RecordBoard
          key={look.group.key}
          tenant={tenant}
          blueprint={blueprint}
          ask={ask}
          field={look.group}
          isState={flow !== undefined}
          region={flow && prefixOf(flow, look.group.key)}
          initial={flow?.stateField === look.group.key ? flow.initial : undefined}
          onCreate={(choice) =>
            void navigate({
              to: '/t/$tenant/records/$blueprint/new',
              params: { tenant, blueprint: blueprint.name },
              state: choice === undefined ? {} : { prefill: { [look.group.key]: choice } },
            })
          }
          columns={search.columns ?? view?.columns}
        />
      </Suspense>
    )
  }
  if (look.kind === 'form')
    return (
      <Suspense fallback={<Skeleton h={320} />}>
        <FormDesigner key={view?.id} tenant={tenant} blueprint={blueprint} stateFields={stateFields} view={view} />
      </Suspense>
    )
  if (look.kind === 'calendar') return <CalendarOfRecords {...props} look={look} ask={ask} />
  if (look.kind === 'gallery') return <GalleryOfRecords {...props} ask={ask} />
  if (look.kind === 'table' && look.group)
    return <GroupsOfRecords {...props} key={look.group.key} field={look.group} ask={ask} />
  return <TableOfRecords {...props} ask={ask} />
}

function GroupsOfRecords(props: PagesProps & { readonly field: WireField }) {
  const { tenant, blueprint, flows, stateFields, ask, field } = props
  const table = useTableProps(props)
  return (
    <Suspense fallback={<ListSkeleton />}>
      <GroupedRecords
        {...table.props}
        tenant={tenant}
        blueprint={blueprint}
        flows={flows}
        stateFields={stateFields}
        ask={ask}
        field={field}
        wanted={table.wanted}
        isPicking={props.isPicking}
        onPicking={props.onPicking}
        nothing={<NotListed {...props} error={null} isPending={false} onRetry={() => undefined} />}
      />
    </Suspense>
  )
}

/** What a table shows and changes, in groups or not. */
function useTableProps({
  blueprint,
  search,
  view,
  onSearch,
}: Pick<ListedRecordsProps, 'blueprint' | 'search' | 'view' | 'onSearch'>) {
  const peek = usePeek(search.peek)
  const { say } = useFormats()
  const arrangement = useTableArrangement(search, view, onSearch)
  const columns = search.columns ?? view?.columns
  const shown = new Set(recordColumns(blueprint, columns).flatMap(({ key, clock }) => (clock ? [] : [key])))
  const wanted = Object.entries(arrangement.totals).flatMap(([key, total]) =>
    shown.has(key) ? [`${total}:${key}`] : [],
  )
  return {
    wanted: wanted.sort(),
    props: {
      label: say(severalOf(blueprint), wordsOfKey(blueprint.name)),
      arrangement,
      peek,
      columns,
      onColumns: (next: readonly string[]) => onSearch({ columns: next }),
      onSort: (sort: string | undefined) => onSearch({ sort: sort ?? (view?.sort ? '-' : undefined) }),
      // The address says also that there are none, where the view has some.
      onGroup: (group: string | undefined) => onSearch({ group: group ?? (view?.group ? noGroup : undefined) }),
    },
  }
}

/** Undefined on a phone: a record has a page of its own there. */
function usePeek(id: string | undefined): Peek | undefined {
  const navigate = useNavigate({ from: '/t/$tenant/records/$blueprint' })
  const isPhone = useIsPhone()
  if (isPhone) return undefined
  const show = (peek: string | undefined) =>
    void navigate({
      search: ({ peek: _, ...before }) => (peek === undefined ? before : { ...before, peek }),
      // The way back leads to the table, and not through every record that was looked at.
      replace: id !== undefined,
      resetScroll: false,
    })
  return { id, open: show, close: () => show(undefined) }
}

function whichOf({ filter, q }: ListAsk): ListAsk {
  return { ...(filter ? { filter } : {}), ...(q ? { q } : {}) }
}

type CalendarLook = Look & { readonly kind: 'calendar' }

function CalendarOfRecords({
  tenant,
  blueprint,
  search,
  look,
  ask,
}: ListedRecordsProps & { readonly look: CalendarLook; readonly ask: ListAsk }) {
  const navigate = useNavigate({ from: '/t/$tenant/records/$blueprint' })
  const { filter, q } = ask
  const start = look.start.key
  return (
    <Suspense fallback={<Skeleton h={320} />}>
      <RecordCalendar
        tenant={tenant}
        blueprint={blueprint}
        ask={{ ...(filter ? { filter } : {}), ...(q ? { q } : {}) }}
        start={start}
        end={look.end?.key}
        at={search.at}
        span={search.span}
        onMove={(at, span) => void navigate({ search: (before) => ({ ...before, at, span }), resetScroll: false })}
        onOpen={({ id }) =>
          void navigate({ to: '/t/$tenant/records/$blueprint/$id', params: { tenant, blueprint: blueprint.name, id } })
        }
        onCreate={(value) =>
          void navigate({
            to: '/t/$tenant/records/$blueprint/new',
            params: { tenant, blueprint: blueprint.name },
            state: { prefill: { [start]: value } },
          })
        }
      />
    </Suspense>
  )
}

interface PagesProps extends ListedRecordsProps {
  readonly ask: ListAsk
}

/** A gallery: page after page, as far as somebody scrolls. */
function GalleryOfRecords(props: PagesProps) {
  const { tenant, blueprint, ask } = props
  const records = useRecords(tenant, blueprint.name, ask)
  const items = useMemo(() => records.data?.pages.flatMap((page) => page.items) ?? [], [records.data])
  const { fetchNextPage } = records
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage])
  if (records.error || records.isPending || items.length === 0)
    return <NotListed {...props} error={records.error} isPending={records.isPending} onRetry={records.refetch} />
  return (
    <>
      <Suspense fallback={<Skeleton h={320} />}>
        <RecordGallery
          tenant={tenant}
          blueprint={blueprint}
          records={items}
          listKey={JSON.stringify(ask)}
          columns={props.search.columns ?? props.view?.columns}
          hasMore={records.hasNextPage}
          isLoadingMore={records.isFetchingNextPage}
          onMore={more}
        />
      </Suspense>
      <ListFoot count={records.data?.pages[0]?.count} isOld={records.isPlaceholderData} />
    </>
  )
}

/** A table: as far as somebody scrolls, of which the part around what is seen is kept. */
function TableOfRecords(props: PagesProps) {
  const { tenant, blueprint, flows, stateFields, ask } = props
  const { t } = useText()
  const sayError = useErrorText()
  const table = useTableProps(props)
  const totals = useTotals(tenant, blueprint.name, { ...whichOf(ask), totals: table.wanted })
  const clash = useCellClash(tenant, blueprint)
  const { query, window, count } = useRecordWindow(tenant, blueprint.name, ask)
  const listKey = JSON.stringify(ask)
  const picked = useRef<ReadonlySet<string>>(new Set())
  const atHand = useRecordsAtHand(
    listKey,
    window,
    useCallback((id) => picked.current.has(id), []),
  )
  const selection = useSelection(
    listKey,
    useMemo(() => atHand.map(({ id }) => id), [atHand]),
  )
  useEffect(() => {
    picked.current = selection.ids
  }, [selection.ids])
  const onEnd = useEndOfPicking(props, selection)
  if (query.error || query.isPending || window.known === 0)
    return <NotListed {...props} error={query.error} isPending={query.isPending} onRetry={query.refetch} />
  return (
    <BesideTable tenant={tenant} blueprint={blueprint.name} records={window.records} peek={table.props.peek}>
      <RecordTable
        {...table.props}
        tenant={tenant}
        blueprint={blueprint}
        records={window.records}
        offset={window.offset}
        known={window.known}
        onShow={window.show}
        listKey={listKey}
        hasMore={window.hasMore}
        isLoadingMore={window.isLoadingMore}
        selection={selection}
        isPicking={props.isPicking}
        onPicking={props.onPicking}
        sort={ask.sort}
        stateFields={stateFields}
        totals={totals.data}
        onClash={clash.onClash}
      />
      {clash.question}
      {(selection.ids.size > 0 || onEnd) && (
        <Suspense fallback={null}>
          <BulkBar
            tenant={tenant}
            blueprint={blueprint}
            flows={flows}
            records={atHand}
            selection={selection}
            ask={whichOf(ask)}
            count={count}
            onEnd={onEnd}
          />
        </Suspense>
      )}
      <ListFoot
        count={count}
        isOld={query.isPlaceholderData}
        problem={totals.error ? t('grid.noTotals', { reason: sayError(totals.error) }) : undefined}
      />
    </BesideTable>
  )
}

interface NotListedProps extends PagesProps {
  readonly error: unknown
  readonly isPending: boolean
  readonly onRetry: () => unknown
}

/** Nothing can be shown: not yet, not at all, or because there is nothing. */
function NotListed({ tenant, blueprint, onSearch, ask, error, isPending, onRetry }: NotListedProps) {
  if (error) return <ListProblem error={error} onRetry={() => void onRetry()} />
  if (isPending) return <ListSkeleton />
  return (
    <Nothing
      tenant={tenant}
      blueprint={blueprint}
      isFiltered={Boolean(ask.filter || ask.q)}
      onClear={() => onSearch({ q: undefined, where: undefined, view: undefined })}
    />
  )
}

interface ListFootProps {
  readonly count: Page<unknown>['count']
  readonly isOld: boolean
  /** What could not be added up, and why. */
  readonly problem?: string | undefined
}

function ListFoot({ count, isOld, problem }: ListFootProps) {
  const { t } = useText()
  return (
    <Group justify="space-between" pt="xs">
      <Count count={count} />
      {problem && (
        <Text size="xs" c="dimmed">
          {problem}
        </Text>
      )}
      <Text size="xs" c="dimmed" role="status">
        {isOld ? t('common.loading') : ''}
      </Text>
    </Group>
  )
}

function Count({ count }: { readonly count: Page<unknown>['count'] }) {
  const { t } = useText()
  const formats = useFormats()
  if (!count) return <span />
  const shown = formats.number(Math.min(count.value, 10_000))
  return (
    <Text size="xs" c="dimmed" className="numbers" role="status">
      {count.capped || count.value > 10_000
        ? t('records.countMore', { shown })
        : t('records.count', { count: count.value, shown })}
    </Text>
  )
}

function ListProblem({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const { t } = useText()
  const isBuilding = error instanceof ApiError && error.code === 'slot-building'
  return (
    <Stack>
      <ErrorNotice error={error} onRetry={onRetry} />
      {isBuilding && (
        <Text size="sm" c="dimmed">
          {t('records.slowField')}
        </Text>
      )}
    </Stack>
  )
}

interface NothingProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly isFiltered: boolean
  readonly onClear: () => void
}

function Nothing({ tenant, blueprint, isFiltered, onClear }: NothingProps) {
  const { t } = useText()
  const samples = useSamples(tenant, [blueprint])
  if (isFiltered)
    return (
      <EmptyState
        drawing="search"
        sentence={t('records.nothingFound')}
        action={
          <Button variant="default" onClick={onClear}>
            {t('records.clearFilter')}
          </Button>
        }
      />
    )
  return (
    <EmptyState
      drawing="sheet"
      sentence={t('records.empty')}
      action={
        <Button
          data-first-record
          renderRoot={(props) => (
            <Link to="/t/$tenant/records/$blueprint/new" params={{ tenant, blueprint: blueprint.name }} {...props} />
          )}
        >
          {t('records.create')}
        </Button>
      }
      link={
        <Button variant="subtle" loading={samples.isMaking} onClick={samples.make}>
          {t('samples.fill')}
        </Button>
      }
    />
  )
}
