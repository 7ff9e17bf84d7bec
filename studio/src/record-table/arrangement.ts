// How is a table arranged beside the order of its columns: which of them stay at the left, how wide each is, what stands below it, and
// how high rows are? The address says it in short texts of keys, `title.weight` and `title-240.weight-90`; what it leaves out the view says.
import { useMemo } from 'react'
import { type TotalFunction, totalFunctions } from '../api/totals-api.ts'
import type { View } from '../api/views-api.ts'
import { readColumn, saidColumn } from './column-key.ts'
import type { ListSearch } from './list-search.ts'

export const narrowest = 60
export const widest = 800

export type RowHeight = 'normal' | 'compact'
export type Widths = { readonly [column: string]: number }
type ColumnTotals = { readonly [column: string]: TotalFunction }

export interface Arrangement {
  /** Keys of columns that stay at the left while the others scroll. */
  readonly pins: readonly string[]
  /** Of columns that somebody has made wider or narrower. */
  readonly widths: Widths
  /** What is said below a column, by its key. */
  readonly totals: ColumnTotals
  readonly rows: RowHeight
}

/** What a table asks for when somebody arranges it. */
export interface TableArrangement extends Arrangement {
  pin(column: string, isPinned: boolean): void
  /** Undefined: nothing is said below it. */
  total(column: string, wanted: TotalFunction | undefined): void
  keepWidths(widths: Widths): void
}

type Said = { readonly [Name in 'pin' | 'wide' | 'total' | 'rows']?: ListSearch[Name] | undefined }
type Kept = Pick<View, 'pinnedColumns' | 'widths' | 'totals' | 'rowHeight'>

/** In an address: none, although the view has some. No field is called so. */
const none = '-'

export function arrangementOf(said: Said, view: Kept | undefined): Arrangement {
  return {
    pins: said.pin === undefined ? (view?.pinnedColumns ?? []) : words(said.pin).map(readColumn),
    widths: said.wide === undefined ? (view?.widths ?? {}) : readWidths(said.wide),
    totals: said.total === undefined ? (view?.totals ?? {}) : readTotals(said.total),
    rows: said.rows ?? view?.rowHeight ?? 'normal',
  }
}

/** What an address says of it: only what the view does not. */
export function sayArrangement(change: Partial<Arrangement>, view: Kept | undefined): Said {
  const before = arrangementOf({}, view)
  return {
    ...(change.pins ? { pin: unlessSaid(pinsText(change.pins), pinsText(before.pins)) } : {}),
    ...(change.widths ? { wide: unlessSaid(pairsText(change.widths), pairsText(before.widths)) } : {}),
    ...(change.totals ? { total: unlessSaid(pairsText(change.totals), pairsText(before.totals)) } : {}),
    ...(change.rows ? { rows: change.rows === before.rows ? undefined : change.rows } : {}),
  }
}

/** As a view keeps it; null where there is nothing to keep. */
export function keptArrangement({ pins, widths, totals, rows }: Arrangement) {
  return {
    pinnedColumns: pins.length > 0 ? pins : null,
    widths: Object.keys(widths).length > 0 ? widths : null,
    totals: Object.keys(totals).length > 0 ? totals : null,
    rowHeight: rows === 'compact' ? rows : null,
  }
}

export function useTableArrangement(
  search: Said,
  view: Kept | undefined,
  onSearch: (change: Partial<ListSearch>) => void,
): TableArrangement {
  const { pin, wide, total, rows } = search
  // The same one until it changes: columns and rows are drawn again with another.
  const now = useMemo(() => arrangementOf({ pin, wide, total, rows }, view), [pin, wide, total, rows, view])
  const change = (next: Partial<Arrangement>) => onSearch(sayArrangement(next, view))
  return {
    ...now,
    pin: (column, isPinned) => {
      const others = now.pins.filter((one) => one !== column)
      change({ pins: isPinned ? [...others, column] : others })
    },
    total: (column, wanted) => {
      const { [column]: _, ...others } = now.totals
      change({ totals: wanted ? { ...others, [column]: wanted } : others })
    },
    keepWidths: (widths) => change({ widths }),
  }
}

export function within(width: number): number {
  return Math.round(Math.min(widest, Math.max(narrowest, width)))
}

function unlessSaid(text: string, before: string): string | undefined {
  return text === before ? undefined : text || none
}

function words(text: string): readonly string[] {
  return text.split('.').filter((word) => word !== '' && word !== none)
}

function pinsText(pins: readonly string[]): string {
  return pins.map(saidColumn).join('.')
}

/** In the order of the keys: the same pairs are the same text. */
function pairsText(pairs: { readonly [key: string]: number | string }): string {
  return Object.entries(pairs)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, value]) => `${saidColumn(key)}-${value}`)
    .join('.')
}

function readPairs(text: string): readonly (readonly [string, string])[] {
  return words(text).flatMap((pair) => {
    const at = pair.lastIndexOf('-')
    return at > 0 ? [[readColumn(pair.slice(0, at)), pair.slice(at + 1)] as const] : []
  })
}

/** Only sensible widths are taken. */
function readWidths(text: string): Widths {
  const known = readPairs(text).filter(([, width]) => /^\d{1,4}$/.test(width))
  return Object.fromEntries(known.map(([column, width]) => [column, within(Number(width))]))
}

function readTotals(text: string): ColumnTotals {
  return Object.fromEntries(
    readPairs(text).flatMap(([column, wanted]) => {
      const known = totalFunctions.find((one) => one === wanted)
      return known ? [[column, known] as const] : []
    }),
  )
}
