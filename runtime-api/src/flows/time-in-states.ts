// How long do records stay in each state of a flow, by those that left it lately?
import { flowTables, type OptionId, stateKey } from '@molde/engine'
import type { Scope } from '../runtime.ts'
import { visitsSince } from '../transitions/flow-log-table.ts'
import { statesAndRegions } from './count-states.ts'
import { flowNamed } from './read-flows.ts'
import { regionStays } from './region-stays.ts'

const usualDays = 90
const dayMs = 86_400_000
const atOnce = 500
const mostVisits = 20_000

interface Sum {
  visits: number
  ms: number
}

/**
 * Every state by key, in the flow's order, those of regions behind their parallel state; who stands in one still is not counted.
 * Of many stays the newest.
 */
export async function timeInStates(scope: Scope, name: string, days = usualDays) {
  const db = scope.store.read
  const known = await flowNamed(db, scope, name)
  const since = scope.runtime.now() - days * dayMs
  const sums = new Map<OptionId, Sum>()
  const add = (state: OptionId, ms: number) => {
    const sum = sums.get(state) ?? { visits: 0, ms: 0 }
    sum.visits += 1
    sum.ms += ms
    sums.set(state, sum)
  }
  let looked = 0
  let before: readonly [number, number] | undefined
  for (;;) {
    const visits = await visitsSince(db, scope.tenant.no, { flow: known.row.no, since, before }, atOnce)
    for (const { state, came, left } of visits) add(state, Math.max(0, left - came))
    looked += visits.length
    const last = visits.at(-1)
    before = last && [last.left, last.seq]
    if (visits.length < atOnce || looked >= mostVisits) break
    await new Promise((resolve) => setImmediate(resolve))
  }
  const { definition } = known.head
  const { stays, capped } = await regionStays(scope, { flow: known.row.no, definition, since, most: mostVisits })
  for (const { state, ms } of stays) add(state, ms)
  const tables = flowTables(definition, known.blueprint)
  return {
    since: new Date(since).toISOString(),
    capped: capped || looked >= mostVisits,
    items: statesAndRegions(definition).map(({ id }) => {
      const { visits = 0, ms = 0 } = sums.get(id) ?? {}
      return { state: stateKey(tables, id), visits, averageMs: visits === 0 ? null : Math.round(ms / visits) }
    }),
  }
}
