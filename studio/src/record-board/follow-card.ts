// The keyboard goes with the card it has moved: to the same menu, where the card stands now.
import { type RefObject, useEffect, useRef } from 'react'

let wish: { readonly record: string; readonly until: number } | undefined
/** Milliseconds. Somebody who has gone on to something else by then is not called back. */
const patience = 5_000

export function followCard(record: string): void {
  wish = { record, until: Date.now() + patience }
}

/** On what moves the card. */
export function useFollowed(record: string, isMoving: boolean): RefObject<HTMLButtonElement | null> {
  const mover = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (wish?.record !== record || isMoving) return
    const isLate = Date.now() > wish.until
    wish = undefined
    if (!isLate) mover.current?.focus()
  }, [record, isMoving])
  return mover
}
