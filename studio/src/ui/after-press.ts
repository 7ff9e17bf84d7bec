// What follows when something loses the focus, and draws what is being pressed anew: a press whose target is replaced is none.
let isPressed = false
const told = { capture: true, passive: true }

if (typeof window !== 'undefined') {
  window.addEventListener('pointerdown', () => (isPressed = true), told)
  for (const end of ['pointerup', 'pointercancel'] as const)
    window.addEventListener(end, () => (isPressed = false), told)
}

/** At once, or, while somebody presses something, when they have let go and it has done its deed. */
export function afterPress(run: () => void): void {
  if (!isPressed) return run()
  const ends = ['pointerup', 'pointercancel'] as const
  const over = () => {
    for (const end of ends) window.removeEventListener(end, over, true)
    setTimeout(run)
  }
  for (const end of ends) window.addEventListener(end, over, true)
}
