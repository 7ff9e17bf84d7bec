// The drawing of the data model is shared: where its blueprints lie, the last who moved one decides.
import { issue, refuseIf } from '@molde/engine'
import type { Scope } from '../runtime.ts'
import { type BlueprintPlace, listPlaces, namesInUse, putPlace } from './place-table.ts'

/** By name of the blueprint; whole units of the drawing, downwards and to the right. */
export type Places = { readonly [name: string]: { readonly x: number; readonly y: number } }

export async function readPlaces(scope: Scope): Promise<Places> {
  return placesOf(await listPlaces(scope.store.read, scope.tenant.no))
}

/** The others stay where they are. Answers with all. */
export async function movePlaces(scope: Scope, moved: Places): Promise<Places> {
  const tenant = scope.tenant.no
  return scope.store.inTransaction(async (tx) => {
    const known = new Set(await namesInUse(tx, tenant))
    const unknown = Object.keys(moved)
      .filter((name) => !known.has(name))
      .slice(0, 50)
    refuseIf(
      unknown.map((name) =>
        issue(['places', name], 'unknown-blueprint', { name: name.slice(0, 60), known: [...known].slice(0, 20) }),
      ),
    )
    const at = scope.runtime.now()
    // In one order, so that two who move the same wait for each other and not in a ring.
    for (const name of Object.keys(moved).sort()) {
      const place = moved[name]
      if (place) await putPlace(tx, tenant, { name, ...place }, at, scope.actor.id)
    }
    return placesOf(await listPlaces(tx, tenant))
  })
}

function placesOf(rows: readonly BlueprintPlace[]): Places {
  return Object.fromEntries(rows.map(({ name, x, y }) => [name, { x, y }]))
}
