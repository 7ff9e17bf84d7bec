// The records of a list, looked at as the address or the view says; what to say when there are none.
import { Button, Group, Skeleton, Stack, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { Link, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useMemo } from 'react'
import { ApiError, type Page } from '../api/api-client.ts'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import type { Flow } from '../api/flows-api.ts'
import { type ListAsk, useRecords } from '../api/records-api.ts'
import { useTotals } from '../api/totals-api.ts'
import type { View } from '../api/views-api.ts'
import { filterText } from '../record-table/condition.ts'
import type { ListSearch } from '../record-table/list-search.ts'
import { recordColumns } from '../record-table/record-columns.ts'
import { RecordTable } from '../record-table/record-table.tsx'
import { useSelection } from '../record-table/selection.ts'
import { useTableHabits } from '../record-table/use-table-habits.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNotice, useErrorText } from '../ui/error-notice.tsx'
import { useCellClash } from './cell-clash.tsx'
import { type Look, noGroup } from './look.ts'
import { useSamples } from './use-samples.ts'

/** Its forms carry the engine: loaded when a row is selected. */
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
  readonly flow: Flow | undefined
  readonly view: View | undefined
  readonly onSearch: (change: Partial<ListSearch>) => void
}

export function ListedRecords(props: ListedRecordsProps) {
  const { tenant, blueprint, search, look, view, flow } = props
  const ask = useAsk(blueprint, search, view)
  const isPhone = useMediaQuery('(max-width: 47.99em)')
  if (look.kind === 'board')
    return (
      <Suspense fallback={<Skeleton h={320} />}>
        <RecordBoard
          key={look.group.key}
          tenant={tenant}
          blueprint={blueprint}
          ask={ask}
          field={look.group}
          isState={look.group.key === flow?.stateField}
          columns={view?.columns}
        />
      </Suspense>
    )
  if (look.kind === 'calendar') return <CalendarOfRecords {...props} look={look} ask={ask} />
  if (look.kind === 'table' && look.group && !isPhone)
    return <GroupsOfRecords {...props} key={look.group.key} field={look.group} ask={ask} />
  return <PagesOfRecords {...props} ask={ask} />
}

function GroupsOfRecords(props: ListedRecordsProps & { readonly ask: ListAsk; readonly field: WireField }) {
  const { tenant, blueprint, flow, ask, field, onSearch } = props
  const table = useTableProps(props)
  return (
    <Suspense fallback={<Skeleton h={320} />}>
      <GroupedRecords
        {...table.props}
        tenant={tenant}
        blueprint={blueprint}
        flow={flow}
        ask={ask}
        field={field}
        wanted={table.wanted}
        nothing={
          <Nothing
            tenant={tenant}
            blueprint={blueprint}
            stateField={flow?.stateField}
            isFiltered={Boolean(ask.filter || ask.q)}
            onClear={() => onSearch({ q: undefined, where: undefined, view: undefined })}
          />
        }
      />
    </Suspense>
  )
}

