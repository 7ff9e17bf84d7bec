// Which rows of a list are picked, to do something with all of them at once?
import { useCallback, useMemo, useState } from 'react'

export interface Selection {
  readonly ids: ReadonlySet<string>
  /** Every record of the list, also those that are not loaded. */
  readonly isWhole: boolean
  pickWhole(): void
  /** `through`: everything between the row picked before and this one too, as with shift. */
  toggle(id: string, through: boolean): void
  toggleAll(): void
  /** What was done with them is done: the others stay selected, also those selected meanwhile. */
  letGo(ids: readonly string[]): void
  clear(): void
}

/** Of the rows that are loaded, in their order. Another list begins with nothing picked. */
export function useSelection(listKey: string, order: readonly string[]): Selection {
  const [picked, setPicked] = useState<Picked>({ listKey, ...none })
  const now = picked.listKey === listKey ? picked : { listKey, ...none }
  const loaded = useMemo(() => new Set(order), [order])
  const ids = useMemo(
    () => (now.isWhole ? loaded : new Set([...now.ids].filter((id) => loaded.has(id)))),
    [now.ids, now.isWhole, loaded],
  )
  const set = useCallback(
    (next: Iterable<string>, last?: string) => setPicked({ listKey, ids: new Set(next), last, isWhole: false }),
    [listKey],
  )
  return {
    ids,
    isWhole: now.isWhole,
    pickWhole: () => setPicked({ listKey, ids: new Set(), last: undefined, isWhole: true }),
    toggle: (id, through) => set(toggled(ids, order, { id, from: through ? now.last : undefined }), id),
    toggleAll: () => set(ids.size === order.length ? [] : order),
    letGo: (done) =>
      setPicked((before) => {
        if (before.listKey !== listKey) return before
        const gone = new Set(done)
        return { ...before, isWhole: false, ids: new Set([...before.ids].filter((id) => !gone.has(id))) }
      }),
    clear: () => set([]),
  }
}

interface Picked {
  readonly listKey: string
  readonly ids: ReadonlySet<string>
  readonly last: string | undefined
  readonly isWhole: boolean
}

const none = { ids: new Set<string>(), last: undefined, isWhole: false } as const

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
