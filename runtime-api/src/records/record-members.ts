// The system members of a record, as expressions read them: `record.state`, `record.createdAt`.
import type { FlowRecord } from '@molde/engine'
import type { Definition, FlowInUse } from '../blueprints/definition.ts'
import type { RecordRow } from '../record-store/record-table.ts'
import { rowUnder, stateIn, stateOf } from './state-of.ts'

/** `row` in the shape of the definition. With a flow its `state` is where the record stands in that one, else in the first. */
export function recordMembersOf(definition: Definition, row: RecordRow, flow?: FlowInUse): FlowRecord {
  const { id, version, rev, createdAt, updatedAt, createdBy } = row
  const state = flow ? stateIn(flow, rowUnder(flow, row, row.data)) : stateOf(definition, row)
  return { id, state, version, rev, createdAt, updatedAt, createdBy }
}
