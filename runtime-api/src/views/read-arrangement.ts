// How the table of a view is arranged beside the order of its columns: which of them stay at the left, how wide they are, what stands
// below them, and how high rows are. Names become ids, and back.
import { type Issue, issue, type TotalFunction, totalsOf } from '@molde/engine'
import { columnNamed, type ViewColumn } from './view-columns.ts'
import type { StoredArrangement } from './view-table.ts'

export const rowHeights = ['normal', 'compact'] as const
/** Pixels. */
export const narrowestColumn = 60
export const widestColumn = 800

export interface WireArrangement {
  readonly pinnedColumns?: readonly string[] | null
  readonly widths?: { readonly [column: string]: number } | null
  readonly totals?: { readonly [field: string]: TotalFunction } | null
  readonly rowHeight?: (typeof rowHeights)[number] | null
}

type Columns = readonly ViewColumn[]

/** Members that are absent stay as they are in `before`. `at` is the view's place in what was sent. */
export function readArrangement(
  columns: Columns,
  wire: WireArrangement,
  before: StoredArrangement | undefined,
  issues: Issue[],
  at: Issue['path'],
): StoredArrangement {
  const pinned =
    wire.pinnedColumns === undefined
      ? before?.pinnedColumns
      : wire.pinnedColumns?.flatMap((name, i) => named(columns, name, ['pinnedColumns', i])?.id ?? [])
  const widths =
    wire.widths === undefined ? before?.widths : byId(columns, wire.widths, 'widths', (_column, width: number) => width)
  // How promised times stand is never the same for long: nothing is added up of them.
  const fields = columns.filter(({ field }) => field)
  const totals = wire.totals === undefined ? before?.totals : byId(fields, wire.totals, 'totals', possibleTotal)
  const rowHeight = wire.rowHeight === undefined ? before?.rowHeight : (wire.rowHeight ?? 'normal')
  return {
    ...(pinned && pinned.length > 0 ? { pinnedColumns: [...new Set(pinned)] } : {}),
    ...(widths && Object.keys(widths).length > 0 ? { widths } : {}),
    ...(totals && Object.keys(totals).length > 0 ? { totals } : {}),
    ...(rowHeight === 'compact' ? { rowHeight } : {}),
  }

  function byId<Value>(
    among: Columns,
    said: { readonly [column: string]: Value } | null,
    member: 'widths' | 'totals',
    read: (column: ViewColumn, value: Value) => Value | undefined,
  ): { readonly [column in ViewColumn['id']]: Value } {
    const entries = Object.entries(said ?? {}).flatMap(([name, value]) => {
      const column = named(among, name, [member, name])
      const taken = column && read(column, value)
      return column && taken !== undefined ? [[column.id, taken] as const] : []
    })
    return Object.fromEntries(entries)
  }

  function possibleTotal({ field, name }: ViewColumn, wanted: TotalFunction): TotalFunction | undefined {
    const possible = field ? totalsOf(field) : []
    if (possible.includes(wanted)) return wanted
    issues.push(issue([...at, 'totals', name], 'total-not-possible', { name, known: possible }))
    return undefined
  }

  function named(among: Columns, name: string, path: Issue['path']): ViewColumn | undefined {
    const column = columnNamed(among, name)
    const known = among.map((one) => one.name).slice(0, 20)
    if (!column) issues.push(issue([...at, ...path], 'unknown-member', { name: name.slice(0, 60), known }))
    return column
  }
}

/** In today's names. What is not there any more, or is of a type that cannot have it, is left out. */
export function presentArrangement(columns: Columns, stored: StoredArrangement) {
  const { pinnedColumns = [], widths = {}, totals = {}, rowHeight } = stored
  const byName = <Value>(
    values: { readonly [column in ViewColumn['id']]: Value },
    fits: (column: ViewColumn, value: Value) => boolean,
  ) =>
    Object.fromEntries(
      columns.flatMap((column) => {
        const value = values[column.id]
        return value !== undefined && fits(column, value) ? [[column.name, value] as const] : []
      }),
    )
  const pins = pinnedColumns.flatMap((id) => columns.find((column) => column.id === id)?.name ?? [])
  const shownWidths = byName<number>(widths, () => true)
  const shownTotals = byName<TotalFunction>(
    totals,
    ({ field }, wanted) => field !== undefined && totalsOf(field).includes(wanted),
  )
  return {
    ...(pins.length > 0 ? { pinnedColumns: pins } : {}),
    ...(Object.keys(shownWidths).length > 0 ? { widths: shownWidths } : {}),
    ...(Object.keys(shownTotals).length > 0 ? { totals: shownTotals } : {}),
    ...(rowHeight ? { rowHeight } : {}),
  }
}
