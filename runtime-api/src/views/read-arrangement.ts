// How the table of a view is arranged beside the order of its columns: which of them stay at the left, how wide they are, what stands
// below them, and how high rows are. Names become ids, and back.
import { type FieldDef, type FieldId, type Issue, issue, partNamed, type TotalFunction, totalsOf } from '@molde/engine'
import type { StoredArrangement } from './view-table.ts'

export const rowHeights = ['normal', 'compact'] as const
/** Pixels. */
export const narrowestColumn = 60
export const widestColumn = 800

export interface WireArrangement {
  readonly pinnedColumns?: readonly string[] | null
  readonly widths?: { readonly [field: string]: number } | null
  readonly totals?: { readonly [field: string]: TotalFunction } | null
  readonly rowHeight?: (typeof rowHeights)[number] | null
}

type Fields = readonly FieldDef[]

/** Members that are absent stay as they are in `before`. `at` is the view's place in what was sent. */
export function readArrangement(
  fields: Fields,
  wire: WireArrangement,
  before: StoredArrangement | undefined,
  issues: Issue[],
  at: Issue['path'],
): StoredArrangement {
  const pinned =
    wire.pinnedColumns === undefined
      ? before?.pinnedColumns
      : wire.pinnedColumns?.flatMap((name, i) => fieldNamed(name, ['pinnedColumns', i])?.id ?? [])
  const widths =
    wire.widths === undefined ? before?.widths : byId(wire.widths, 'widths', (_field, width: number) => width)
  const totals = wire.totals === undefined ? before?.totals : byId(wire.totals, 'totals', possibleTotal)
  const rowHeight = wire.rowHeight === undefined ? before?.rowHeight : (wire.rowHeight ?? 'normal')
  return {
    ...(pinned && pinned.length > 0 ? { pinnedColumns: [...new Set(pinned)] } : {}),
    ...(widths && Object.keys(widths).length > 0 ? { widths } : {}),
    ...(totals && Object.keys(totals).length > 0 ? { totals } : {}),
    ...(rowHeight === 'compact' ? { rowHeight } : {}),
  }

  function byId<Value>(
    named: { readonly [field: string]: Value } | null,
    member: 'widths' | 'totals',
    read: (field: FieldDef, value: Value) => Value | undefined,
  ): { readonly [field: FieldId]: Value } {
    const entries = Object.entries(named ?? {}).flatMap(([name, value]) => {
      const field = fieldNamed(name, [member, name])
      const taken = field && read(field, value)
      return field && taken !== undefined ? [[field.id, taken] as const] : []
    })
    return Object.fromEntries(entries)
  }

  function possibleTotal(field: FieldDef, wanted: TotalFunction): TotalFunction | undefined {
    const possible = totalsOf(field)
    if (possible.includes(wanted)) return wanted
    issues.push(issue([...at, 'totals', field.key], 'total-not-possible', { name: field.key, known: possible }))
    return undefined
  }

  function fieldNamed(name: string, path: Issue['path']): FieldDef | undefined {
    const field = partNamed(fields, name)
    const known = fields.map(({ key }) => key).slice(0, 20)
    if (!field) issues.push(issue([...at, ...path], 'unknown-member', { name: name.slice(0, 60), known }))
    return field
  }
}

/** In today's names. What a field that was removed, or is of another type since, cannot have is left out. */
export function presentArrangement(fields: Fields, stored: StoredArrangement) {
  const { pinnedColumns = [], widths = {}, totals = {}, rowHeight } = stored
  const byKey = <Value>(
    values: { readonly [field: FieldId]: Value },
    fits: (field: FieldDef, value: Value) => boolean,
  ) =>
    Object.fromEntries(
      fields.flatMap((field) => {
        const value = values[field.id]
        return value !== undefined && fits(field, value) ? [[field.key, value] as const] : []
      }),
    )
  const pins = pinnedColumns.flatMap((id) => fields.find((field) => field.id === id)?.key ?? [])
  const shownWidths = byKey(widths, () => true)
  const shownTotals = byKey(totals, (field, wanted) => totalsOf(field).includes(wanted))
  return {
    ...(pins.length > 0 ? { pinnedColumns: pins } : {}),
    ...(Object.keys(shownWidths).length > 0 ? { widths: shownWidths } : {}),
    ...(Object.keys(shownTotals).length > 0 ? { totals: shownTotals } : {}),
    ...(rowHeight ? { rowHeight } : {}),
  }
}
