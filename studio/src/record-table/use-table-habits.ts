// How does this person like a table: which columns stay at the left, and what stands below each? Kept in this browser, like widths.
import { useCallback, useState } from 'react'
import { keepStored, readStored } from '../api/browser-storage.ts'
import { type TotalFunction, totalFunctions } from './column-totals.ts'

export interface Habits {
  /** Keys of columns that stay at the left while the others scroll. */
  readonly pins: readonly string[]
  /** What is said below a column, by its key. */
  readonly totals: { readonly [column: string]: TotalFunction }
}

export interface TableHabits extends Habits {
  pin(column: string, isPinned: boolean): void
  /** Undefined: nothing is said below it. */
  total(column: string, wanted: TotalFunction | undefined): void
}

export function useTableHabits(tenant: string, blueprint: string): TableHabits {
  const name = `molde.table.${tenant}.${blueprint}`
  const [habits, setHabits] = useState(() => readHabits(name))
  const change = useCallback(
    (next: (before: Habits) => Habits) =>
      setHabits((before) => {
        const after = next(before)
        keepStored(name, after)
        return after
      }),
    [name],
  )
  return {
    ...habits,
    pin: (column, isPinned) => change((before) => ({ ...before, pins: pinned(before.pins, column, isPinned) })),
    total: (column, wanted) => change((before) => ({ ...before, totals: totalled(before.totals, column, wanted) })),
  }
}

/** Whatever lies there: only what is understood is taken. */
export function readHabits(name: string, storage?: Pick<Storage, 'getItem'>): Habits {
  const kept = (readStored(name, storage) ?? {}) as { readonly pins?: unknown; readonly totals?: unknown }
  const pins = Array.isArray(kept.pins) ? kept.pins.filter((one): one is string => typeof one === 'string') : []
  const totals = Object.entries(typeof kept.totals === 'object' && kept.totals !== null ? kept.totals : {})
  return {
    pins,
    totals: Object.fromEntries(
      totals.flatMap(([column, wanted]) => {
        const known = totalFunctions.find((one) => one === wanted)
        return known ? [[column, known] as const] : []
      }),
    ),
  }
}

function pinned(pins: readonly string[], column: string, isPinned: boolean): readonly string[] {
  const others = pins.filter((one) => one !== column)
  return isPinned ? [...others, column] : others
}

function totalled(totals: Habits['totals'], column: string, wanted: TotalFunction | undefined): Habits['totals'] {
  const { [column]: _, ...others } = totals
  return wanted ? { ...others, [column]: wanted } : others
}
