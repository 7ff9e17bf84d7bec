// Is the window as narrow as a phone's? The same width at which the frame becomes a bar at the bottom.
import { useSyncExternalStore } from 'react'

/** Asked once: every part of a page that is drawn for a phone in another way asks for it. */
let narrow: MediaQueryList | undefined

function query(): MediaQueryList {
  narrow ??= matchMedia('(max-width: 47.99em)')
  return narrow
}

function whenChanged(onChange: () => void): () => void {
  const asked = query()
  asked.addEventListener('change', onChange)
  return () => asked.removeEventListener('change', onChange)
}

const isNarrow = () => query().matches

/** Right from the first drawing on: nothing wide is drawn first. */
export function useIsPhone(): boolean {
  return useSyncExternalStore(whenChanged, isNarrow)
}
