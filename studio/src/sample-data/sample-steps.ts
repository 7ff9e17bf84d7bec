// How do made-up records come to stand in the states of flows? By their own steps, as everybody else's.
import { newIdempotencyKey } from '../api/api-client.ts'
import type { Blueprint } from '../api/blueprints-api.ts'
import { firstState, leaves } from '../api/flow-nodes.ts'
import type { Flow } from '../api/flows-api.ts'
import { sendEvent } from '../api/transitions-api.ts'

type Steps = Pick<Flow, 'initial' | 'states' | 'transitions' | 'groups'>

/** For each state that steps lead to which ask for nothing, the fewest events; the state where a record begins is the first. */
export function waysThrough(flow: Steps): readonly (readonly string[])[] {
  const ways = new Map<string, readonly string[]>([[flow.initial, []]])
  // A map goes through what is added meanwhile, too: nearest first.
  for (const [state, events] of ways)
    for (const step of flow.transitions) {
      const to = firstState(flow, step.to)
      const asks = step.event === '' || (Array.isArray(step['form']) && step['form'].length > 0)
      if (to !== undefined && leaves(flow, step, state) && !asks && !ways.has(to)) ways.set(to, [...events, step.event])
    }
  return [...ways.values()]
}

interface Made {
  readonly id: string
  readonly rev: number
}

/**
 * In turn over all states of the first flow; of the next, over all of its states for each of those. Who is refused a step stays
 * where it is. Answers with their revs.
 */
export async function spreadOver(
  tenant: string,
  { name, version }: Blueprint,
  flows: readonly Steps[],
  records: readonly Made[],
): Promise<readonly Made[]> {
  const walk = async (record: Made, events: readonly string[]): Promise<Made> => {
    let now = record
    for (const event of events) {
      const on = { rev: now.rev, version }
      const asked = { id: now.id, event, input: {}, on, idempotencyKey: newIdempotencyKey() }
      const after = await sendEvent(tenant, name, asked).catch(() => undefined)
      if (!after) return now
      now = { id: after.id, rev: after.rev }
    }
    return now
  }
  const ways = waysOver(flows)
  return Promise.all(records.map((record, at) => walk(record, ways(at))))
}

/** The events of all flows for the record at a place. */
export function waysOver(flows: readonly Steps[]): (at: number) => readonly string[] {
  const all = flows.map(waysThrough)
  return (at) => {
    let turn = at
    return all.flatMap((ways) => {
      const way = ways[turn % ways.length] ?? []
      turn = Math.floor(turn / ways.length)
      return way
    })
  }
}
