// How does selecting end on a phone? What was selected is let go with it, whichever way somebody left.
import { useEffect, useRef } from 'react'
import type { RecordTableProps } from '../record-table/record-table-props.ts'
import type { Selection } from '../record-table/selection.ts'

/** What ends it; nothing where nobody selects by touch. */
export function useEndOfPicking(
  { isPicking, onPicking }: Pick<RecordTableProps, 'isPicking' | 'onPicking'>,
  { clear }: Selection,
): (() => void) | undefined {
  const wasPicking = useRef(isPicking)
  useEffect(() => {
    if (wasPicking.current && !isPicking) clear()
    wasPicking.current = isPicking
  }, [isPicking, clear])
  return isPicking && onPicking ? () => onPicking(false) : undefined
}
