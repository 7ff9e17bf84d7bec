// A record is given values that moved to it: written in the ordinary way, as far as its blueprint allows.

import { decodeRecord, patchData, refuseIf, type StoredData } from '@molde/engine'
import { planBetween } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import { ApiError, asApiError, problemOf } from '../errors.ts'
import { findRecord } from '../record-store/record-table.ts'
import { updateRecord } from '../record-store/write-record.ts'
import { inFieldOrder, liftRow } from '../records/lift-row.ts'
import { refuseOlder } from '../records/older-keys.ts'
import { projectRow } from '../records/project-row.ts'
import { recordMembersOf } from '../records/record-members.ts'
import { sayConflicts } from '../records/unique-conflict.ts'
import { writeContext } from '../records/write-context.ts'
import { readerOf } from '../runtime.ts'
import { rowsCross } from '../subtables/rows-at.ts'
import type { Within } from './record-texts.ts'

/**
 * In a savepoint of its own: what the blueprint refuses stops no other record, and is said in the scope's language. Undefined: it has
 * these values already.
 */
export async function giveValues(
  within: Within,
  definition: Definition,
  id: string,
  values: StoredData,
): Promise<{ readonly rev: number } | { readonly why: string } | undefined> {
  const { tx, scope } = within
  await tx.run('SAVEPOINT given')
  try {
    const given = await write(within, definition, id, values)
    await tx.run('RELEASE given')
    return given
  } catch (thrown) {
    const error = asApiError(thrown)
    if (error.status >= 500) throw thrown
    await tx.run('ROLLBACK TO given')
    return { why: problemOf(error, readerOf(scope)).detail }
  }
}

/** It rests at the newest version afterwards: older ones have no field for what it is given. */
async function write({ tx, scope }: Within, definition: Definition, id: string, values: StoredData) {
  const row = await findRecord(tx, scope.tenant.no, definition.no, id)
  if (!row) throw new ApiError('not-found')
  const { head } = definition
  // What hangs on it has to follow the newest version first; its own job brings it there, and then it is asked for again.
  const { touches, changes } = planBetween(definition, row.derivedVersion, head.version)
  const isBehind = (Object.keys(row.attic).length > 0 ? touches : changes).size > 0
  if (isBehind || row.derivedVersion < definition.uniqueSince) throw new ApiError('conflict')
  if (rowsCross(definition, row.version, head.version)) throw new ApiError('conflict')
  const lifted = await liftRow(scope, tx, definition, row)
  const context = {
    ...writeContext(scope, definition, { path: ['data'] }),
    ...{ record: recordMembersOf(definition, lifted), system: true },
  }
  const written = patchData(head, lifted.data, decodeRecord(head, values), context)
  if ('issues' in written) {
    refuseIf(written.issues)
    throw new Error('a refusal without a reason')
  }
  if (written.changed.length === 0) return undefined
  const standing = { ...lifted, rev: row.rev + 1, updatedAt: context.now }
  const [before, after] = [projectRow(definition, lifted, lifted.data), projectRow(definition, standing, written.data)]
  const { rev } = await sayConflicts(scope, definition, ['data'], async () => {
    await refuseOlder(tx, scope, definition, { no: row.no, before, after })
    return updateRecord(
      tx,
      scope.store,
      row,
      {
        ...{ version: head.version, derivedVersion: head.version, state: row.state, flowVersion: row.flowVersion },
        ...{ data: inFieldOrder(head, written.data), attic: lifted.attic, at: context.now, actor: scope.actor.id },
      },
      before,
      after,
    )
  })
  return { rev }
}
