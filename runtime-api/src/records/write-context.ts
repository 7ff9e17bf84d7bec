// What the engine needs to know about a write: who, when, in which zone, and which fields belong to flows.
import { type FlowActor, movedFieldsOf, type Path, type WriteContext } from '@molde/engine'
import { mayDefine } from '../access/load-access.ts'
import type { Definition } from '../blueprints/definition.ts'
import type { Scope } from '../runtime.ts'

export function writeContext(
  scope: Scope,
  definition: Definition,
  more: { readonly path?: Path; readonly now?: number } = {},
): WriteContext {
  const { id, roles, email } = scope.actor
  const { flows } = definition
  return {
    now: more.now ?? scope.runtime.now(),
    zone: scope.tenant.timezone,
    actor: { id, roles, ...(email === undefined ? {} : { email }) },
    flows: flows.map(({ version }) => movedFieldsOf(version)),
    ...(more.path ? { path: more.path } : {}),
  }
}

/** An owner has every role of the tenant; the program itself is not asked who it is. */
export function flowActor(scope: Scope): FlowActor {
  const { kind, id, roles, email } = scope.actor
  return {
    id,
    roles,
    ...(email === undefined ? {} : { email }),
    ...(mayDefine(scope) ? { everyRole: true } : {}),
    ...(kind === 'system' ? { system: true } : {}),
  }
}
