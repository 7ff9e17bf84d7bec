// What the actor may see and do with a blueprint's records: the one door through which every read and write goes.
import type { FieldId, Predicate } from '@molde/engine'
import type { Scope } from '../runtime.ts'

export interface Access {
  /** Only these rows exist for the actor. */
  readonly rows: Predicate
  /** These fields do not exist for the actor: not in answers, filters, sorts, expressions or error texts. */
  readonly hidden: ReadonlySet<FieldId>
  readonly mayWrite: boolean
}

const everything: Access = { rows: { op: 'always' }, hidden: new Set(), mayWrite: true }

/** Owners and members see and write every record of their tenant; who is neither never got as far as a scope. */
export function loadAccess(_scope: Scope, _blueprint: number): Access {
  return everything
}

/** Definitions (blueprints, flows, modules) are the owner's. */
export function mayDefine(scope: Scope): boolean {
  return scope.actor.kind === 'system' || scope.actor.roles.includes('owner')
}
