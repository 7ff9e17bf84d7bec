// Where would records go on most likely when their state is taken away?

import type { BlueprintVersion } from '../blueprint/blueprint.ts'
import type { FlowVersion } from '../flow/flow.ts'
import { flowTables } from '../flow/flow-tables.ts'
import type { OptionId } from '../ids.ts'
import { nextStates } from './reachability.ts'

/**
 * The state that stays and comes next on the way there was; where that only ends, the one that led here; else the start.
 * `before` is the flow that has the state, typed in `blueprint`.
 */
export function guessState(
  before: FlowVersion,
  blueprint: BlueprintVersion,
  after: FlowVersion,
  state: OptionId,
  isKept: (state: OptionId) => boolean,
): OptionId {
  const next = nextStates(flowTables(before, blueprint))
  const isFinal = (id: OptionId) => after.states.find((one) => one.id === id)?.kind === 'final'
  const onwards = nearest(state, (id) => [...(next.get(id) ?? [])], isKept)
  if (onwards !== undefined && !isFinal(onwards)) return onwards
  const leads = (to: OptionId) => [...next].flatMap(([from, targets]) => (targets.has(to) ? [from] : []))
  return nearest(state, leads, (id) => isKept(id) && !isFinal(id)) ?? onwards ?? after.initial
}

function nearest(
  start: OptionId,
  nextOf: (state: OptionId) => readonly OptionId[],
  isWanted: (state: OptionId) => boolean,
): OptionId | undefined {
  const seen = new Set([start])
  for (const state of seen) {
    const found = state === start ? undefined : state
    if (found !== undefined && isWanted(found)) return found
    for (const one of nextOf(state)) seen.add(one)
  }
  return undefined
}
