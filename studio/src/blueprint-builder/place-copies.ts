// Where pasted kinds of record lie.

import { freePlace } from '../data-model-canvas/arrange-graph.ts'
import type { ModelKind } from '../data-model-canvas/model-kind.ts'
import { heightOf, type Places } from '../data-model-canvas/node-geometry.ts'
import type { PlannedCopy } from './copy-blueprints.ts'

/** Below the originals, in the same arrangement as far as there is room. */
export function placesOfCopies(plan: readonly PlannedCopy[], known: readonly ModelKind[], places: Places): Places {
  const kinds = [...known]
  const originals = plan.flatMap(({ of }) => kinds.filter((kind) => kind.name === of))
  const top = Math.min(...originals.map(({ name }) => places[name]?.y ?? 0))
  const bottom = Math.max(...originals.map((kind) => (places[kind.name]?.y ?? 0) + heightOf(kind)))
  let found = places
  for (const { of, name } of plan) {
    const original = originals.find((kind) => kind.name === of)
    if (!original) continue
    const { x, y } = places[of] ?? { x: 0, y: 0 }
    const free = freePlace(kinds, found, { x, y: y + bottom - top + 48 }, heightOf(original))
    found = { ...found, [name]: free }
    kinds.push({ ...original, name })
  }
  return found
}
