// The records of one kind: search, conditions, order, saved views, and a new one.
import { Button, Group, Skeleton, Stack, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useMemo } from 'react'
import { ApiError, type Page } from '../api/api-client.ts'
import { type Blueprint, useBlueprint } from '../api/blueprints-api.ts'
import { useRecords } from '../api/records-api.ts'
import { useViews, type View } from '../api/views-api.ts'
import { filterText } from '../record-table/condition.ts'
import type { ListSearch } from '../record-table/list-search.ts'
import { QueryBar } from '../record-table/query-bar.tsx'
import { recordColumns } from '../record-table/record-columns.ts'
import { RecordTable } from '../record-table/record-table.tsx'
import { wordsOfKey } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { ViewPicker } from './view-picker.tsx'

const RecordCalendar = lazy(async () => ({
  default: (await import('../record-calendar/record-calendar.tsx')).RecordCalendar,
}))
const RecordGallery = lazy(async () => ({
  default: (await import('../record-gallery/record-gallery.tsx')).RecordGallery,
}))

const route = '/inside/t/$tenant/records/$blueprint'

export function RecordListPage() {
  const { tenant, blueprint } = useParams({ from: route })
  const definition = useBlueprint(tenant, blueprint)
  if (definition.error) throw definition.error
  if (!definition.data) return <Skeleton h={320} />
  return <RecordList key={blueprint} tenant={tenant} blueprint={definition.data} />
}

function RecordList({ tenant, blueprint }: { readonly tenant: string; readonly blueprint: Blueprint }) {
  const { t } = useText()
  const { say } = useFormats()
  const search = useSearch({ from: route })
  const navigate = useNavigate({ from: '/t/$tenant/records/$blueprint' })
  const views = useViews(tenant, blueprint.name)
  const view = views.data?.items.find((one) => one.id === search.view)
  const set = (change: Partial<ListSearch>) =>
    navigate({ search: (before) => tidy({ ...before, ...change }), replace: true, resetScroll: false })
  const label = say(blueprint.label, wordsOfKey(blueprint.name))
  return (
    <div className="list-page">
      <title>{`${label} · Molde`}</title>
      <PageHeader
        title={label}
        actions={
          <>
            <ViewPicker
              tenant={tenant}
              blueprint={blueprint}
              search={search}
              view={view}
              views={views.data?.items ?? []}
              onSearch={(next) => void navigate({ search: tidy(next), resetScroll: false })}
            />
            <Button
              leftSection={<IconPlus size={16} stroke={1.5} aria-hidden />}
              renderRoot={(props) => (
                <Link
                  to="/t/$tenant/records/$blueprint/new"
                  params={{ tenant, blueprint: blueprint.name }}
                  {...props}
                />
              )}
            >
              {t('records.new')}
            </Button>
          </>
        }
      />
      <QueryBar
        tenant={tenant}
        fields={blueprint.fields}
        q={search.q}
        where={search.where ?? []}
        onSearch={(q) => void set({ q })}
        onWhere={(where) => void set({ where })}
      />
      {/* A view that is still being read must not show everything for a moment. */}
      {search.view && views.isPending ? (
        <Skeleton h={240} />
      ) : search.kind === 'calendar' && search.start ? (
        <CalendarRecords tenant={tenant} blueprint={blueprint} search={search} start={search.start} view={view} />
      ) : (
        <Records tenant={tenant} blueprint={blueprint} search={search} view={view} onSearch={set} />
      )}
    </div>
  )
}

interface RecordsProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly search: ListSearch
  readonly view: View | undefined
  readonly onSearch: (change: Partial<ListSearch>) => void
}

function CalendarRecords({
  tenant,
  blueprint,
  search,
  view,
  start,
}: Omit<RecordsProps, 'onSearch'> & { start: string }) {
  const navigate = useNavigate({ from: '/t/$tenant/records/$blueprint' })
  const { filter, q } = useAsk(blueprint, search, view)
  return (
    <Suspense fallback={<Skeleton h={320} />}>
      <RecordCalendar
        tenant={tenant}
        blueprint={blueprint}
        ask={{ ...(filter ? { filter } : {}), ...(q ? { q } : {}) }}
        start={start}
        end={search.end}
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

function Records({ tenant, blueprint, search, view, onSearch }: RecordsProps) {
  const { t } = useText()
  const ask = useAsk(blueprint, search, view)
  const records = useRecords(tenant, blueprint.name, ask)
  const items = useMemo(() => records.data?.pages.flatMap((page) => page.items) ?? [], [records.data])
  const { fetchNextPage } = records
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage])
  if (records.error) return <ListProblem error={records.error} onRetry={() => void records.refetch()} />
  if (records.isPending) return <Skeleton h={320} />
  if (items.length === 0)
    return (
      <Nothing
        tenant={tenant}
        blueprint={blueprint}
        isFiltered={Boolean(ask.filter || ask.q)}
        onClear={() => onSearch({ q: undefined, where: undefined, view: undefined })}
      />
    )
  const list = {
    tenant,
    blueprint,
    records: items,
    listKey: JSON.stringify(ask),
    columns: view?.columns,
    hasMore: records.hasNextPage,
    isLoadingMore: records.isFetchingNextPage,
    onMore: more,
  }
  return (
    <>
      {search.kind === 'gallery' ? (
        <Suspense fallback={<Skeleton h={320} />}>
          <RecordGallery {...list} />
        </Suspense>
      ) : (
        <RecordTable {...list} sort={ask.sort} onSort={(sort) => onSearch({ sort })} />
      )}
      <Group justify="space-between" pt="xs">
        <Count count={records.data?.pages[0]?.count} />
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
    const related = recordColumns(blueprint, view?.columns).filter(({ field }) => field.type === 'relation')
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
  readonly isFiltered: boolean
  readonly onClear: () => void
}

function Nothing({ tenant, blueprint, isFiltered, onClear }: NothingProps) {
  const { t } = useText()
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
    />
  )
}

/** An address holds only what is set. */
function tidy(search: ListSearch): ListSearch {
  return Object.fromEntries(
    Object.entries(search).filter(
      ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  )
}
