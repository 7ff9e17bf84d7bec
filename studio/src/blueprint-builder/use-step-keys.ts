// Ctrl + Z and Ctrl + Shift + Z wherever a definition is edited; in what is being written they are the browser's.
import { useEffect } from 'react'
import { commandOf } from '../drawing/canvas-commands.ts'
import { isElsewhere, useScreenKeys } from '../ui/screen-keys.ts'
import { useStable } from '../ui/use-stable.ts'

export interface StepActs {
  readonly undo: (() => void) | undefined
  readonly redo: (() => void) | undefined
}

export function useStepKeys(acts: StepActs): void {
  useScreenKeys('definition')
  const press = useStable<[KeyboardEvent]>((event) => {
    const { key, code, ctrlKey, metaKey, shiftKey: shift, altKey: alt } = event
    if (event.defaultPrevented || event.repeat || isElsewhere(event.target, false)) return
    const command = commandOf({ key, code, control: ctrlKey || metaKey, shift, alt })
    if (command?.does !== 'undo' && command?.does !== 'redo') return
    const act = acts[command.does]
    if (!act) return
    event.preventDefault()
    act()
  })
  useEffect(() => {
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [press])
}
