// How do entries that overlap in time stand beside each other?

export interface Part {
  readonly from: number
  readonly to: number
}

export interface Placed<P extends Part> {
  readonly part: P
  /** From 0. */
  readonly column: number
  /** Into how many columns its group is divided. */
  readonly columns: number
  /** Which of the groups it belongs to. */
  readonly group: number
}

export interface Cut<P extends Part> {
  readonly shown: readonly Placed<P>[]
  /** One for each group that has too many columns: where it begins, and how many are not shown. */
  readonly hidden: readonly { readonly from: number; readonly count: number }[]
}

/** What is drawn shorter than this could not be read or hit, so it takes as much room. */
export const shortest = 30

/** Parts that touch nobody have the whole width; a group that hangs together shares it in as few columns as possible. */
export function inColumns<P extends Part>(parts: readonly P[]): readonly Placed<P>[] {
  const ordered = [...parts].sort((a, b) => a.from - b.from || b.to - a.to)
  const placed: Placed<P>[] = []
  let group: { part: P; column: number }[] = []
  let groups = 0
  let ends: number[] = []
  const close = () => {
    placed.push(...group.map((one) => ({ ...one, columns: ends.length, group: groups })))
    groups += 1
    group = []
    ends = []
  }
  for (const part of ordered) {
    if (ends.every((end) => end <= part.from)) close()
    const free = ends.findIndex((end) => end <= part.from)
    const column = free < 0 ? ends.length : free
    ends[column] = Math.max(part.to, part.from + shortest)
    group.push({ part, column })
  }
  close()
  return placed
}

/** At most `most` columns beside each other; of a group with more, the last column says how many are left out. */
export function cutColumns<P extends Part>(placed: readonly Placed<P>[], most: number): Cut<P> {
  const isShown = ({ column, columns }: Placed<P>) => columns <= most || column < most - 1
  const hidden = new Map<number, { from: number; count: number }>()
  for (const { part, group } of placed.filter((one) => !isShown(one))) {
    const before = hidden.get(group)
    hidden.set(group, { from: before?.from ?? part.from, count: (before?.count ?? 0) + 1 })
  }
  const shown = placed.filter(isShown).map((one) => ({ ...one, columns: Math.min(one.columns, most) }))
  return { shown, hidden: [...hidden.values()] }
}
