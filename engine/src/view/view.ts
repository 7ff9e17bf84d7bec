// What is a saved way to look at records?
import type { Label } from '../blueprint/blueprint.ts'
import type { Expression } from '../expression/expression.ts'
import type { FieldId } from '../ids.ts'
import type { SortKey } from '../record/sort-key.ts'

/** Which records, in which order, with which columns. Ids inside, so a renamed field or option changes no view. */
export interface TableView {
  readonly filter?: Expression
  readonly sort: readonly SortKey[]
  readonly columns: readonly FieldId[]
}

export interface SavedView extends TableView {
  readonly name: string
  /** The blueprint's name. */
  readonly blueprint: string
  readonly label?: Label
}
