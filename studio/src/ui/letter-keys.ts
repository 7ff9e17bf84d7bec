// May keys without Ctrl do something? Whoever speaks to their computer, or hits keys by accident, switches them off (WCAG 2.1.4).

const storedAs = 'molde.letter-keys'

export function hasLetterKeys(): boolean {
  try {
    return localStorage.getItem(storedAs) !== 'off'
  } catch {
    return true
  }
}

export function setLetterKeys(on: boolean): void {
  try {
    if (on) localStorage.removeItem(storedAs)
    else localStorage.setItem(storedAs, 'off')
  } catch {
    // Storage is blocked: they stay on.
  }
}
