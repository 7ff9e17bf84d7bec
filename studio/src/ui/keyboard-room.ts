// The keyboard of a phone takes half of the screen: what lies at its bottom stands above the keyboard then, and the bar of places gives way.
import { useEffect } from 'react'

export interface Seen {
  /** What is seen of the window now, and the most that was seen of it at this width. */
  readonly height: number
  readonly tallest: number
  /** How much of it lies above what is seen. */
  readonly offset: number
  /** What pages are laid out in: some browsers lay it out anew above a keyboard, others let the keyboard cover it. */
  readonly laidOut: number
  readonly isTyping: boolean
}

/** Less is a bar of the browser's own that comes and goes while somebody scrolls. */
const least = 120

/** How many pixels of the page a keyboard covers; undefined when there is none. */
export function keyboardCovers({ height, tallest, offset, laidOut, isTyping }: Seen): number | undefined {
  if (!isTyping || tallest - height < least) return undefined
  return Math.max(0, Math.round(laidOut - offset - height))
}

const typedInto =
  'textarea, [contenteditable="true"], input:not([type="checkbox"], [type="radio"], [type="file"], [type="button"], [type="range"])'

/** Says at the root of the page that there is a keyboard, and how much of the page it covers. */
export function useKeyboardRoom(isPhone: boolean): void {
  useEffect(() => {
    const seen = window.visualViewport
    if (!isPhone || !seen) return
    const root = document.documentElement
    let [width, tallest] = [0, 0]
    const look = () => {
      const height = seen.height * seen.scale
      if (root.clientWidth !== width) [width, tallest] = [root.clientWidth, 0]
      tallest = Math.max(tallest, height)
      const covers = keyboardCovers({
        height,
        tallest,
        offset: seen.offsetTop,
        laidOut: window.innerHeight,
        isTyping: document.activeElement?.matches(typedInto) ?? false,
      })
      root.toggleAttribute('data-keyboard', covers !== undefined)
      root.style.setProperty('--keyboard', `${covers ?? 0}px`)
    }
    look()
    const places = [
      [seen, 'resize'],
      [seen, 'scroll'],
      [document, 'focusin'],
      [document, 'focusout'],
    ] as const
    for (const [place, event] of places) place.addEventListener(event, look)
    return () => {
      for (const [place, event] of places) place.removeEventListener(event, look)
      root.removeAttribute('data-keyboard')
    }
  }, [isPhone])
}
