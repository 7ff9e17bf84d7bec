// Things that go on at the same time: made, joined by one more, and taken away. Pure functions from flow to flow.
import { groupNode, statesUnder } from '../api/flow-nodes.ts'
import type { Flow, WireFlowState, WireGroup } from '../api/flows-api.ts'
import type { Place } from '../drawing/place.ts'
import type { Label } from '../text/say-label.ts'
import { withoutStates, withState, withTransition } from './edit-flow.ts'
import { isConcurrent, leafKey, parallelGroup, regionGroup } from './regions-on-screen.ts'

/** A region to be: the key and name of the field that will tell of it, and how its beginning and its end are called. */
export interface NewRegion {
  readonly field: string
  readonly label: Label
  readonly first: Label
  readonly last: Label
  /** Of the step from one to the other. */
  readonly step: string
}

const rowHeight = 120

/** Each region begins in one state and ends in another, one step apart: enough to be published, and little to take away. */
export function withConcurrent(
  flow: Flow,
  { key, label }: { readonly key: string; readonly label: Label },
  regions: readonly NewRegion[],
  at: Place,
): Flow {
  const framed = withFrame(flow, parallelGroup(key), { label, parallel: key, states: [] })
  return regions.reduce(
    (now, region, place) => withRegion(now, key, region, { x: at.x + place * 260, y: at.y }),
    framed,
  )
}

export function withRegion(
  flow: Flow,
  parallel: string,
  { field, label, first, last, step }: NewRegion,
  at: Place,
): Flow {
  const [begins, ends] = [leafKey(field, 'OPEN'), leafKey(field, 'DONE')]
  const placed = (key: string, state: WireFlowState, row: number) => (now: Flow) =>
    withState(now, key, { ...state, pos: { x: Math.round(at.x), y: Math.round(at.y + row * rowHeight) } })
  const withStates = [
    placed(begins, { label: first }, 0),
    placed(ends, { label: last, type: 'final' as const }, 1),
  ].reduce((now, add) => add(now), flow)
  const frame = { label, region: field, parent: parallelGroup(parallel), states: [begins, ends], initial: begins }
  return withTransition(withFrame(withStates, regionGroup(field), frame), [begins], ends, step)
}

function withFrame(flow: Flow, key: string, group: WireGroup): Flow {
  return { ...flow, groups: { ...flow.groups, [key]: group } }
}

/** With everything that stands in them, and every step that needs them. */
export function withoutConcurrent(flow: Flow, frames: readonly string[]): Flow {
  const nodes = frames.filter((key) => isConcurrent(flow.groups?.[key]))
  const gone = nodes.flatMap((key) => statesUnder(flow, key))
  const after = withoutStates(flow, gone)
  // Records have to begin somewhere.
  const isLost = nodes.some((key) => flow.initial === groupNode(key))
  return isLost ? { ...after, initial: Object.keys(after.states)[0] ?? '' } : after
}
