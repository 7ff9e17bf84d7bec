// A function that is the same one for as long as a part stands, whatever it does with each drawing.
import { useCallback, useRef } from 'react'

/** So that what is drawn with it is not drawn again because of it. Not to be called while drawing. */
export function useStable<Args extends readonly unknown[], Result = void>(
  act: (...args: Args) => Result,
): (...args: Args) => Result {
  const latest = useRef(act)
  latest.current = act
  return useCallback((...args: Args) => latest.current(...args), [])
}
