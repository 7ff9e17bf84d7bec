// Has this changed a moment ago? What took the place of something else must not act on a press that was meant for that.
import { useEffect, useState } from 'react'

/** The second click of a double click comes within half a second; nobody reads and decides faster than this. */
const moment = 700
/** A pointer that has not moved since lies where the thing before was: what slid under it waits until somebody has had time to read it. */
const unread = 2_500
/** Pixels: a hand that rests on the mouse is never quite still. */
const trembling = 6

/** What comes first has changed nothing: undefined is what is not known yet. */
export function useJustChanged<T>(value: T | undefined): boolean {
  const [settled, setSettled] = useState(value)
  if (settled === undefined && value !== undefined) setSettled(value)
  useEffect(() => {
    if (settled === value) return
    let way = 0
    let isOver = false
    const settle = () => setSettled(value)
    const goOn = () => isOver && way > trembling && settle()
    const move = (event: PointerEvent) => {
      way += Math.abs(event.movementX) + Math.abs(event.movementY)
      goOn()
    }
    // Whoever looks for a key or taps elsewhere has seen what is there now; Enter and space only press again.
    const seek = (event: KeyboardEvent | PointerEvent) => {
      const isAgain = event instanceof KeyboardEvent ? /^(Enter| )$/.test(event.key) : event.pointerType === 'mouse'
      if (!isAgain) way = Number.POSITIVE_INFINITY
      goOn()
    }
    const early = setTimeout(() => {
      isOver = true
      goOn()
    }, moment)
    const late = setTimeout(settle, unread)
    window.addEventListener('pointermove', move)
    window.addEventListener('pointerdown', seek, true)
    window.addEventListener('keydown', seek, true)
    return () => {
      clearTimeout(early)
      clearTimeout(late)
      window.removeEventListener('pointermove', move)
      window.removeEventListener('pointerdown', seek, true)
      window.removeEventListener('keydown', seek, true)
    }
  }, [settled, value])
  return settled !== undefined && settled !== value
}
