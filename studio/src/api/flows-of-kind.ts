// A kind of record has no flow, one, or several beside each other; each has a field for its states, and events of its own.
import type { Blueprint, WireField } from './blueprints-api.ts'
import type { Flow } from './flow.ts'
import { regionKeys } from './flow-nodes.ts'
import type { WireRecord } from './records-api.ts'

type Ranked = Pick<Flow, 'main'>

/** The one whose state is `record.state`. */
export function mainOf<T extends Ranked>(flows: readonly T[]): T | undefined {
  return flows.find(isMain)
}

export const isMain = ({ main }: Ranked): boolean => main !== false

/** As people meet them: the main one first. */
export function inTheirOrder<T extends Ranked>(flows: readonly T[]): readonly T[] {
  return [...flows.filter(isMain), ...flows.filter((flow) => !isMain(flow))]
}

/** Of all of a workspace, those of one kind of record; none while nobody knows them yet. */
export function flowsOfKind<T extends Ranked & Pick<Flow, 'blueprint'>>(
  flows: readonly T[] | undefined,
  blueprint: string,
): readonly T[] {
  return inTheirOrder(flows?.filter((flow) => flow.blueprint === blueprint) ?? [])
}

export function stateFieldsOf(flows: readonly Pick<Flow, 'stateField'>[]): readonly string[] {
  return flows.map(({ stateField }) => stateField)
}

/** The flow whose state, or the state of one of whose regions, a field holds. */
export function flowAt<T extends Pick<Flow, 'stateField' | 'states'>>(
  flows: readonly T[],
  field: string,
): T | undefined {
  return flows.find((flow) => flow.stateField === field || regionKeys(flow).includes(field))
}

/** Keys of the events that somebody or something sends, in the order of the flow. */
export function eventsIn({ transitions }: Pick<Flow, 'transitions'>): readonly string[] {
  return [...new Set(transitions.flatMap(({ event }) => event || []))]
}

/** Keys of events are told apart over all flows of a kind. */
export function flowOfEvent<T extends Pick<Flow, 'transitions'>>(flows: readonly T[], event: string): T | undefined {
  return flows.find(({ transitions }) => transitions.some((one) => one.event === event))
}

/**
 * The choices of a field as states, as steps name them: `PAID` of the main flow, `payment.PAID` of any other one and of regions.
 * The key that stands before the point; undefined where none does.
 */
export function prefixOf(flow: Pick<Flow, 'stateField' | 'main'>, field: string): string | undefined {
  return isMain(flow) && field === flow.stateField ? undefined : field
}

type Standing = Pick<WireRecord, 'state' | 'data'>

/** Where a record stands in a flow, as the flow names its states; null where it does not. */
export function stateIn(flow: Pick<Flow, 'stateField' | 'main'>, { state, data }: Standing): string | null {
  if (isMain(flow)) return state ?? null
  const choice = data[flow.stateField]
  return typeof choice === 'string' ? choice : null
}

export interface StateOfRecord {
  readonly flow: Flow
  readonly field: WireField
  readonly state: string
}

/** In every flow in which the record stands anywhere. */
export function statesOf(
  { fields }: Pick<Blueprint, 'fields'>,
  flows: readonly Flow[],
  record: Standing,
): readonly StateOfRecord[] {
  return flows.flatMap((flow) => {
    const field = fields.find(({ key }) => key === flow.stateField)
    const state = stateIn(flow, record)
    return field && state !== null ? [{ flow, field, state }] : []
  })
}
