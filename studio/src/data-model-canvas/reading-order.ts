// In which order are nodes read: row by row, and in each row from left to right.
import type { ModelKind } from './model-kind.ts'
import { headerHeight, type Places } from './node-geometry.ts'

/** Nodes whose tops differ by less than this stand in one row. */
const band = headerHeight * 2

export function inReadingOrder(kinds: readonly ModelKind[], places: Places): readonly ModelKind[] {
  const at = (kind: ModelKind) => places[kind.name] ?? { x: 0, y: 0 }
  const fromTop = [...kinds].sort((a, b) => at(a).y - at(b).y)
  const rows: ModelKind[][] = []
  let top = Number.NEGATIVE_INFINITY
  for (const kind of fromTop) {
    if (at(kind).y - top >= band) {
      rows.push([])
      top = at(kind).y
    }
    rows.at(-1)?.push(kind)
  }
  return rows.flatMap((row) => row.sort((a, b) => at(a).x - at(b).x))
}
