// A view that somebody sent: names become ids, and what cannot be asked is refused at its place.
import {
  checkExpression,
  type FieldId,
  type Issue,
  isKeyable,
  issue,
  type Label,
  readSort,
  refuseIf,
} from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'
import type { StoredView } from './view-table.ts'

export interface WireView {
  readonly name?: string
  readonly label?: Label
  readonly blueprint?: string
  readonly filter?: string | null
  /** `-amount,title` */
  readonly sort?: string | null
  readonly columns?: readonly string[] | null
  readonly shared?: boolean
  readonly pinned?: boolean
}

/** Members that are absent stay as they are in `before`. */
export function readView({ head, scope }: Definition, wire: WireView, before?: StoredView): StoredView {
  const issues: Issue[] = []
  const filter = wire.filter === undefined ? before?.filter : readFilter(wire.filter)
  const names = wire.sort ? wire.sort.split(',').map((one) => one.trim()) : []
  const sort = wire.sort === undefined ? (before?.sort ?? []) : readSort(names.filter(Boolean), head, ['sort'], issues)
  const columns = wire.columns === undefined ? (before?.columns ?? []) : (wire.columns ?? []).flatMap(readColumn)
  refuseIf(issues)
  const view: StoredView = {
    ...(filter ? { filter } : {}),
    sort,
    columns,
    shared: wire.shared ?? before?.shared ?? true,
    pinned: wire.pinned ?? before?.pinned ?? false,
  }
  if (view.pinned && !isKeyable(view)) refuseIf([issue(['pinned'], 'view-not-pinnable')])
  return view

  function readFilter(text: string | null) {
    if (text === null || text.trim() === '') return undefined
    const checked = checkExpression(text, scope, { kind: 'boolean' }, ['filter'])
    if ('issues' in checked) {
      issues.push(...checked.issues)
      return undefined
    }
    return checked.expression
  }

  function readColumn(name: string, i: number): FieldId[] {
    const field = head.fields.find(({ key }) => key === name) ?? head.fields.find(({ id }) => id === name)
    if (field) return [field.id]
    const known = head.fields.map(({ key }) => key).slice(0, 20)
    issues.push(issue(['columns', i], 'unknown-member', { name: name.slice(0, 60), known }))
    return []
  }
}
