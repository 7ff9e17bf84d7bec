// A field that names a member was set to somebody: they hear of it, unless they did it themselves.
import type { FieldDef, StoredData } from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'
import { newId } from '../new-id.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { insertGathered } from './notification-table.ts'
import { tell } from './told.ts'

/** What is assigned within this time by one person is told together. */
const gatheredMs = 10 * 60_000

/** In the transaction of the write. `before` is empty for a new record. */
export async function noteAssigned(
  tx: Db,
  scope: Scope,
  definition: Definition,
  write: { readonly record: number; readonly before: StoredData; readonly after: StoredData },
): Promise<void> {
  const at = scope.runtime.now()
  for (const field of definition.users) {
    const known = new Set(membersIn(field, write.before))
    const fresh = membersIn(field, write.after).filter((id) => !known.has(id) && id !== scope.actor.id)
    for (const member of fresh) {
      const { id: actor, kind: actorKind } = scope.actor
      const about = { blueprint: definition.no, record: write.record, field: field.id, actor, actorKind, at }
      await insertGathered(tx, scope.tenant.no, { ...about, id: newId(at), member, kind: 'assigned' }, at - gatheredMs)
    }
    tell(tx, fresh)
  }
}

function membersIn({ id }: FieldDef, data: StoredData): string[] {
  const value = data[id]
  return [value].flat().filter((one) => typeof one === 'string')
}
