// The system members of a record, as expressions read them: `record.state`, `record.createdAt`.
import type { FlowRecord } from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'
import type { RecordRow } from '../record-store/record-table.ts'
import { stateOf } from './state-of.ts'

export function recordMembersOf(definition: Definition, row: RecordRow): FlowRecord {
  const { id, version, rev, createdAt, updatedAt, createdBy } = row
  return { id, state: stateOf(definition, row), version, rev, createdAt, updatedAt, createdBy }
}
