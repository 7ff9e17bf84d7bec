// Has this changed a moment ago? What took the place of something else must not act on a click that was meant for that.
import { useEffect, useState } from 'react'

/** The second click of a double click comes within half a second; nobody reads and decides faster than this. */
const moment = 700

/** What comes first has changed nothing: undefined is what is not known yet. */
export function useJustChanged<T>(value: T | undefined): boolean {
  const [settled, setSettled] = useState(value)
  if (settled === undefined && value !== undefined) setSettled(value)
  useEffect(() => {
    if (settled === value) return
    const timer = setTimeout(() => setSettled(value), moment)
    return () => clearTimeout(timer)
  }, [settled, value])
  return settled !== undefined && settled !== value
}
