// Which key does what on a drawing, whether of the data model or of a flow. Letters are told by their place on the keyboard: `я` and `z` are one key.

export interface KeyPress {
  readonly key: string
  readonly code: string
  /** Ctrl, or Cmd on a Mac. */
  readonly control: boolean
  readonly shift: boolean
  readonly alt: boolean
}

export type CanvasCommand =
  | { readonly does: 'undo' | 'redo' | 'search' | 'selectAll' | 'copy' | 'paste' }
  | { readonly does: 'open' | 'toggle' | 'relate' | 'remove' | 'leave' | 'create' }
  | { readonly does: 'move'; readonly x: number; readonly y: number }

/** One dot of the ground, and four with Shift. */
const nearby = 16
const faraway = 64

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

export function commandOf(press: KeyPress): CanvasCommand | undefined {
  if (press.alt) return undefined
  return press.control ? withControl(press) : alone(press)
}

function withControl({ code, shift }: KeyPress): CanvasCommand | undefined {
  switch (code) {
    case 'KeyZ':
      return { does: shift ? 'redo' : 'undo' }
    case 'KeyY':
      return { does: 'redo' }
    case 'KeyF':
      return { does: 'search' }
    case 'KeyA':
      return { does: 'selectAll' }
    case 'KeyC':
      return { does: 'copy' }
    case 'KeyV':
      return { does: 'paste' }
  }
  return undefined
}

function alone({ key, code, shift }: KeyPress): CanvasCommand | undefined {
  const arrow = arrows[key]
  if (arrow) {
    const far = shift ? faraway : nearby
    return { does: 'move', x: arrow[0] * far, y: arrow[1] * far }
  }
  if (key === '/') return { does: 'search' }
  switch (code) {
    case 'KeyR':
      return { does: 'relate' }
    case 'KeyN':
      return { does: 'create' }
    case 'Enter':
    case 'NumpadEnter':
      return { does: 'open' }
    case 'Space':
      return { does: 'toggle' }
    case 'Delete':
    case 'Backspace':
      return { does: 'remove' }
    case 'Escape':
      return { does: 'leave' }
  }
  return undefined
}

/** These mean the same wherever the keyboard is; the others ask for a place on the canvas. */
export function isEverywhere({ does }: CanvasCommand): boolean {
  return ['undo', 'redo', 'search', 'paste'].includes(does)
}
