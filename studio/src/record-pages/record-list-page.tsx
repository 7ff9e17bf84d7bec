// The records of one kind: search, conditions, order, saved views, and a new one.
import { Box, Button, Group, Skeleton } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Link, Navigate, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { type Blueprint, useBlueprint } from '../api/blueprints-api.ts'
import { useFlowsOf, useWithClocks } from '../api/flows-api.ts'
import { movedOnTo } from '../api/moved-on.ts'
import { useViews, type View } from '../api/views-api.ts'
import { StarButton } from '../favourites/star-button.tsx'
import { arrangementOf, sayArrangement } from '../record-table/arrangement.ts'
import { type ListSearch, sortAsked } from '../record-table/list-search.ts'
import { QueryBar } from '../record-table/query-bar.tsx'
import { recordColumns } from '../record-table/record-columns.ts'
import { rememberList } from '../record-table/remembered-list.ts'
import { SamplesQuestion } from '../sample-data/samples-question.tsx'
import { wordsOfKey } from '../text/say-label.ts'
import { severalOf } from '../text/several.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { useScreenKeys } from '../ui/screen-keys.ts'
import { useIsPhone } from '../ui/use-is-phone.ts'
import { ColumnPicker } from './column-picker.tsx'
import { ListMenu } from './list-menu.tsx'
import { ListSkeleton } from './list-skeleton.tsx'
import { ListedRecords } from './listed-records.tsx'
import { type Look, lookOf, noGroup } from './look.ts'
import { LookPicker } from './look-picker.tsx'
import { GroupTool, SortTool } from './order-tools.tsx'
import { PhoneListHead } from './phone-list-head.tsx'
import { ViewStrip } from './view-strip.tsx'

const route = '/inside/t/$tenant/records/$blueprint'

/** Seldom looked at: it comes when it is. */
const RecordsAsVersion = lazy(async () => ({ default: (await import('./records-as-version.tsx')).RecordsAsVersion }))

export function RecordListPage() {
  const { tenant, blueprint } = useParams({ from: route })
  const { as } = useSearch({ from: route })
  const definition = useBlueprint(tenant, blueprint)
  const other = movedOnTo(definition.error)
  if (other) return <Navigate to="/t/$tenant/records/$blueprint" params={{ tenant, blueprint: other }} replace />
  if (definition.error) throw definition.error
  if (!definition.data) return <Skeleton h={320} />
  if (as !== undefined && as < definition.data.version)
    return (
      <Suspense fallback={<Skeleton h={320} />}>
        <RecordsAsVersion key={`${blueprint}@${as}`} tenant={tenant} blueprint={definition.data} version={as} />
      </Suspense>
    )
  return <RecordList key={blueprint} tenant={tenant} blueprint={definition.data} />
}

