// How many records stand in each state of a flow now?
import { type FlowState, type FlowVersion, flowTables, type OptionId, stateKey } from '@molde/engine'
import { countsOf } from '../record-store/count-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { flowNamed, type KnownFlow } from './read-flows.ts'
import { countsByValue } from './region-count-table.ts'

/** Every state by key, in the flow's order, with the records that are not in the trash; those of a region follow its parallel state. */
export async function countStates(scope: Scope, name: string) {
  const db = scope.store.read
  const known = await flowNamed(db, scope, name)
  const counts = await recordsByState(db, scope, known)
  const tables = flowTables(known.head.definition, known.blueprint)
  return {
    items: statesAndRegions(known.head.definition).map(({ id }) => ({
      state: stateKey(tables, id),
      records: counts.get(id) ?? 0,
    })),
  }
}

/** The states of a flow in its order, each parallel one with the states of its regions behind it. */
export function statesAndRegions({ states }: FlowVersion): readonly FlowState[] {
  return states.flatMap((state) => [state, ...(state.regions ?? []).flatMap((region) => region.states)])
}

/** A record that has not entered its flow yet stands where the flow starts; a region that says nothing yet is at its beginning. */
export async function recordsByState(db: Db, scope: Scope, known: KnownFlow): Promise<ReadonlyMap<OptionId, number>> {
  const { definition } = known.head
  const sums = new Map<OptionId, number>()
  const add = (id: OptionId, n: number) => sums.set(id, (sums.get(id) ?? 0) + n)
  for (const { live, state, n } of await countsOf(db, scope.tenant.no, known.row.blueprint))
    if (live) add((state ?? definition.initial) as OptionId, n)
  for (const { id: state, regions = [] } of definition.states)
    for (const { stateField: field, initial, states } of (sums.get(state) ?? 0) > 0 ? regions : [])
      for (const { value, n } of await countsByValue(db, scope.tenant.no, {
        blueprint: known.row.blueprint,
        state,
        field,
      }))
        add(states.find(({ id }) => id === value)?.id ?? initial, n)
  return sums
}