/** What a table shows and changes, in groups or not. */
function useTableProps({
  tenant,
  blueprint,
  search,
  view,
  onSearch,
}: Pick<ListedRecordsProps, 'tenant' | 'blueprint' | 'search' | 'view' | 'onSearch'>) {
  const { say } = useFormats()
  const habits = useTableHabits(tenant, blueprint.name)
  const columns = search.columns ?? view?.columns
  const shown = new Set(recordColumns(blueprint, columns).map(({ key }) => key))
  const wanted = Object.entries(habits.totals).flatMap(([key, total]) => (shown.has(key) ? [`${total}:${key}`] : []))
  return {
    wanted: wanted.sort(),
    props: {
      label: say(blueprint.label, wordsOfKey(blueprint.name)),
      habits,
      columns,
      onColumns: (next: readonly string[]) => onSearch({ columns: next }),
      onSort: (sort: string | undefined) => onSearch({ sort }),
      // The address says also that there are none, where the view has some.
      onGroup: (group: string | undefined) => onSearch({ group: group ?? (view?.group ? noGroup : undefined) }),
    },
  }
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

/** A table or a gallery: page after page, as far as somebody scrolls. */
function PagesOfRecords({
  tenant,
  blueprint,
  search,
  look,
  view,
  flow,
  onSearch,
  ask,
}: ListedRecordsProps & { readonly ask: ListAsk }) {
  const { t } = useText()
  const table = useTableProps({ tenant, blueprint, search, view, onSearch })
  const isTable = look.kind === 'table'
  const totals = useTotals(tenant, blueprint.name, { ...whichOf(ask), totals: isTable ? table.wanted : [] })
  const clash = useCellClash(tenant, blueprint)
  const sayError = useErrorText()
  const records = useRecords(tenant, blueprint.name, ask)
  const items = useMemo(() => records.data?.pages.flatMap((page) => page.items) ?? [], [records.data])
  const { columns } = table.props
  const listKey = JSON.stringify(ask)
  const selection = useSelection(
    listKey,
    useMemo(() => items.map(({ id }) => id), [items]),
  )
  const { fetchNextPage } = records
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage])
  if (records.error) return <ListProblem error={records.error} onRetry={() => void records.refetch()} />
  if (records.isPending) return <Skeleton h={320} />
  if (items.length === 0)
    return (
      <Nothing
        tenant={tenant}
        blueprint={blueprint}
        stateField={flow?.stateField}
        isFiltered={Boolean(ask.filter || ask.q)}
        onClear={() => onSearch({ q: undefined, where: undefined, view: undefined })}
      />
    )
  const list = {
    tenant,
    blueprint,
    records: items,
    listKey,
    columns,
    hasMore: records.hasNextPage,
    isLoadingMore: records.isFetchingNextPage,
    onMore: more,
  }
  return (
    <>
      {look.kind === 'gallery' ? (
        <Suspense fallback={<Skeleton h={320} />}>
          <RecordGallery {...list} />
        </Suspense>
      ) : (
        <RecordTable
          {...list}
          {...table.props}
          selection={selection}
          sort={ask.sort}
          stateField={flow?.stateField}
          totals={totals.data}
          onClash={clash.onClash}
        />
      )}
      {clash.question}
      {selection.ids.size > 0 && (
        <Suspense fallback={null}>
          <BulkBar tenant={tenant} blueprint={blueprint} flow={flow} records={items} selection={selection} />
        </Suspense>
      )}
      <Group justify="space-between" pt="xs">
        <Count count={records.data?.pages[0]?.count} />
        {isTable && totals.error && (
          <Text size="xs" c="dimmed">
            {t('grid.noTotals', { reason: sayError(totals.error) })}
          </Text>
        )}
        <Text size="xs" c="dimmed" role="status">
          {records.isPlaceholderData ? t('common.loading') : ''}
        </Text>
      </Group>
    </>
  )
}

function useAsk(blueprint: Blueprint, search: ListSearch, view: View | undefined) {
  return useMemo(() => {
    const filter = filterText(search.where ?? [], blueprint.fields, view?.filter)
    const sort = search.sort ?? view?.sort
    const related = recordColumns(blueprint, search.columns ?? view?.columns).filter(
      ({ field }) => field.type === 'relation',
    )
    return {
      ...(filter ? { filter } : {}),
      ...(sort ? { sort } : {}),
      ...(search.q ? { q: search.q } : {}),
      ...(related.length > 0 ? { expand: related.map((column) => column.key).join(',') } : {}),
    }
  }, [blueprint, search, view])
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
  readonly stateField: string | undefined
  readonly isFiltered: boolean
  readonly onClear: () => void
}

function Nothing({ tenant, blueprint, stateField, isFiltered, onClear }: NothingProps) {
  const { t } = useText()
  const samples = useSamples(tenant, blueprint, stateField)
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
