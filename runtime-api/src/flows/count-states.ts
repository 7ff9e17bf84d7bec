// How many records stand in each state of a flow now?
import type { OptionId } from '@molde/engine'
import { countsOf } from '../record-store/count-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { flowNamed, type KnownFlow } from './read-flows.ts'

/** Every state by key, in the flow's order, with the records that are not in the trash. */
export async function countStates(scope: Scope, name: string) {
  const db = scope.store.read
  const known = await flowNamed(db, scope, name)
  const counts = await recordsByState(db, scope, known)
  const options = known.blueprint.fields.find(({ id }) => id === known.head.definition.stateField)?.options ?? []
  const keys = new Map(options.map(({ id, key }) => [id, key]))
  return {
    items: known.head.definition.states.map(({ id }) => ({ state: keys.get(id) ?? id, records: counts.get(id) ?? 0 })),
  }
}

/** A record that has not entered its flow yet stands where the flow starts. */
export async function recordsByState(db: Db, scope: Scope, known: KnownFlow): Promise<ReadonlyMap<OptionId, number>> {
  const sums = new Map<OptionId, number>()
  for (const { live, state, n } of await countsOf(db, scope.tenant.no, known.row.blueprint)) {
    const id = (state ?? known.head.definition.initial) as OptionId
    if (live) sums.set(id, (sums.get(id) ?? 0) + n)
  }
  return sums
}
