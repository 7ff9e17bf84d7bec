// Gives the keyboard's focus back when the dialog or menu it was in is gone: whoever opened it goes on where they were.
import { useEffect } from 'react'

const floating = '[role="dialog"], [role="alertdialog"], [role="menu"]'
/** Dialogs open from menus and from other dialogs: several steps back may be gone as well. */
const remembered = 12

/** Once for the whole page. */
export function useFocusKeeper(): void {
  useEffect(() => {
    const been: HTMLElement[] = []
    let isFloating = false
    const note = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement)) return
      const place = target.closest(floating)
      isFloating = place !== null
      // However long somebody walks around in a dialog, where they came from is not forgotten.
      if (place !== null && place === been.at(-1)?.closest(floating)) been.pop()
      been.push(target)
      if (been.length > remembered) been.shift()
    }
    const giveBack = () => {
      if (!isFloating || !isNowhere()) return
      isFloating = false
      // What closes may itself know a better place, a moment later.
      setTimeout(() => {
        if (isNowhere()) placeFor(been)?.focus({ preventScroll: true })
      }, 50)
    }
    const observer = new MutationObserver(giveBack)
    observer.observe(document.body, { childList: true, subtree: true })
    document.addEventListener('focusin', note)
    return () => {
      observer.disconnect()
      document.removeEventListener('focusin', note)
    }
  }, [])
}

/** Never behind a dialog that is still open: there the button that was pressed may only be busy. */
function placeFor(been: readonly HTMLElement[]): HTMLElement | undefined {
  const dialogs = document.querySelectorAll<HTMLElement>('[aria-modal="true"]')
  const open = [...dialogs].findLast(canTakeIt)
  if (!open) return been.findLast(canTakeIt)
  return been.findLast((one) => open.contains(one) && canTakeIt(one)) ?? open
}

function isNowhere(): boolean {
  return document.activeElement === null || document.activeElement === document.body
}

function canTakeIt(element: HTMLElement): boolean {
  return element.isConnected && element.checkVisibility({ checkVisibilityCSS: true }) && !element.matches(':disabled')
}
