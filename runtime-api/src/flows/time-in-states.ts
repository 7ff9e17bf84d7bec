// How long do records stay in each state of a flow, by those that left it lately?
import type { OptionId } from '@molde/engine'
import type { Scope } from '../runtime.ts'
import { visitsSince } from '../transitions/flow-log-table.ts'
import { flowNamed } from './read-flows.ts'

const usualDays = 90
const dayMs = 86_400_000
const atOnce = 500
const mostVisits = 20_000

interface Sum {
  visits: number
  ms: number
}

/** Every state by key, in the flow's order; who stands in one still is not counted. Of many stays the newest. */
export async function timeInStates(scope: Scope, name: string, days = usualDays) {
  const db = scope.store.read
  const known = await flowNamed(db, scope, name)
  const since = scope.runtime.now() - days * dayMs
  const sums = new Map<OptionId, Sum>()
  let looked = 0
  let before: readonly [number, number] | undefined
  for (;;) {
    const visits = await visitsSince(db, scope.tenant.no, { flow: known.row.no, since, before }, atOnce)
    for (const { state, came, left } of visits) {
      const sum = sums.get(state) ?? { visits: 0, ms: 0 }
      sum.visits += 1
      sum.ms += Math.max(0, left - came)
      sums.set(state, sum)
    }
    looked += visits.length
    const last = visits.at(-1)
    before = last && [last.left, last.seq]
    if (visits.length < atOnce || looked >= mostVisits) break
    await new Promise((resolve) => setImmediate(resolve))
  }
  const options = known.blueprint.fields.find(({ id }) => id === known.head.definition.stateField)?.options ?? []
  const keys = new Map(options.map(({ id, key }) => [id, key]))
  return {
    since: new Date(since).toISOString(),
    capped: looked >= mostVisits,
    items: known.head.definition.states.map(({ id }) => {
      const { visits = 0, ms = 0 } = sums.get(id) ?? {}
      return { state: keys.get(id) ?? id, visits, averageMs: visits === 0 ? null : Math.round(ms / visits) }
    }),
  }
}
