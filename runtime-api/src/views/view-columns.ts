// What can be a column of a view? A field, and a promised time of the flow: `record.clocks.answer`, in stored form by the clock's id.
import type { FieldDef } from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'
import { listScope } from '../records/list-scope.ts'
import type { ColumnId } from './view-table.ts'

export interface ViewColumn {
  readonly id: ColumnId
  /** In today's names. */
  readonly name: string
  /** Absent where it is a promised time. */
  readonly field?: FieldDef
}

/** Fields first, in their order. A clock that the flow has no more is none: it leaves the views that showed it, and nothing else. */
export function viewColumns(definition: Definition): readonly ViewColumn[] {
  const fields = definition.head.fields.map((field) => ({ id: field.id, name: field.key, field }))
  const clocks = listScope(definition).clocks ?? []
  return [...fields, ...clocks.map(({ id, name }) => ({ id: `clocks.${id}`, name: `record.clocks.${name}` }) as const)]
}

/** A field also by its id. */
export function columnNamed(columns: readonly ViewColumn[], name: string): ViewColumn | undefined {
  return columns.find((one) => one.name === name) ?? columns.find(({ id, field }) => field && id === name)
}
