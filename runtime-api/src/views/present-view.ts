// How a view is said on the wire, in the names of the newest version.
import { type JsonObject, sayExpression, saySort } from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'
import { listScope } from '../records/list-scope.ts'
import { presentArrangement } from './read-arrangement.ts'
import { presentForm } from './read-form.ts'
import { viewColumns } from './view-columns.ts'
import type { ViewRow } from './view-table.ts'

export function presentView(row: ViewRow, definition: Definition): JsonObject {
  const { name, head, pinnedViews } = definition
  const scope = listScope(definition)
  const { filter, sort, columns, kind, group, start, end, form, shared, sharedWith, pinned } = row.definition
  const known = viewColumns(definition)
  const keys = new Map<string, string>(known.map(({ id, name }) => [id, name]))
  // A field that was removed since leaves its member out.
  const named = Object.entries({ group, start, end }).flatMap(([member, id]) => {
    const key = id && keys.get(id)
    return key ? [[member, key] as const] : []
  })
  return {
    id: row.id,
    name: row.name,
    ...(row.label === null ? {} : { label: row.label }),
    blueprint: name,
    ...(filter ? { filter: sayExpression(filter, scope) } : {}),
    ...(sort.length > 0 ? { sort: saySort(sort, head, scope.clocks).join(',') } : {}),
    kind: kind ?? 'table',
    ...Object.fromEntries(named),
    ...(form ? { form: { ...presentForm(definition, form) } } : {}),
    columns: columns.flatMap((id) => keys.get(id) ?? []),
    ...presentArrangement(known, row.definition),
    shared,
    ...(sharedWith ? { sharedWith: { ...sharedWith } } : {}),
    pinned,
    /** Is its key filled in everywhere, so that it is one range scan? */
    ready: pinnedViews.some(({ id, ready }) => id === row.id && ready),
    createdBy: row.createdBy,
    createdAt: new Date(row.createdAt).toISOString(),
    updatedAt: new Date(row.updatedAt).toISOString(),
  }
}
