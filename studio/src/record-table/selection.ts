// Which rows of a list are picked, to do something with all of them at once?
import { useCallback, useMemo, useState } from 'react'

export interface Selection {
  readonly ids: ReadonlySet<string>
  /** `through`: everything between the row picked before and this one too, as with shift. */
  toggle(id: string, through: boolean): void
  toggleAll(): void
  /** What was done with them is done: the others stay selected, also those selected meanwhile. */
  letGo(ids: readonly string[]): void
  clear(): void
}

/** Of the rows that are loaded, in their order. Another list begins with nothing picked. */
export function useSelection(listKey: string, order: readonly string[]): Selection {
  const [picked, setPicked] = useState<Picked>({ listKey, ids: new Set(), last: undefined })
  const now = picked.listKey === listKey ? picked : { listKey, ids: new Set<string>(), last: undefined }
  const loaded = useMemo(() => new Set(order), [order])
  const ids = useMemo(() => new Set([...now.ids].filter((id) => loaded.has(id))), [now.ids, loaded])
  const set = useCallback(
    (next: Iterable<string>, last?: string) => setPicked({ listKey, ids: new Set(next), last }),
    [listKey],
  )
  return {
    ids,
    toggle: (id, through) => set(toggled(ids, order, { id, from: through ? now.last : undefined }), id),
    toggleAll: () => set(ids.size === order.length ? [] : order),
    letGo: (done) =>
      setPicked((before) => {
        if (before.listKey !== listKey) return before
        const gone = new Set(done)
        return { ...before, ids: new Set([...before.ids].filter((id) => !gone.has(id))) }
      }),
    clear: () => set([]),
  }
}

interface Picked {
  readonly listKey: string
  readonly ids: ReadonlySet<string>
  readonly last: string | undefined
}

/** The picked rows after a click: the clicked one changes, and all from `from` to it become what it becomes. */
export function toggled(
  ids: ReadonlySet<string>,
  order: readonly string[],
  { id, from }: { readonly id: string; readonly from: string | undefined },
): ReadonlySet<string> {
  const ends = [order.indexOf(from ?? id), order.indexOf(id)].sort((a, b) => a - b) as [number, number]
  const range = ends[0] < 0 ? [id] : order.slice(ends[0], ends[1] + 1)
  const next = new Set(ids)
  for (const one of range)
    if (ids.has(id)) next.delete(one)
    else next.add(one)
  return next
}
