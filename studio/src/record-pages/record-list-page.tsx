// The records of one kind: search, conditions, order, saved views, and a new one.
import { Box, Button, Group, Skeleton, Stack, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useMemo } from 'react'
import { ApiError, type Page } from '../api/api-client.ts'
import { type Blueprint, useBlueprint } from '../api/blueprints-api.ts'
import { type Flow, useFlowOf } from '../api/flows-api.ts'
import { type ListAsk, useRecords } from '../api/records-api.ts'
import { useViews, type View } from '../api/views-api.ts'
import { filterText } from '../record-table/condition.ts'
import type { ListSearch } from '../record-table/list-search.ts'
import { QueryBar } from '../record-table/query-bar.tsx'
import { recordColumns } from '../record-table/record-columns.ts'
import { RecordTable } from '../record-table/record-table.tsx'
import { useSelection } from '../record-table/selection.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { BulkBar } from './bulk-bar.tsx'
import { ColumnPicker } from './column-picker.tsx'
import { type Look, lookOf } from './look.ts'
import { LookPicker } from './look-picker.tsx'
import { useSamples } from './use-samples.ts'
import { ViewPicker } from './view-picker.tsx'

/** Loaded when somebody looks at a list so. */
const RecordBoard = lazy(() =>
  import('../record-board/record-board.tsx').then(({ RecordBoard }) => ({ default: RecordBoard })),
)

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
  const { flow } = useFlowOf(tenant, blueprint.name)
  const look = lookOf(blueprint, search, view, flow?.stateField)
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
              look={look}
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
      <div className="list-tools">
        <QueryBar
          tenant={tenant}
          fields={blueprint.fields}
          q={search.q}
          where={search.where ?? []}
          onSearch={(q) => void set({ q })}
          onWhere={(where) => void set({ where })}
        />
        <Group gap="xs" mb="sm">
          {look.kind === 'table' && (
            <Box visibleFrom="sm">
              <ColumnPicker
                blueprint={blueprint}
                columns={recordColumns(blueprint, search.columns ?? view?.columns).map(({ key }) => key)}
                onChange={(columns) => void set({ columns })}
              />
            </Box>
          )}
          <LookPicker blueprint={blueprint} look={look} onSearch={(change) => void set(change)} />
        </Group>
      </div>
      {/* A view that is still being read must not show everything for a moment. */}
      {search.view && views.isPending ? (
        <Skeleton h={240} />
      ) : (
        <Records
          tenant={tenant}
          blueprint={blueprint}
          search={search}
          look={look}
          flow={flow}
          view={view}
          onSearch={set}
        />
      )}
    </div>
  )
}

interface RecordsProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly search: ListSearch
  readonly look: Look
  readonly flow: Flow | undefined
  readonly view: View | undefined
  readonly onSearch: (change: Partial<ListSearch>) => void
}

function Records(props: RecordsProps) {
  const { tenant, blueprint, search, look, view, flow } = props
  const ask = useAsk(blueprint, search, view)
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
  return <TableOfRecords {...props} ask={ask} />
}

function TableOfRecords({
  tenant,
  blueprint,
  search,
  view,
  flow,
  onSearch,
  ask,
}: RecordsProps & { readonly ask: ListAsk }) {
  const { t } = useText()
  const records = useRecords(tenant, blueprint.name, ask)
  const items = useMemo(() => records.data?.pages.flatMap((page) => page.items) ?? [], [records.data])
  const columns = search.columns ?? view?.columns
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
  return (
    <>
      <RecordTable
        tenant={tenant}
        blueprint={blueprint}
        records={items}
        listKey={listKey}
        selection={selection}
        sort={ask.sort}
        onSort={(sort) => onSearch({ sort })}
        columns={columns}
        hasMore={records.hasNextPage}
        isLoadingMore={records.isFetchingNextPage}
        onMore={more}
      />
      <BulkBar tenant={tenant} blueprint={blueprint} flow={flow} records={items} selection={selection} />
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

/** An address holds only what is set. */
function tidy(search: ListSearch): ListSearch {
  return Object.fromEntries(
    Object.entries(search).filter(
      ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  )
}
