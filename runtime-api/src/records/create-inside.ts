// A new record in a transaction that somebody else began, with the records of its rows where rows are records.
import type { Definition } from '../blueprints/definition.ts'
import type { RecordRow } from '../record-store/record-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { bringParentsForward } from '../subtables/bring-forward.ts'
import { settleRows } from '../subtables/settle-rows.ts'
import { insertDraft, type RecordDraft } from './draft-record.ts'

/** Answers with the record in the shape of the definition that is written. */
export async function createInside(
  tx: Db,
  scope: Scope,
  definition: Definition,
  draft: RecordDraft,
): Promise<RecordRow> {
  const { newest } = definition
  if (newest.subtables.length === 0) return insertDraft(tx, scope, definition, draft)
  await bringParentsForward(tx, scope, newest, draft.inNewest)
  const row = await insertDraft(tx, scope, definition, draft)
  await settleRows(tx, scope, newest, { parent: row, to: row.version, left: row.left })
  return row
}
