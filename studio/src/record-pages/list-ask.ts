// What does a list ask the server for?
import type { QueryClient } from '@tanstack/react-query'
import type { Blueprint } from '../api/blueprints-api.ts'
import { windowQuery } from '../api/record-window.ts'
import type { ListAsk } from '../api/records-api.ts'
import { type View, viewsQuery } from '../api/views-api.ts'
import { isClockColumn } from '../record-clock/clock-column.ts'
import { type ListSearch, sortAsked } from '../record-table/list-search.ts'
import { recordColumns } from '../record-table/record-columns.ts'
import { type Look, lookOf, noGroup } from './look.ts'
import { filterAsked } from './view-changes.ts'

export function askOf(
  blueprint: Blueprint,
  search: ListSearch,
  view: View | undefined,
  kind: Look['kind'] = 'table',
): ListAsk {
  const filter = filterAsked(blueprint.fields, search, view)
  const sort = sortAsked(search, view)
  const columns = search.columns ?? view?.columns ?? []
  const related = recordColumns(blueprint, columns).filter(({ field }) => field.type === 'relation')
  const expand = [...related.map(({ key }) => key), ...(showsClocks(blueprint, columns, kind) ? ['record.clocks'] : [])]
  return {
    ...(filter ? { filter } : {}),
    ...(sort ? { sort } : {}),
    ...(search.q ? { q: search.q } : {}),
    ...(expand.length > 0 ? { expand: expand.join(',') } : {}),
  }
}

/** By their keys alone: what is asked for first must not wait until it is known what the flow promises. */
function showsClocks({ clocks = [] }: Blueprint, columns: readonly string[], kind: Look['kind']): boolean {
  return columns.length > 0 ? columns.some(isClockColumn) : hasClocksOnCards(kind) && clocks.length > 0
}

/** Cards say promised times by themselves where nobody can choose columns. */
export function hasClocksOnCards(kind: Look['kind']): boolean {
  return kind === 'board' || kind === 'gallery'
}

/** Asks for the first rows as soon as it is known which: the page itself is still on its way. Never throws. */
export async function startList(
  client: QueryClient,
  tenant: string,
  blueprint: Blueprint,
  search: ListSearch,
): Promise<void> {
  const views = client.ensureQueryData(viewsQuery(tenant, blueprint.name)).catch(() => undefined)
  const view = search.view ? (await views)?.items.find((one) => one.id === search.view) : undefined
  // A view that cannot be read must not show everything, and boards, calendars and groups ask for other things.
  if ((search.view && !view) || lookOf(blueprint, search, view, undefined).kind !== 'table') return
  if ((search.group ?? view?.group ?? noGroup) !== noGroup) return
  await client.prefetchInfiniteQuery(windowQuery(tenant, blueprint.name, askOf(blueprint, search, view)))
}
