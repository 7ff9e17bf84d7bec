// Says the whole of what ends in dots to whoever points at it. A table draws thousands of values: most of them are never cut.
import { useEffect } from 'react'

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
      said = { at, words: at.innerText.trim() }
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
