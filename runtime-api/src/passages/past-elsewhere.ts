// What a record was while it was in another blueprint, as the one in which it is now would have said it.
import { type Attic, passagesIn, passOver, type StoredData } from '@molde/engine'
import { definitionByNo, opsOf } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import type { RecordRow } from '../record-store/record-table.ts'
import { liftRow, shapeRow } from '../records/lift-row.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { opposite, type Passage, passageBetween } from './passage.ts'

/**
 * In the newest shape; what the other blueprint had no field for is as it is now, `present`. Throws where no op leads from there to here
 * any more.
 */
export async function pastElsewhere(
  db: Db,
  scope: Scope,
  here: Definition,
  past: RecordRow,
  present: RecordRow,
): Promise<{ readonly data: StoredData; readonly attic: Attic }> {
  const there = await definitionByNo(scope, db, past.blueprint)
  const passage = there && passageFrom(there, here)
  if (!passage) throw new RangeError(`no op leads from blueprint ${past.blueprint} to ${here.no}`)
  const { op, from, to } = passage
  const then = await shapeRow(scope, db, from.definition, past, from.version)
  const now = await shapeRow(scope, db, to.definition, present, to.version)
  const last = { from: passOver(op, opposite(to.side), now.data).data, to: now.data }
  const passed = passOver(op, to.side, then.data, last)
  return liftRow(scope, db, to.definition, { ...present, version: to.version, data: passed.data, attic: now.attic })
}

/** The op may be of either, and the latest one counts. */
function passageFrom(from: Definition, to: Definition): Passage | undefined {
  for (const [holder, other, side] of [
    [to, from, 'here'],
    [from, to, 'there'],
  ] as const) {
    const op = passagesIn(opsOf(holder)).findLast(({ blueprint }) => blueprint === other.name)
    const version = op && versionOfOp(holder, op.id)
    if (op && version !== undefined) return passageBetween(holder, other, { op: op.id, version, side })
  }
  return undefined
}

function versionOfOp({ newest, opsInto }: Definition, id: string): number | undefined {
  for (let version = newest.head.version; version > 1; version--)
    if (opsInto(version).some((op) => op.id === id)) return version
  return undefined
}
