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
}

/** What is drawn shorter than this could not be read or hit, so it takes as much room. */
export const shortest = 30

/** Parts that touch nobody have the whole width; a group that hangs together shares it in as few columns as possible. */
export function inColumns<P extends Part>(parts: readonly P[]): readonly Placed<P>[] {
  const ordered = [...parts].sort((a, b) => a.from - b.from || b.to - a.to)
  const placed: Placed<P>[] = []
  let group: { part: P; column: number }[] = []
  let ends: number[] = []
  const close = () => {
    placed.push(...group.map((one) => ({ ...one, columns: ends.length })))
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
