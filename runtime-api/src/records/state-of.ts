// In which state of a flow is a record, also before the job that enters old records into a new flow has reached it?
import { initialState, type OptionId, type StoredData } from '@molde/engine'
import type { Definition, FlowInUse } from '../blueprints/definition.ts'
import type { RecordRow } from '../record-store/record-table.ts'

interface Standing {
  readonly state: string | null
  readonly data: StoredData
}

export function stateOf(definition: Definition, record: Standing): OptionId | null {
  return definition.flow ? stateIn(definition.flow, record) : null
}

/**
 * A record as one of its flows sees it: `state` is where it stands in that one, null before it has entered it. `data` in the newest shape.
 */
export function rowUnder<Row extends Pick<RecordRow, 'state'>>(flow: FlowInUse, row: Row, data: StoredData): Row {
  if (flow.isFirst) return row
  const held = data[flow.version.stateField]
  const isState = flow.version.states.some(({ id }) => id === held)
  return { ...row, state: isState ? (held as OptionId) : null }
}

export function stateIn(flow: FlowInUse, record: Standing): OptionId {
  // The data may be costly to ask for.
  const held = record.state ?? record.data[flow.version.stateField]
  return flow.version.states.find(({ id }) => id === held)?.id ?? initialState(flow.version)
}
