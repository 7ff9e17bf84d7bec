// A new record: checked, put into the first state of its flow, written with everything that hangs on it.
import { issue, type JsonObject, type Path, type WireRecord } from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'
import { commit, inDefinition } from '../blueprints/in-definition.ts'
import { settledRow } from '../computed/settle.ts'
import { ApiError } from '../errors.ts'
import { fillFiles } from '../files/record-files.ts'
import { announce } from '../live-events/announce.ts'
import type { Scope } from '../runtime.ts'
import { countUse } from '../spoken-versions/count-use.ts'
import { fieldsSent } from '../spoken-versions/named-fields.ts'
import { viewNamed } from '../views/save-view.ts'
import { definitionAs } from './as-version.ts'
import { checkMembers, checkTargets } from './check-references.ts'
import { createInside } from './create-inside.ts'
import { draftInside, isDraftedInside } from './draft-inside.ts'
import { draftRecord } from './draft-record.ts'
import { presentRecord } from './present-record.ts'

export interface CreateOptions {
  /** Where the data lies in the body that was sent. */
  readonly path?: Path
  /** The version it is written in, the newest unless told. */
  readonly as?: string | undefined
  /** The form that somebody filled in, by its id or name. */
  readonly form?: string | undefined
}

export async function createRecord(
  scope: Scope,
  blueprint: string,
  wire: JsonObject,
  { path = ['data'], as, form }: CreateOptions = {},
): Promise<WireRecord> {
  return inDefinition(scope, blueprint, async (newest) => {
    const definition = await definitionAs(scope, scope.store.read, newest, as)
    const sent = form === undefined ? undefined : await formSent(scope, definition, form)
    await checkMembers(scope, definition, { path, wire })
    const filled = await fillFiles(scope.store.read, scope, definition, { wire, path })
    const known = isDraftedInside(definition) ? undefined : draftRecord(scope, definition, filled, path)
    const row = await commit(scope, definition, async (tx) => {
      const draft = known ?? (await draftInside(tx, scope, definition, filled, path))
      await checkTargets(tx, scope, definition, [draft])
      return settledRow(tx, scope, definition, await createInside(tx, scope, definition, { ...draft, form: sent }))
    })
    announce(scope, [{ kind: 'record.created', blueprint, id: row.id, rev: row.rev }])
    scope.runtime.metrics.count('records_written')
    countUse(scope, definition, 'write', () => fieldsSent(definition, [wire]))
    return presentRecord(definition, row)
  })
}

/** Its id. It is filled in by those for whom it exists. */
async function formSent(scope: Scope, { no, name }: Definition, form: string): Promise<string> {
  const { row } = await viewNamed(scope, form)
  if (row.blueprint === no && row.definition.kind === 'form') return row.id
  throw new ApiError('invalid', { issues: [issue(['form'], 'not-a-form', { name: row.name, blueprint: name })] })
}
