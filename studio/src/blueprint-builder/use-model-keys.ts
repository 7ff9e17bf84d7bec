// Listens to the keyboard for the data model, and says at which node a key was pressed.
import { useEffect, useRef } from 'react'
import { hasLetterKeys } from '../ui/letter-keys.ts'
import { commandOf, isEverywhere, type ModelCommand } from './model-commands.ts'

/** `at` is the kind of record whose node has the focus. Answers whether the key was used. */
export type Obey = (command: ModelCommand, at: string | undefined) => boolean

export function useModelKeys(obey: Obey): void {
  const latest = useRef(obey)
  latest.current = obey
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !(event.target instanceof Element) || isTyping(event.target)) return
      const command = commandOf({
        key: event.key,
        code: event.code,
        control: event.ctrlKey || event.metaKey,
        shift: event.shiftKey,
        alt: event.altKey,
      })
      // A key that is held would paste and delete again and again; only what is moved goes on.
      if (!command || (event.repeat && !event.key.startsWith('Arrow'))) return
      const node = event.target.closest<HTMLElement>('.react-flow__node')
      if (node === null && !event.ctrlKey && !event.metaKey && !hasLetterKeys()) return
      const onCanvas = node !== null || event.target === document.body || event.target.id === 'main'
      if (!onCanvas && !isEverywhere(command)) return
      if (latest.current(command, node?.dataset['id'])) event.preventDefault()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}

/** Keys pressed there belong to what is written, or to what is asked. */
function isTyping(target: Element): boolean {
  return target.closest('input, textarea, select, [contenteditable], [role="dialog"], [role="menu"]') !== null
}
