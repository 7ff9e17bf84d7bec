// What is a piece of an SQL text with its bindings, and how are pieces put together?
import type { Binding } from '../store/store.ts'

export interface Fragment {
  /** Made of constants of this program only; every value is a `?`. */
  readonly sql: string
  readonly bindings: readonly Binding[]
}

export function sql(text: string, ...bindings: readonly Binding[]): Fragment {
  return { sql: text, bindings }
}

export function joined(parts: readonly Fragment[], between: string): Fragment {
  return { sql: parts.map((part) => part.sql).join(between), bindings: parts.flatMap((part) => part.bindings) }
}

/** As many `?` as there are values, in lengths of powers of two so that few texts are prepared; the last value repeats. */
export function listOf(values: readonly Binding[]): Fragment {
  const length = 2 ** Math.ceil(Math.log2(Math.max(values.length, 1)))
  const filled = Array.from({ length }, (_, i) => values[Math.min(i, values.length - 1)] ?? null)
  return { sql: filled.map(() => '?').join(', '), bindings: filled }
}
