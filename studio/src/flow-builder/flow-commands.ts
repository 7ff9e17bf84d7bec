// Keys that only the drawing of a flow has, beside those of every drawing.
import type { KeyPress } from '../drawing/canvas-commands.ts'

export interface FlowCommand {
  readonly does: 'group' | 'ungroup' | 'duplicate' | 'arrange'
}

export function flowCommandOf({ code, control, shift, alt }: KeyPress): FlowCommand | undefined {
  if (alt) return undefined
  if (control) return code === 'KeyD' && !shift ? { does: 'duplicate' } : undefined
  if (code === 'KeyG') return { does: shift ? 'ungroup' : 'group' }
  return code === 'KeyA' ? { does: 'arrange' } : undefined
}
