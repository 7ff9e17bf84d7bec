// Whoever edits by an older rev is not stale when nobody has written since: values that only followed are in nobody's way.
import type { ExpectedRev } from '../http/preconditions.ts'
import { notesSince } from '../record-store/history-table.ts'
import type { RecordRow } from '../record-store/record-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { computedNote } from './computed-note.ts'

/** More revs than this are not looked through. */
const mostRevs = 1_000

/** What was expected, and the present rev with it where the record has only been worked out anew since. */
export async function sinceComputed(
  tx: Db,
  scope: Scope,
  row: RecordRow,
  expected: ExpectedRev | undefined,
): Promise<ExpectedRev | undefined> {
  if (expected === undefined || expected === 'any' || expected.includes(row.rev)) return expected
  const last = Math.max(...expected.filter((rev) => rev < row.rev))
  if (!Number.isFinite(last) || row.rev - last > mostRevs) return expected
  const notes = await notesSince(tx, scope.tenant.no, row.no, last)
  return notes.every((note) => note === computedNote) ? [...expected, row.rev] : expected
}
