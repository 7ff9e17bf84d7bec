// Which known name did the writer probably mean?
import { foldText } from '../fold-text.ts'

/** The nearest of the names, when it is near enough to be worth a question. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  if (name.length > 60) return undefined
  const wanted = foldText(name)
  let best: string | undefined
  let least = Math.max(1, Math.floor(name.length / 3)) + 0.5
  for (const candidate of known) {
    const far = Math.abs(candidate.length - name.length) > least ? least : distance(wanted, foldText(candidate))
    if (far < least) {
      best = candidate
      least = far
    }
  }
  return best
}

/** For messages: the first names, and a mark when there are more. */
export function someOf(known: Iterable<string>): string {
  const names = [...known]
  return names.length > 20 ? `${names.slice(0, 20).join(', ')} …` : names.join(', ')
}

/** Letters to add, drop, change or swap with their neighbour. */
function distance(a: string, b: string): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1
      let least = Math.min((row[j - 1] as number) + 1, (last[j] as number) + 1, (last[j - 1] as number) + change)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] as number) + 1)
      row.push(least)
    }
    before = last
    last = row
  }
  return last[b.length] as number
}
