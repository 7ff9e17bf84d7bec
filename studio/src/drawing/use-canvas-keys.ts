// Listens to the keyboard for a drawing, and says at which node a key was pressed.
import { useEffect, useRef } from 'react'
import { hasLetterKeys } from '../ui/letter-keys.ts'
import { type CanvasCommand, commandOf, isEverywhere, type KeyPress } from './canvas-commands.ts'

/** `at` is the id of the node or line that has the focus. Answers whether the key was used. */
export type Obey<Command = CanvasCommand> = (command: Command | CanvasCommand, at: string | undefined) => boolean

/** Keys that only one of the drawings has. */
export type OwnCommand<Command> = (press: KeyPress) => Command | undefined

export function useCanvasKeys<Command = never>(obey: Obey<Command>, own?: OwnCommand<Command>): void {
  const latest = useRef(obey)
  latest.current = obey
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !(event.target instanceof Element) || isTyping(event.target)) return
      const pressed = {
        key: event.key,
        code: event.code,
        control: event.ctrlKey || event.metaKey,
        shift: event.shiftKey,
        alt: event.altKey,
      }
      const ours = own?.(pressed)
      const command = ours ?? commandOf(pressed)
      // A key that is held would paste and delete again and again; only what is moved goes on.
      if (!command || (event.repeat && !event.key.startsWith('Arrow'))) return
      const node = event.target.closest<HTMLElement>('.react-flow__node')
      const line = event.target.closest<HTMLElement>('[data-line]')
      if (node === null && line === null && !event.ctrlKey && !event.metaKey && !hasLetterKeys()) return
      const onCanvas = node !== null || line !== null || event.target === document.body || event.target.id === 'main'
      if (!onCanvas && (ours !== undefined || !isEverywhere(command as CanvasCommand))) return
      // A line is reached as a button, which has the other keys.
      const { does } = command as CanvasCommand
      if (line !== null && does !== 'remove' && does !== 'leave' && !isEverywhere(command as CanvasCommand)) return
      // A line may begin on a node.
      if (latest.current(command, line?.dataset['line'] ?? node?.dataset['id'])) event.preventDefault()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [own])
}

/** Keys pressed there belong to what is written, or to what is asked. */
function isTyping(target: Element): boolean {
  return target.closest('input, textarea, select, [contenteditable], [role="dialog"], [role="menu"]') !== null
}
