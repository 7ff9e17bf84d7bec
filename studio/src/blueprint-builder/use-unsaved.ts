// What is typed on the data model before it is saved: shown at once, saved a moment later, kept where it is not legal yet.
import type { Issue } from '@molde/engine'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Definition } from './edit-blueprint.ts'

export interface UnsavedDefinition {
  readonly definition: Definition
  /** What it was about; see `ModelStep`. */
  readonly about: string
  /** While there are any it is not saved. */
  readonly issues: readonly Issue[]
}

/** By name of the blueprint. */
export type Unsaved = { readonly [blueprint: string]: UnsavedDefinition }

/** As long as somebody types without a pause, nothing is sent. */
const pause = 500

/** What is done with one click is not typed: it is saved at once. */
const isTyped = (about: string) =>
  !/ (?:add|remove|move) /.test(about) && !/ (?:type|title|required|readOnly|quickFilter|many|blueprint)$/.test(about)

export function useUnsaved(save: (blueprint: string) => void) {
  const [unsaved, setUnsaved] = useState<Unsaved>({})
  const latest = useRef(unsaved)
  const timers = useRef(new Map<string, ReturnType<typeof setTimeout>>())
  const saveNow = useRef(save)
  saveNow.current = save
  const put = useCallback((next: Unsaved) => {
    latest.current = next
    setUnsaved(next)
  }, [])
  const hold = useMemo(
    () => ({
      of: (blueprint: string): UnsavedDefinition | undefined => latest.current[blueprint],
      change(blueprint: string, next: UnsavedDefinition) {
        put({ ...latest.current, [blueprint]: next })
        clearTimeout(timers.current.get(blueprint))
        if (next.issues.length === 0)
          timers.current.set(
            blueprint,
            setTimeout(() => saveNow.current(blueprint), isTyped(next.about) ? pause : 0),
          )
      },
      /** Without `what`, whatever it is; else only that: something newer stays. */
      drop(blueprint: string, what?: UnsavedDefinition) {
        const { [blueprint]: held, ...others } = latest.current
        if (!held || (what && held !== what)) return
        clearTimeout(timers.current.get(blueprint))
        put(others)
      },
      /** Answers whether there was anything that may not be saved. */
      dropStuck(): boolean {
        const rest = Object.entries(latest.current).filter(([, { issues }]) => issues.length === 0)
        if (rest.length === Object.keys(latest.current).length) return false
        put(Object.fromEntries(rest))
        return true
      },
      isHolding: (): boolean => Object.keys(latest.current).length > 0,
      /** Which could be saved. */
      ready: (): readonly string[] =>
        Object.entries(latest.current)
          .filter(([, { issues }]) => issues.length === 0)
          .map(([name]) => name),
    }),
    [put],
  )
  // Who leaves within the pause loses nothing.
  useEffect(() => {
    const saveAll = () => {
      for (const name of hold.ready()) saveNow.current(name)
    }
    const hidden = () => document.visibilityState === 'hidden' && saveAll()
    // The browser asks whether to leave while something is on its way, or cannot be saved yet.
    const leave = (event: BeforeUnloadEvent) => hold.isHolding() && event.preventDefault()
    document.addEventListener('visibilitychange', hidden)
    window.addEventListener('beforeunload', leave)
    return () => {
      document.removeEventListener('visibilitychange', hidden)
      window.removeEventListener('beforeunload', leave)
      saveAll()
    }
  }, [hold])
  return { unsaved, hold }
}
