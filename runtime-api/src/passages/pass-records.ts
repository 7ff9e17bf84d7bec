// Records pass from one blueprint into another, with all that hangs on them, and what others work out of them.
import { noteDirty, noteFanOut } from '../computed/dirty.ts'
import { noteWritten } from '../computed/note-written.ts'
import { noteRecordsMoved } from '../notifications/notification-table.ts'
import { leaveQuarantine } from '../record-migrations/quarantine-table.ts'
import { passRows } from '../record-store/pass-rows.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import type { Passage } from './passage.ts'
import type { Passing } from './plan-passings.ts'
import { dropStandingsIn, putStandings } from './standing-table.ts'

/** Answers how many did; the others were written by somebody else meanwhile. */
export async function passRecords(
  tx: Db,
  scope: Scope,
  { from, to }: Passage,
  passings: readonly Passing[],
  actor: string | null,
): Promise<number> {
  const tenant = scope.tenant.no
  const moves = passings.map(({ row, arrives, mark, projections }) => ({
    from: row,
    to: { row: arrives, mark, ...projections },
  }))
  const done = await passRows(tx, tenant, moves, { at: scope.runtime.now(), actor })
  const passed = passings.filter(({ row }) => done.has(row.no))
  const nos = passed.map(({ row }) => row.no)
  const standings = passed.map(({ row, left }) => ({ record: row.no, standing: left }))
  await putStandings(tx, tenant, from.definition.no, standings)
  await dropStandingsIn(tx, tenant, nos, to.definition.no)
  await leaveQuarantine(tx, tenant, nos)
  await noteRecordsMoved(tx, tenant, nos, to.definition.no)
  const { lookups, rollups, name } = to.definition
  for (const { row, inNewest } of passed) {
    const { no, live } = row
    const gone = { no, before: inNewest.before, after: inNewest.before, wasLive: live, isLive: false }
    await noteWritten(tx, scope, from.definition, gone)
    const come = { no, before: undefined, after: inNewest.after, wasLive: false, isLive: live }
    await noteWritten(tx, scope, to.definition, come)
    for (const { shown, via } of [...from.definition.readers.lookups, ...to.definition.readers.lookups])
      noteFanOut(tx, { to: no, shown, via })
    if (lookups.length + rollups.length > 0) noteDirty(tx, { no, blueprint: name })
  }
  return passed.length
}
