// One record, worked out anew from what it reads now. Nothing is written where nothing changes.
import { withComputed } from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'
import type { RecordRow } from '../record-store/record-table.ts'
import { changeRow } from '../records/change-row.ts'
import { liftRow } from '../records/lift-row.ts'
import { recordMembersOf } from '../records/record-members.ts'
import { writeContext } from '../records/write-context.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { computedNote } from './computed-note.ts'
import { numbersFor } from './number-record.ts'
import { outsideOf } from './outside-values.ts'

/** The record afterwards, in the newest shape, or undefined when it is as it was. `row` is held. */
export async function recomputeRecord(
  tx: Db,
  scope: Scope,
  definition: Definition,
  row: RecordRow,
): Promise<RecordRow | undefined> {
  const { head } = definition
  const lifted = await liftRow(scope, tx, definition, row)
  const outside = await outsideOf(tx, scope, definition, { no: row.no, data: lifted.data })
  const numbers = await numbersFor(tx, scope, definition, lifted.data)
  const data = withComputed(head, lifted.data, scope.tenant.timezone, { ...outside, ...numbers })
  if (data === lifted.data) return undefined
  const context = {
    ...writeContext(scope, definition),
    record: recordMembersOf(definition, lifted),
    system: true,
  }
  return changeRow(tx, scope, definition, { row, lifted, data, changed: [], context, note: computedNote })
}
