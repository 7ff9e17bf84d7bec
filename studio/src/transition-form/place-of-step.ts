// Where a step leads, seen from a field that mirrors the flow or one of its regions: on the wire a state of a region is `field.STATE`.
import type { WireField } from '../api/blueprints-api.ts'
import { regionKeys } from '../api/flow-nodes.ts'
import type { Flow } from '../api/flows-api.ts'
import type { WireRecord } from '../api/records-api.ts'
import type { AvailableTransition } from '../api/transitions-api.ts'

/** Records move through the choices of such a field by steps only. */
export function isMovedBySteps(flow: Flow | undefined, { key }: Pick<WireField, 'key'>): boolean {
  return flow !== undefined && (key === flow.stateField || regionKeys(flow).includes(key))
}

/** The name of the state that a choice is; undefined region: of the flow itself. */
export function stateOf(region: string | undefined, choice: string | null): string | null {
  return region === undefined || choice === null ? choice : `${region}.${choice}`
}

/** Every state that it leads to; none of an event of another state. */
export function targetsOf({ to, alsoTo = [] }: Pick<AvailableTransition, 'to' | 'alsoTo'>): readonly string[] {
  return to === null ? [] : [to, ...alsoTo]
}

/** Where the record stands now, in the same names. */
export function standsIn(region: string | undefined, { state, data }: WireRecord): string | null {
  const choice = region === undefined ? undefined : data[region]
  return region === undefined ? (state ?? null) : stateOf(region, typeof choice === 'string' ? choice : null)
}
