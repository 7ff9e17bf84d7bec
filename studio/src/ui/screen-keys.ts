// Which keys the screen in front of somebody has: each part of it says so while it is there, and may say what a key does.
import { useEffect, useRef } from 'react'
import { hasLetterKeys } from './letter-keys.ts'

const keySections = [
  'list',
  'table',
  'board',
  'calendar',
  'gallery',
  'peek',
  'record',
  'definition',
  'flow',
  'model',
] as const
export type KeySection = (typeof keySections)[number]

const here = new Map<KeySection, number>()

/** The parts that are on the screen now, in the order of `keySections`. */
export function sectionsHere(): readonly KeySection[] {
  return keySections.filter((section) => (here.get(section) ?? 0) > 0)
}

/** `Slash`, `KeyN`: a letter is told by its place on the keyboard; `Control+KeyS` with Ctrl, or Cmd on a Mac. */
export type KeyActions = Readonly<Record<string, () => void>>

const none: KeyActions = {}

export function useScreenKeys(section: KeySection, actions: KeyActions = none): void {
  const latest = useRef(actions)
  latest.current = actions
  useEffect(() => {
    here.set(section, (here.get(section) ?? 0) + 1)
    return () => void here.set(section, (here.get(section) ?? 1) - 1)
  }, [section])
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const isControl = event.ctrlKey || event.metaKey
      if (event.defaultPrevented || event.repeat || event.altKey || event.shiftKey) return
      if (isElsewhere(event.target, isControl) || (!isControl && !hasLetterKeys())) return
      const act = latest.current[(isControl ? 'Control+' : '') + event.code]
      if (!act) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}

/** A dialog and a menu have their own keys; what is written takes every key but those with Ctrl. */
export function isElsewhere(target: EventTarget | null, isControl: boolean): boolean {
  if (!(target instanceof Element)) return false
  if (target.closest('[role="dialog"], [role="menu"]')) return true
  return (
    !isControl &&
    target.closest('input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable]') !== null
  )
}

/** As if its primary button were pressed, which comes last: with every check, and not while there is nothing to save. */
export function saveForm(formId: string): void {
  const buttons = document.querySelectorAll<HTMLButtonElement>(`button[type="submit"][form="${formId}"]`)
  const primary = [...buttons].at(-1)
  if (primary && !primary.disabled) primary.click()
}

const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform)

/** `Ctrl K` as this computer's keyboard calls it. */
export function keyNames(keys: string): string {
  return isMac ? keys.replaceAll('Ctrl', '⌘') : keys
}
