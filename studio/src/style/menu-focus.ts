// Where the keyboard stands in a menu that has just opened: on the menu itself, from where the arrows lead to its entries.
import type { KeyboardEvent } from 'react'

/**
 * What every menu takes over from the library, which would put an element of its own before the entries for the keyboard to stand on:
 * a menu may hold nothing that is not an entry. The menu stays while its entries come and go, so Escape and the arrows are always heard.
 */
export const menuFocus = {
  ref: takeFocus,
  onKeyDown: stayInside,
  // Escape closes the menu, and not also the dialog it was opened from.
  'data-mantine-stop-propagation': true,
} as const

/** A menu that is searched through says itself where the keyboard begins. */
const hasOwnStart = (menu: HTMLElement) => menu.querySelector('[data-autofocus]') !== null

function takeFocus(menu: HTMLElement | null): void {
  // Only when it is placed can it be gone to, and only then is it known where the keyboard came from.
  setTimeout(() => {
    if (menu?.isConnected && !menu.contains(document.activeElement) && !hasOwnStart(menu))
      menu.focus({ preventScroll: true })
  })
}

/** The page goes on behind the menu, so Tab leads nowhere until the menu is closed. */
function stayInside(event: KeyboardEvent<HTMLElement>): void {
  if (event.key === 'Tab' && !hasOwnStart(event.currentTarget)) event.preventDefault()
}
