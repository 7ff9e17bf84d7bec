// How far is a record in its flow? By the shortest way: from the beginning to where it stands, and from there to an end.
import { firstState, leaves } from '../api/flow-nodes.ts'
import type { Flow } from '../api/flows-api.ts'

type Steps = Pick<Flow, 'initial' | 'states' | 'transitions' | 'groups'>

export interface Progress {
  /** Counted from 1. */
  readonly at: number
  readonly of: number
}

/** Undefined where no way from the beginning comes by, or none leads to an end. */
export function progressIn(flow: Steps, state: string): Progress | undefined {
  const begun = lengthOf(flow, firstState(flow, flow.initial), (one) => one === state)
  const left = lengthOf(flow, state, (one) => flow.states[one]?.type === 'final')
  return begun === undefined || left === undefined ? undefined : { at: begun + 1, of: begun + left + 1 }
}

/** In steps. */
function lengthOf(flow: Steps, from: string | undefined, isThere: (state: string) => boolean): number | undefined {
  const far = new Map(from === undefined ? [] : [[from, 0]])
  // A map goes through what is added meanwhile, too: nearest first.
  for (const [state, steps] of far) {
    if (isThere(state)) return steps
    for (const one of flow.transitions) {
      const to = firstState(flow, one.to)
      if (to !== undefined && leaves(flow, one, state) && !far.has(to)) far.set(to, steps + 1)
    }
  }
  return undefined
}
