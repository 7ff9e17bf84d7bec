// A record that shall stand for a value: made in the ordinary way, with all that hangs on a record.
import { decodeRecord, type FieldId, type JsonObject, type StoredData } from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'
import { withLookups } from '../computed/with-lookups.ts'
import { asApiError, problemOf } from '../errors.ts'
import { checkTargets } from '../records/check-references.ts'
import { draftRecord, insertDraft } from '../records/draft-record.ts'
import { readerOf, type Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'

/** In a savepoint of its own: what the blueprint refuses stops no other record, and is said in the scope's language. */
export async function makeTarget(
  { tx, scope }: { readonly tx: Db; readonly scope: Scope },
  definition: Definition,
  needed: readonly FieldId[],
  data: StoredData,
): Promise<{ readonly id: string } | { readonly why: string }> {
  await tx.run('SAVEPOINT target')
  try {
    const wire = wireOf(definition, needed, data)
    const draft = await withLookups(tx, scope, definition, (outside) =>
      draftRecord(scope, definition, wire, ['data'], { ...outside, system: true }),
    )
    await checkTargets(tx, scope, definition, [draft])
    const { id } = await insertDraft(tx, scope, definition, draft)
    await tx.run('RELEASE target')
    return { id }
  } catch (thrown) {
    const error = asApiError(thrown)
    if (error.status >= 500) throw thrown
    await tx.run('ROLLBACK TO target')
    return { why: problemOf(error, readerOf(scope)).detail }
  }
}

/** As a client would send it. A field that is gone is left out; one without which none is made is refused by its id. */
function wireOf({ head }: Definition, needed: readonly FieldId[], data: StoredData): JsonObject {
  const gone = needed.filter((id) => data[id] !== undefined && !head.fields.some((field) => field.id === id))
  return { ...decodeRecord(head, data), ...Object.fromEntries(gone.map((id) => [id, data[id] ?? null])) }
}
