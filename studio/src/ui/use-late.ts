// What opens over a page is made when it is first opened: most of it never is.
import { useLayoutEffect, useState } from 'react'

/**
 * `isNeeded`: to be made, and then kept. `isOpened` follows a moment later: only what was closed before knows where the focus
 * came from, and moves.
 */
export function useLate(isOpen: boolean): { readonly isNeeded: boolean; readonly isOpened: boolean } {
  const [isMade, setMade] = useState(false)
  useLayoutEffect(() => {
    if (isOpen) setMade(true)
  }, [isOpen])
  return { isNeeded: isOpen || isMade, isOpened: isOpen && isMade }
}
