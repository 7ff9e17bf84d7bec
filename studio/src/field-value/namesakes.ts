// Which records that were shown are called the same? Wherever one of them is named, something else of it stands beside.
import { useCallback, useEffect, useSyncExternalStore } from 'react'

export interface Namesakes {
  /** A record is called so; what it was called before is forgotten. `kind` keeps tenants and blueprints apart. */
  note(kind: string, id: string, title: string): void
  /** Is another record of the kind called so? */
  has(kind: string, title: string): boolean
  /** Hears when the answer of `has` changes. */
  watch(kind: string, title: string, hear: () => void): () => void
}

export function newNamesakes(): Namesakes {
  const titles = new Map<string, string>()
  const sharers = new Map<string, Set<string>>()
  const watchers = new Map<string, Set<() => void>>()
  const change = (name: string, act: (ids: Set<string>) => void) => {
    const ids = sharers.get(name) ?? new Set()
    const before = ids.size > 1
    act(ids)
    if (ids.size > 0) sharers.set(name, ids)
    else sharers.delete(name)
    if (before !== ids.size > 1) for (const hear of watchers.get(name) ?? []) hear()
  }
  return {
    note(kind, id, title) {
      const record = nameOf(kind, id)
      const before = titles.get(record)
      if (before === title) return
      titles.set(record, title)
      if (before !== undefined) change(nameOf(kind, before), (ids) => ids.delete(id))
      change(nameOf(kind, title), (ids) => ids.add(id))
    },
    has: (kind, title) => (sharers.get(nameOf(kind, title))?.size ?? 0) > 1,
    watch(kind, title, hear) {
      const name = nameOf(kind, title)
      const all = watchers.get(name) ?? new Set()
      watchers.set(name, all.add(hear))
      return () => {
        all.delete(hear)
        if (all.size === 0 && watchers.get(name) === all) watchers.delete(name)
      }
    },
  }
}

const nameOf = (kind: string, title: string) => `${kind}\n${title}`

/** Of everything that was shown at one place: what was opened elsewhere changes no name here. */
const shown = newNamesakes()

/** Also remembers that the record is called so. Without a title nothing is known yet. */
export function useIsNamesake(ofKind: string, id: string, title: string | undefined): boolean {
  const kind = `${globalThis.location.pathname} ${ofKind}`
  useEffect(() => {
    if (title !== undefined) shown.note(kind, id, title)
  }, [kind, id, title])
  const watch = useCallback((hear: () => void) => shown.watch(kind, title ?? '', hear), [kind, title])
  return useSyncExternalStore(watch, () => title !== undefined && shown.has(kind, title))
}