function RecordList({ tenant, ...props }: { readonly tenant: string; readonly blueprint: Blueprint }) {
  const blueprint = useWithClocks(tenant, props.blueprint)
  const { t } = useText()
  const { say } = useFormats()
  const search = useSearch({ from: route })
  const navigate = useNavigate({ from: '/t/$tenant/records/$blueprint' })
  useScreenKeys('list', {
    Slash: () => document.querySelector<HTMLElement>('[role="search"] input[type="search"]')?.focus(),
    KeyN: () =>
      void navigate({ to: '/t/$tenant/records/$blueprint/new', params: { tenant, blueprint: blueprint.name } }),
  })
  const views = useViews(tenant, blueprint.name)
  const view = views.data?.items.find((one) => one.id === search.view)
  const set = (change: Partial<ListSearch>) =>
    navigate({ search: (before) => tidy({ ...before, ...change }), replace: true, resetScroll: false })
  const isPhone = useIsPhone()
  const [isPicking, setPicking] = useState(false)
  useEffect(() => rememberList(tenant, blueprint.name, search), [tenant, blueprint.name, search])
  const label = say(severalOf(blueprint), wordsOfKey(blueprint.name))
  const { flows, main, stateFields, pending } = useFlowsOf(tenant, blueprint.name)
  const look = lookOf(blueprint, search, view, main?.stateField)
  // A form shows no records, so there is nothing to find.
  const conditions = look.kind !== 'form' && (
    <QueryBar
      tenant={tenant}
      fields={blueprint.fields}
      clocks={blueprint.clocks}
      q={search.q}
      withoutSearch={isPhone}
      viewFilter={view?.filter}
      where={search.where}
      onSearch={(q) => void set({ q })}
      onWhere={(where) => void set({ where })}
    />
  )
  return (
    <div className="list-page">
      <title>{`${label} · Molde`}</title>
      <SamplesQuestion />
      {isPhone ? (
        <PhoneListHead
          tenant={tenant}
          blueprint={blueprint}
          title={label}
          look={look}
          q={search.q}
          sort={sortAsked(search, view)}
          filters={search.where?.length ?? (view?.filter ? 1 : 0)}
          isPicking={isPicking}
          onPicking={setPicking}
          onSearch={(change) => void set(change)}
          conditions={conditions}
        />
      ) : (
        <PageHeader
          title={label}
          actions={
            <>
              <StarButton
                tenant={tenant}
                name={view ? say(view.label, view.name) : label}
                place={
                  view
                    ? { kind: 'view', blueprint: blueprint.name, id: view.id, name: view.name, ...labelled(view) }
                    : { kind: 'list', blueprint: blueprint.name }
                }
              />
              <ListMenu tenant={tenant} blueprint={blueprint} />
              {/* Where a form is designed, saving it is the one thing to do. */}
              {look.kind !== 'form' && (
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
              )}
            </>
          }
        />
      )}
      <ViewStrip
        tenant={tenant}
        blueprint={blueprint}
        search={search}
        look={look}
        stateField={main?.stateField}
        view={view}
        views={views.data?.items ?? []}
        onSearch={(next) => void navigate({ search: tidy(next), resetScroll: false })}
      />
      {!isPhone && (
        <div className="list-tools">
          {conditions}
          <Group gap="xs" mb="sm" ml="auto" mih={36}>
            {look.kind === 'table' && (
              <GroupTool
                blueprint={blueprint}
                group={look.group}
                onGroup={(group) => void set({ group: group ?? (view?.group ? noGroup : undefined) })}
              />
            )}
            {isOrdered(look) && (
              <SortTool
                blueprint={blueprint}
                sort={sortAsked(search, view)}
                onSort={(sort) => void set({ sort: sort ?? (view?.sort ? '-' : undefined) })}
              />
            )}
            {look.kind === 'table' && (
              <Box visibleFrom="sm">
                <ColumnPicker
                  blueprint={blueprint}
                  columns={recordColumns(blueprint, search.columns ?? view?.columns).map(({ key }) => key)}
                  onChange={(columns) => void set({ columns })}
                  rows={arrangementOf(search, view).rows}
                  onRows={(rows) => void set(sayArrangement({ rows }, view))}
                />
              </Box>
            )}
            <LookPicker blueprint={blueprint} look={look} onSearch={(change) => void set(change)} />
          </Group>
        </div>
      )}
      {/* A view that is still being read must not show everything for a moment, nor a card be moved before it is known how. */}
      {(search.view && views.isPending) || (look.kind === 'board' && pending) ? (
        <ListSkeleton />
      ) : (
        <ListedRecords
          tenant={tenant}
          blueprint={blueprint}
          search={search}
          look={look}
          flows={flows}
          stateFields={stateFields}
          view={view}
          onSearch={set}
          isPicking={isPicking}
          onPicking={setPicking}
        />
      )}
    </div>
  )
}

/** A calendar is in the order of its days, and a form shows no records. */
function isOrdered({ kind }: Look): boolean {
  return kind === 'table' || kind === 'gallery' || kind === 'board'
}

function labelled({ label }: View): Pick<View, 'label'> {
  return label === undefined ? {} : { label }
}

/** An address holds only what is set. */
function tidy(search: ListSearch): ListSearch {
  return Object.fromEntries(
    Object.entries(search).filter(
      ([name, value]) =>
        value !== undefined &&
        value !== '' &&
        // No conditions beside a view: it is looked at without its filter.
        !(Array.isArray(value) && value.length === 0 && !(name === 'where' && search.view)),
    ),
  )
}
