// Where a step leads, seen from a field that mirrors a flow or one of its regions: a state of a region, or of another flow than the
// main one, is called `field.STATE`.
import type { WireRecord } from '../api/records-api.ts'
import type { AvailableTransition } from '../api/transitions-api.ts'

/** The name of the state that a choice is; undefined region: of the main flow itself. */
export function stateOf(region: string | undefined, choice: string | null): string | null {
  return region === undefined || choice === null ? choice : `${region}.${choice}`
}

/** The other way round: by which field a state is named; undefined of the main flow. */
export function regionOfState(state: string): string | undefined {
  const at = state.lastIndexOf('.')
  return at < 0 ? undefined : state.slice(0, at)
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
