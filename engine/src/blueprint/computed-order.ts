// In which order are things worked out that are made from each other, or which of them go round in a ring?

export type Ordered = { readonly order: readonly string[] } | { readonly cycle: readonly string[] }

/** What something is made from comes before it. Of rings the first that is found is told, each of its members once. */
export function computedCycle(all: Iterable<string>, madeFrom: (one: string) => readonly string[]): Ordered {
  const order: string[] = []
  const done = new Set<string>()
  const trail: string[] = []
  const onTrail = new Set<string>()
  for (const first of all) {
    // A stack of our own: a chain of many thousands is not a reason to run out of it.
    const open: { readonly one: string; readonly from: readonly string[]; next: number }[] = []
    const enter = (one: string) => {
      trail.push(one)
      onTrail.add(one)
      open.push({ one, from: madeFrom(one), next: 0 })
    }
    if (!done.has(first)) enter(first)
    for (let top = open.at(-1); top; top = open.at(-1)) {
      const next = top.from[top.next]
      top.next += 1
      if (next === undefined) {
        open.pop()
        trail.pop()
        onTrail.delete(top.one)
        done.add(top.one)
        order.push(top.one)
      } else if (onTrail.has(next)) return { cycle: trail.slice(trail.indexOf(next)) }
      else if (!done.has(next)) enter(next)
    }
  }
  return { order }
}
