// What does a list show that its view does not say, and what must be written to keep it?
import type { Blueprint } from '../api/blueprints-api.ts'
import type { View, ViewChange } from '../api/views-api.ts'
import { filterText } from '../expression-input/condition.ts'
import { arrangementOf, keptArrangement } from '../record-table/arrangement.ts'
import { type ListSearch, sortAsked } from '../record-table/list-search.ts'
import { recordColumns } from '../record-table/record-columns.ts'
import { type Look, lookOf } from './look.ts'

type Kind = Pick<Blueprint, 'fields' | 'titleField'>

/** The filter that is asked for: conditions of the address stand for that of the view. */
export function filterAsked(
  fields: Blueprint['fields'],
  search: ListSearch,
  view: Pick<View, 'filter'> | undefined,
): string | undefined {
  return search.where ? filterText(search.where, fields) : view?.filter
}

/** Everything of the list that a view keeps; null where it has nothing of a kind. */
export function shownAsView(blueprint: Kind, search: ListSearch, view: View | undefined, look: Look) {
  const columns = search.columns ?? view?.columns ?? []
  return {
    filter: filterAsked(blueprint.fields, search, view) ?? null,
    sort: sortAsked(search, view) ?? null,
    columns: columns.length > 0 ? columns : null,
    ...keptArrangement(arrangementOf(look.kind === 'table' ? search : {}, look.kind === 'table' ? view : undefined)),
    ...lookMembers(look),
  } satisfies ViewChange
}

/** Does the list show something else than the view, or than all records as they are without one? */
export function differs(
  blueprint: Kind,
  search: ListSearch,
  view: View | undefined,
  look: Look,
  stateField: string | undefined,
): boolean {
  const before = shownAsView(blueprint, {}, view, lookOf(blueprint, {}, view, stateField))
  const now = shownAsView(blueprint, search, view, look)
  const keys = (columns: readonly string[] | null) =>
    recordColumns(blueprint, columns ?? undefined).map(({ key }) => key)
  const said = (shown: typeof now) =>
    JSON.stringify({
      ...shown,
      columns: keys(shown.columns),
      pinnedColumns: shown.pinnedColumns?.toSorted(),
      widths: inOrder(shown.widths),
      totals: inOrder(shown.totals),
    })
  return said(before) !== said(now)
}

function inOrder(members: object | null) {
  return members && Object.entries(members).sort(([one], [other]) => (one < other ? -1 : 1))
}

/** How the list is looked at, as a view says it. */
function lookMembers(look: Look) {
  const of = (member: { readonly key: string } | undefined) => member?.key ?? null
  return {
    kind: look.kind,
    group: look.kind === 'board' || look.kind === 'table' ? of(look.group) : null,
    start: look.kind === 'calendar' ? look.start.key : null,
    end: look.kind === 'calendar' ? of(look.end) : null,
  }
}

/** The members that hold something: a new view has no others. */
export function onlyFilled<Members extends object>(
  members: Members,
): { [name in keyof Members]?: NonNullable<Members[name]> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null)) as never
}
