// How many records stand in each state of a flow now?
import { type FieldId, type FlowState, type FlowVersion, flowTables, type OptionId, stateKey } from '@molde/engine'
import { definitionOf } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import { countsOf } from '../record-store/count-table.ts'
import { recordsBelowVersion } from '../record-store/record-scan-table.ts'
import { liftRows } from '../records/lift-row.ts'
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

interface StateCount {
  readonly state: string | null
  readonly n: number
}

/** The first flow's are counted as records are written; for those of a further one somebody looks. */
async function countsInFlow(db: Db, scope: Scope, known: KnownFlow): Promise<readonly StateCount[]> {
  const { row, head, blueprintRow } = known
  const { blueprint } = row
  if (row.isFirst) return (await countsOf(db, scope.tenant.no, blueprint)).filter(({ live }) => live)
  const field = head.definition.stateField
  const definition = await definitionOf(scope, db, blueprintRow.name)
  const moved = definition.flows.find(({ no }) => no === row.no)?.moves.at(-1)?.version ?? 0
  const held = await countsByValue(db, scope.tenant.no, { blueprint, field, from: moved })
  return [
    ...held.map(({ value, n }) => ({ state: value, n })),
    ...(await notMovedYet(db, scope, definition, field, moved)),
  ]
}

/** At once, and altogether: those beyond are counted as they rest. */
const [batch, mostLifted] = [250, 20_000]

/** Whom no job has met yet, and who waits below: they stand where their version leads. */
async function notMovedYet(
  db: Db,
  scope: Scope,
  definition: Definition,
  field: FieldId,
  version: number,
): Promise<readonly StateCount[]> {
  const counts: StateCount[] = []
  let after = 0
  while (counts.length < mostLifted) {
    const rows = await recordsBelowVersion(db, scope.tenant.no, { blueprint: definition.no, version, after }, batch)
    for (const { data } of await liftRows(scope, db, definition, rows))
      counts.push({ state: (data[field] as string | undefined) ?? null, n: 1 })
    after = rows.at(-1)?.no ?? after
    if (rows.length < batch) return counts
    await new Promise((resolve) => setImmediate(resolve))
  }
  const rest = await countsByValue(db, scope.tenant.no, { blueprint: definition.no, field, below: version, after })
  return [...counts, ...rest.map(({ value, n }) => ({ state: value, n }))]
}

/** A record that has not entered its flow yet stands where the flow starts; a region that says nothing yet is at its beginning. */
export async function recordsByState(db: Db, scope: Scope, known: KnownFlow): Promise<ReadonlyMap<OptionId, number>> {
  const { definition } = known.head
  const sums = new Map<OptionId, number>()
  const add = (id: OptionId, n: number) => sums.set(id, (sums.get(id) ?? 0) + n)
  for (const { state, n } of await countsInFlow(db, scope, known))
    add(definition.states.find(({ id }) => id === state)?.id ?? definition.initial, n)
  for (const { id: state, regions = [] } of definition.states)
    for (const { stateField: field, initial, states } of (sums.get(state) ?? 0) > 0 ? regions : [])
      for (const { value, n } of await countsByValue(db, scope.tenant.no, {
        blueprint: known.row.blueprint,
        field,
        at: { state, ...(!known.row.isFirst && { field: definition.stateField }) },
      }))
        add(states.find(({ id }) => id === value)?.id ?? initial, n)
  return sums
}
