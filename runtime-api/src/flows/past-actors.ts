// Who sent an event of the past, with the roles of today: those of then are not kept.
import type { FlowActor } from '@molde/engine'
import { findRoleOfKey } from '../api-keys/api-key-table.ts'
import { findRole } from '../members/member-table.ts'
import type { Scope } from '../runtime.ts'

/** Of somebody who left nobody knows the roles: then none is asked for. */
export function pastActors({ runtime, tenant }: Scope): (id: string) => Promise<FlowActor> {
  const known = new Map<string, FlowActor>()
  const db = runtime.control.read
  return async (id) => {
    const found = known.get(id)
    if (found) return found
    const role =
      id === 'system' ? undefined : ((await findRole(db, tenant.no, id)) ?? (await findRoleOfKey(db, tenant.no, id)))
    const actor: FlowActor = {
      id,
      roles: role === undefined ? [] : [role],
      ...((role === undefined || role === 'owner') && { everyRole: true }),
      ...(id === 'system' && { system: true }),
    }
    known.set(id, actor)
    return actor
  }
}
