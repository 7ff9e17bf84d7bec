// Another list is shown from its beginning, not from where the one before was left.
import { useEffect, useRef } from 'react'

/** `scroller` is asked when `listKey` has changed: the element that scrolls, or the page. */
export function useFromTheTop(scroller: () => Element | Window | null, listKey: string): void {
  const shown = useRef(listKey)
  const latest = useRef(scroller)
  latest.current = scroller
  useEffect(() => {
    if (shown.current === listKey) return
    shown.current = listKey
    latest.current()?.scrollTo({ top: 0 })
  }, [listKey])
}
