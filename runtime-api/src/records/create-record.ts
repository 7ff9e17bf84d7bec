// A new record: checked, put into the first state of its flow, written with everything that hangs on it.
import { type JsonObject, type Path, type WireRecord } from '@molde/engine'
import { commit, inDefinition } from '../blueprints/in-definition.ts'
import { settledRow } from '../computed/settle.ts'
import { fillFiles } from '../files/record-files.ts'
import { announce } from '../live-events/announce.ts'
import type { Scope } from '../runtime.ts'
import { countUse } from '../spoken-versions/count-use.ts'
import { fieldsSent } from '../spoken-versions/named-fields.ts'
import { definitionAs } from './as-version.ts'
import { checkMembers, checkTargets } from './check-references.ts'
import { createInside } from './create-inside.ts'
import { draftInside, isDraftedInside } from './draft-inside.ts'
import { draftRecord } from './draft-record.ts'
import { presentRecord } from './present-record.ts'

/** `path`: where the data lies in the body that was sent; `as`: the version it is written in, the newest unless told. */
export async function createRecord(
  scope: Scope,
  blueprint: string,
  wire: JsonObject,
  { path = ['data'], as }: { readonly path?: Path; readonly as?: string | undefined } = {},
): Promise<WireRecord> {
  return inDefinition(scope, blueprint, async (newest) => {
    const definition = await definitionAs(scope, scope.store.read, newest, as)
    await checkMembers(scope, definition, { path, wire })
    const filled = await fillFiles(scope.store.read, scope, definition, { wire, path })
    const known = isDraftedInside(definition) ? undefined : draftRecord(scope, definition, filled, path)
    const row = await commit(scope, definition, async (tx) => {
      const draft = known ?? (await draftInside(tx, scope, definition, filled, path))
      await checkTargets(tx, scope, definition, [draft])
      return settledRow(tx, scope, definition, await createInside(tx, scope, definition, draft))
    })
    announce(scope, [{ kind: 'record.created', blueprint, id: row.id, rev: row.rev }])
    scope.runtime.metrics.count('records_written')
    countUse(scope, definition, 'write', () => fieldsSent(definition, [wire]))
    return presentRecord(definition, row)
  })
}
