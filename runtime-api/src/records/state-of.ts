// In which state of its flow is a record, also before the job that enters old records into a new flow has reached it?
import { initialState, type OptionId, type StoredData } from '@molde/engine'
import type { Definition, FlowInUse } from '../blueprints/definition.ts'

interface Standing {
  readonly state: string | null
  readonly data: StoredData
}

export function stateOf(definition: Definition, record: Standing): OptionId | null {
  return definition.flow ? stateIn(definition.flow, record) : null
}

export function stateIn(flow: FlowInUse, record: Standing): OptionId {
  // The data may be costly to ask for.
  const held = record.state ?? record.data[flow.version.stateField]
  return flow.version.states.find(({ id }) => id === held)?.id ?? initialState(flow.version)
}
