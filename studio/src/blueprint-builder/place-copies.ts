// Where pasted kinds of record lie.

import { freePlace } from '../data-model-canvas/arrange-graph.ts'
import type { DrawnBlueprint } from '../data-model-canvas/drawn-blueprint.ts'
import { heightOf, type Places } from '../data-model-canvas/node-geometry.ts'
import type { PlannedCopy } from './copy-blueprints.ts'

/** Below the originals, in the same arrangement as far as there is room. */
export function placesOfCopies(plan: readonly PlannedCopy[], known: readonly DrawnBlueprint[], places: Places): Places {
  const blueprints = [...known]
  const originals = plan.flatMap(({ of }) => blueprints.filter((blueprint) => blueprint.name === of))
  const top = Math.min(...originals.map(({ name }) => places[name]?.y ?? 0))
  const bottom = Math.max(...originals.map((blueprint) => (places[blueprint.name]?.y ?? 0) + heightOf(blueprint)))
  let found = places
  for (const { of, name } of plan) {
    const original = originals.find((blueprint) => blueprint.name === of)
    if (!original) continue
    const { x, y } = places[of] ?? { x: 0, y: 0 }
    const free = freePlace(blueprints, found, { x, y: y + bottom - top + 48 }, heightOf(original))
    found = { ...found, [name]: free }
    blueprints.push({ ...original, name })
  }
  return found
}
