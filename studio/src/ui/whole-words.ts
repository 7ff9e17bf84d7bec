// Says the whole of what ends in dots to whoever points at it. A table draws thousands of values: most of them are never cut.
import { type RefObject, useEffect } from 'react'
import { useStable } from './use-stable.ts'

/** Undefined: what is written there is the whole. */
type Tell = (at: HTMLElement) => string | undefined

const tellers = new WeakMap<Element, Tell>()

/** A part of the page that writes no more of its texts than can be seen: `tell` says the whole of what stands at a place in it. */
export function useTellWhole(part: RefObject<HTMLElement | null>, tell: Tell): void {
  const now = useStable(tell)
  useEffect(() => {
    const { current } = part
    if (current) tellers.set(current, now)
  }, [part, now])
}

function wholeOf(at: HTMLElement): string | undefined {
  for (let part: HTMLElement | null = at; part; part = part.parentElement) {
    const words = tellers.get(part)?.(at)
    if (words !== undefined) return words
  }
  return undefined
}

/** Once for the whole page. */
export function useWholeWords(): void {
  useEffect(() => {
    let said: { readonly at: HTMLElement; readonly words: string } | undefined
    const point = ({ target }: Event) => {
      // The element may hold another value by now, or words of its own.
      if (said?.at.title === said?.words) said?.at.removeAttribute('title')
      said = undefined
      if (!(target instanceof HTMLElement) || target.closest('[title]')) return
      const at = dotted(target)
      if (!at || at.closest('[aria-label]')) return
      said = { at, words: (wholeOf(at) ?? at.innerText).trim() }
      at.title = said.words
    }
    document.addEventListener('pointerover', point)
    return () => document.removeEventListener('pointerover', point)
  }, [])
}

/** The nearest thing around some words that does not show all of them. */
function dotted(target: HTMLElement): HTMLElement | undefined {
  let at: HTMLElement | null = target
  for (let steps = 0; at && steps < 5; steps += 1, at = at.parentElement) {
    const { textOverflow, webkitLineClamp } = getComputedStyle(at)
    if (textOverflow === 'ellipsis' && at.scrollWidth > at.clientWidth) return at
    if (webkitLineClamp !== 'none' && at.scrollHeight > at.clientHeight) return at
  }
  return undefined
}
