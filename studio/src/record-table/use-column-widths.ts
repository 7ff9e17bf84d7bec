// How wide has this person made the columns of a table? Kept in this browser, for each kind of record by itself.
import { useCallback, useState } from 'react'
import { keepStored, readStored } from '../api/browser-storage.ts'

export const narrowest = 60
export const widest = 800

type Widths = { readonly [column: string]: number }

export interface ColumnWidths {
  widthOf(column: string, otherwise: number): number
  resize(column: string, width: number): void
}

export function useColumnWidths(tenant: string, blueprint: string): ColumnWidths {
  const name = `molde.widths.${tenant}.${blueprint}`
  const [widths, setWidths] = useState(() => readWidths(name))
  const resize = useCallback(
    (column: string, width: number) =>
      setWidths((before) => {
        const next = { ...before, [column]: within(width) }
        keepStored(name, next)
        return next
      }),
    [name],
  )
  const widthOf = useCallback(
    (column: string, otherwise: number) => (Object.hasOwn(widths, column) ? (widths[column] ?? otherwise) : otherwise),
    [widths],
  )
  return { widthOf, resize }
}

/** Only whole, sensible widths are taken. */
export function readWidths(name: string, storage?: Pick<Storage, 'getItem'>): Widths {
  const kept = readStored(name, storage)
  if (typeof kept !== 'object' || kept === null) return {}
  const known = Object.entries(kept).filter((one): one is [string, number] => Number.isFinite(one[1]))
  return Object.fromEntries(known.map(([column, width]) => [column, within(width)]))
}

function within(width: number): number {
  return Math.round(Math.min(widest, Math.max(narrowest, width)))
}
