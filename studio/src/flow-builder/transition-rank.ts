// Of the transitions of one event the first that is possible is taken: which is which, and changing their order.
import type { Flow } from '../api/flows-api.ts'

/** From 1; of the transitions with the same event. */
export function rankOf(flow: Flow, index: number): { readonly at: number; readonly of: number } {
  const same = samePlaces(flow, index)
  return { at: same.indexOf(index) + 1, of: same.length }
}

/** Answers with its new place in the list. */
export function moveRank(flow: Flow, index: number, by: -1 | 1): { readonly flow: Flow; readonly index: number } {
  const same = samePlaces(flow, index)
  const other = same[same.indexOf(index) + by]
  const [one, two] = [flow.transitions[index], other === undefined ? undefined : flow.transitions[other]]
  if (other === undefined || !one || !two) return { flow, index }
  const transitions = flow.transitions.map((transition, at) => (at === index ? two : at === other ? one : transition))
  return { flow: { ...flow, transitions }, index: other }
}

function samePlaces(flow: Flow, index: number): readonly number[] {
  const event = flow.transitions[index]?.event
  return flow.transitions.flatMap((one, at) => (one.event === event ? [at] : []))
}
