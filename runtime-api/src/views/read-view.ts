// A view that somebody sent: names become ids, and what cannot be asked is refused at its place.
import {
  canGroup,
  checkExpression,
  type FieldDef,
  type FieldId,
  type Issue,
  type IssueCode,
  isKeyable,
  issue,
  type Label,
  partNamed,
  readSort,
  refuseIf,
} from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'
import { listScope } from '../records/list-scope.ts'
import { readArrangement, type WireArrangement } from './read-arrangement.ts'
import { readForm, type WireForm } from './read-form.ts'
import { readAudience, type WireSharedWith } from './view-audience.ts'
import { columnNamed, viewColumns } from './view-columns.ts'
import type { ColumnId, StoredView, ViewKind } from './view-table.ts'

export const viewKinds: readonly ViewKind[] = ['table', 'board', 'calendar', 'gallery', 'form']

export interface WireView extends WireArrangement {
  readonly name?: string
  readonly label?: Label
  readonly blueprint?: string
  readonly filter?: string | null
  /** `-amount,title` */
  readonly sort?: string | null
  /** Keys of fields, and `record.clocks.answer` for a promised time of the flow. */
  readonly columns?: readonly string[] | null
  /** Default: table. */
  readonly kind?: ViewKind
  /** Of a board: the field whose options are its columns. Of a table: the field by whose values its rows are grouped. */
  readonly group?: string | null
  /** Of a calendar: the field that says when, and the one that says until when. */
  readonly start?: string | null
  readonly end?: string | null
  /** Of a form: what it asks for. */
  readonly form?: WireForm | null
  /** For everybody; false: for its maker, and for those it is shared with. */
  readonly shared?: boolean
  readonly sharedWith?: WireSharedWith | null
  readonly pinned?: boolean
}

/**
 * Members that are absent stay as they are in `before`, even where the field they name was removed or became of another type
 * since: a view that went stale can still be renamed, shared and mended member by member. `at` is the view's place in what was sent.
 */
export function readView(
  definition: Definition,
  wire: WireView,
  before?: StoredView,
  at: Issue['path'] = [],
): StoredView {
  const { head } = definition
  const scope = listScope(definition)
  const possible = viewColumns(definition)
  const issues: Issue[] = []
  const filter = wire.filter === undefined ? before?.filter : readFilter(wire.filter)
  const names = wire.sort ? wire.sort.split(',').map((one) => one.trim()) : []
  const sort =
    wire.sort === undefined
      ? (before?.sort ?? [])
      : readSort(names.filter(Boolean), head, [...at, 'sort'], issues, scope.clocks)
  const columns = wire.columns === undefined ? (before?.columns ?? []) : (wire.columns ?? []).flatMap(readColumn)
  const kind = wire.kind ?? before?.kind ?? 'table'
  const group = wire.group === undefined ? before?.group : readNamed(wire.group, 'group')
  const start = wire.start === undefined ? before?.start : readNamed(wire.start, 'start')
  const end = wire.end === undefined ? before?.end : readNamed(wire.end, 'end')
  const form =
    wire.form === undefined ? before?.form : wire.form ? readForm(definition, wire.form, issues, at) : undefined
  // The meta-schema of modules knows kinds that are not shown yet.
  if (!viewKinds.includes(kind)) issues.push(issue([...at, 'kind'], 'not-one-of', { allowed: viewKinds }))
  if (kind === 'form' && !form) issues.push(issue([...at, 'form', 'fields'], 'form-fields'))
  if (kind === 'table' && group && !(before && wire.kind === undefined && wire.group === undefined)) {
    if (!head.fields.some((field) => field.id === group && canGroup(field)))
      issues.push(issue([...at, 'group'], 'table-group'))
  }
  if (kind === 'board') needs('group', group, ['enum'], 'board-group')
  if (kind === 'calendar') needs('start', start, ['date', 'datetime'], 'calendar-field')
  if (kind === 'calendar' && end) needs('end', end, ['date', 'datetime'], 'calendar-field')
  const arrangement = readArrangement(possible, wire, before, issues, at)
  const audience = readAudience(wire, before, issues, at)
  refuseIf(issues)
  const view: StoredView = {
    ...(filter ? { filter } : {}),
    sort,
    columns,
    kind,
    ...(group ? { group } : {}),
    ...(start ? { start } : {}),
    ...(end ? { end } : {}),
    ...(form ? { form } : {}),
    ...arrangement,
    ...audience,
    pinned: wire.pinned ?? before?.pinned ?? false,
  }
  if (view.pinned && !isKeyable(view)) refuseIf([issue([...at, 'pinned'], 'view-not-pinnable')])
  return view

  function readFilter(text: string | null) {
    if (text === null || text.trim() === '') return undefined
    const checked = checkExpression(text, scope, { kind: 'boolean' }, [...at, 'filter'])
    if ('issues' in checked) {
      issues.push(...checked.issues)
      return undefined
    }
    return checked.expression
  }

  function readColumn(name: string, i: number): ColumnId[] {
    const column = columnNamed(possible, name)
    if (column) return [column.id]
    unknown(
      name,
      [...at, 'columns', i],
      possible.map((one) => one.name),
    )
    return []
  }

  function readNamed(name: string | null, member: string): FieldId | undefined {
    return name === null ? undefined : fieldNamed(name, [...at, member])?.id
  }

  function fieldNamed(name: string, path: Issue['path']): FieldDef | undefined {
    const field = partNamed(head.fields, name)
    if (!field)
      unknown(
        name,
        path,
        head.fields.map(({ key }) => key),
      )
    return field
  }

  function unknown(name: string, path: Issue['path'], known: readonly string[]): void {
    issues.push(issue(path, 'unknown-member', { name: name.slice(0, 60), known: known.slice(0, 20) }))
  }

  function needs(
    member: 'group' | 'start' | 'end',
    id: FieldId | undefined,
    types: readonly FieldDef['type'][],
    code: IssueCode,
  ): void {
    if (before && wire.kind === undefined && wire[member] === undefined) return
    const field = head.fields.find((one) => one.id === id)
    const isSaid = issues.some(({ path }) => path.at(-1) === member)
    if (!isSaid && !(field && types.includes(field.type))) issues.push(issue([...at, member], code))
  }
}
