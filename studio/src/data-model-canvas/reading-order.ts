// In which order are nodes read: row by row, and in each row from left to right.
import type { DrawnBlueprint } from './drawn-blueprint.ts'
import { headerHeight, type Places } from './node-geometry.ts'

/** Nodes whose tops differ by less than this stand in one row. */
const band = headerHeight * 2

export function inReadingOrder(blueprints: readonly DrawnBlueprint[], places: Places): readonly DrawnBlueprint[] {
  const at = (blueprint: DrawnBlueprint) => places[blueprint.name] ?? { x: 0, y: 0 }
  const fromTop = [...blueprints].sort((a, b) => at(a).y - at(b).y)
  const rows: DrawnBlueprint[][] = []
  let top = Number.NEGATIVE_INFINITY
  for (const blueprint of fromTop) {
    if (at(blueprint).y - top >= band) {
      rows.push([])
      top = at(blueprint).y
    }
    rows.at(-1)?.push(blueprint)
  }
  return rows.flatMap((row) => row.sort((a, b) => at(a).x - at(b).x))
}
