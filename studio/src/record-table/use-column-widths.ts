// How wide are the columns of a table while somebody makes them wider? The address says it once the hand rests.
import { useCallback, useEffect, useRef, useState } from 'react'
import { useStable } from '../ui/use-stable.ts'
import { type Widths, within } from './arrangement.ts'

/** Browsers refuse an address that changes with every pixel. */
const restMs = 200

export interface ColumnWidths {
  widthOf(column: string, otherwise: number): number
  /** Undefined: as wide as usual. */
  resize(column: string, width: number | undefined): void
}

export function useColumnWidths(kept: Widths, onKeep: (widths: Widths) => void): ColumnWidths {
  const [live, setLive] = useState({ of: kept, widths: kept })
  // Whatever was in hand, what the address or another view says now counts; also when it says what it said before.
  if (live.of !== kept) setLive({ of: kept, widths: kept })
  const widths = live.of === kept ? live.widths : kept
  const latest = useRef({ kept, widths })
  latest.current = { kept, widths }
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined)
  const keep = useStable(onKeep)
  useEffect(() => () => clearTimeout(rest.current), [])
  const resize = useCallback(
    (column: string, width: number | undefined) => {
      const { kept, widths } = latest.current
      const { [column]: _, ...others } = widths
      const next = width === undefined ? others : { ...others, [column]: within(width) }
      latest.current = { kept, widths: next }
      setLive({ of: kept, widths: next })
      clearTimeout(rest.current)
      rest.current = setTimeout(() => {
        if (latest.current.kept === kept) keep(next)
      }, restMs)
    },
    [keep],
  )
  const widthOf = useCallback(
    (column: string, otherwise: number) => (Object.hasOwn(widths, column) ? (widths[column] ?? otherwise) : otherwise),
    [widths],
  )
  return { widthOf, resize }
}
