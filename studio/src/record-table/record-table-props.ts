// What a table of records is given, and what it asks of the screen it stands on.
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import type { Quarantined } from '../api/quarantine-api.ts'
import type { WireRecord } from '../api/records-api.ts'
import type { Totals } from '../api/totals-api.ts'
import type { TableArrangement } from './arrangement.ts'
import type { GridColumn } from './grid-columns.ts'
import type { GridLine } from './grid-lines.ts'
import type { Selection } from './selection.ts'
import type { CellClash } from './use-cell-edit.ts'

export interface Peek {
  readonly id: string | undefined
  open(id: string): void
  close(): void
}

export interface RecordTableProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  /** What the table is called by those who hear it. */
  readonly label: string
  /** The part of the list that is kept, and how many rows lie before it. */
  readonly records: readonly WireRecord[]
  readonly offset: number
  /** What of them waits for a decision, by the record's id. */
  readonly waiting: ReadonlyMap<string, readonly Quarantined[]>
  /** Rows of the list that are known of; those that are not kept are drawn empty until they are. */
  readonly known: number
  /** These rows are seen, counted from the beginning of the list. Always the same. */
  readonly onShow: (first: number, last: number) => void
  /** Records in groups, with the headers between them; absent: one after the other. */
  readonly lines?: readonly GridLine[]
  /** Changes when another list is asked for: then it is shown from its beginning. */
  readonly listKey: string
  readonly sort: string | undefined
  readonly onSort: (sort: string | undefined) => void
  /** Keys of a view's columns. */
  readonly columns?: readonly string[] | undefined
  readonly onColumns: (columns: readonly string[]) => void
  readonly groupField?: WireField | undefined
  readonly onGroup: (field: string | undefined) => void
  readonly onToggleGroup?: (group: string) => void
  /** The records of a group came into sight. */
  readonly onNeed?: (group: string) => void
  /** Keys of the fields that hold the states of flows; always the same list. */
  readonly stateFields: readonly string[]
  readonly arrangement: TableArrangement
  readonly totals: Totals | undefined
  /** Somebody else has changed the same value meanwhile. */
  readonly onClash: (clash: CellClash) => void
  /** Rows can be picked: absent where nothing can be done with them. */
  readonly selection?: Selection | undefined
  /** The record that stands beside the table, and how one comes there; absent where there is no room for it. */
  readonly peek?: Peek | undefined
  readonly hasMore: boolean
  readonly isLoadingMore: boolean
  /** On a phone: a touch picks a card instead of opening it. */
  readonly isPicking?: boolean
  readonly onPicking?: (isPicking: boolean) => void
}

/** What the row below the last record is given. */
export interface NewRowProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly stateFields: readonly string[]
  readonly columns: readonly GridColumn[]
  /** The table has a column more, which picks. */
  readonly hasPicks: boolean
  readonly rowIndex: number
  /** Always the same: back into the last row. */
  readonly onUp: () => void
  /** Always the same: one was added, and the list has been read anew. */
  readonly onMade: (id: string) => void
  /** Always the same: to the row where it landed. */
  readonly onShow: (id: string) => void
}
