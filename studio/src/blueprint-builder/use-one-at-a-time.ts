// How are changes made one after the other, and what became of the last one?
import { useCallback, useRef, useState } from 'react'

/** Each change waits for the one before, since it begins from what that left. */
export function useOneAtATime() {
  const line = useRef<Promise<unknown>>(Promise.resolve())
  const [waiting, setWaiting] = useState(0)
  const [error, setError] = useState<unknown>()
  /** `undefined` when it failed: the reason is then in `error`. */
  const inTurn = useCallback(<T>(work: () => Promise<T>): Promise<{ readonly done: T } | undefined> => {
    setWaiting((n) => n + 1)
    const turn = line.current.then(async () => {
      try {
        const done = await work()
        setError(undefined)
        return { done }
      } catch (failed) {
        setError(failed)
        return undefined
      } finally {
        setWaiting((n) => n - 1)
      }
    })
    line.current = turn
    return turn
  }, [])
  return { inTurn, error, forgetError: useCallback(() => setError(undefined), []), busy: waiting > 0 }
}
