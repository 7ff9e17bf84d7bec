// What a client hears whose `If-Match` names another rev than the present one: the present representation.
import type { Definition } from '../blueprints/definition.ts'
import { ApiError } from '../errors.ts'
import { type ExpectedRev, revMatches } from '../http/preconditions.ts'
import type { RecordRow } from '../record-store/record-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { liftRow } from './lift-row.ts'
import { etagOfRecord, presentRecord } from './present-record.ts'

/** `row` as it rests. */
export async function refuseStaleRow(
  tx: Db,
  scope: Scope,
  definition: Definition,
  row: RecordRow,
  expected: ExpectedRev | undefined,
): Promise<void> {
  if (revMatches(expected, row.rev)) return
  refuseStale(definition, await liftRow(scope, tx, definition, row), expected)
}

/** `row` is lifted already. */
export function refuseStale(definition: Definition, row: RecordRow, expected: ExpectedRev | undefined): void {
  if (revMatches(expected, row.rev)) return
  const current = presentRecord(definition, row)
  throw new ApiError('stale-rev', { members: { current }, headers: { ETag: etagOfRecord(current) } })
}
