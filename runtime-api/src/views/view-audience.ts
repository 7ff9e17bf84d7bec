// For whom does a view exist? For everybody, for its maker alone, or for some roles and members beside them.
import { type Issue, issue, refuseIf } from '@molde/engine'
import { membersAmong } from '../members/member-table.ts'
import type { Actor, Scope } from '../runtime.ts'
import type { SharedWith } from './view-table.ts'

/** Whose view it is, and for whom. */
export interface Audience {
  readonly shared: boolean
  readonly sharedWith?: SharedWith
  readonly createdBy: string | null
}

export interface WireSharedWith {
  readonly roles?: readonly string[]
  readonly members?: readonly string[]
}

/** Roles there are; the API knows no others yet. */
const viewRoles: readonly string[] = ['owner', 'member']

/** Does a view exist for this actor? */
export function isFor({ actor }: { readonly actor: Pick<Actor, 'id' | 'roles'> }, view: Audience): boolean {
  const { shared, sharedWith, createdBy } = view
  if (shared || createdBy === actor.id) return true
  if (!sharedWith) return false
  return sharedWith.members.includes(actor.id) || sharedWith.roles.some((role) => actor.roles.includes(role))
}

export function isVisible(
  scope: Scope,
  view: { readonly definition: Omit<Audience, 'createdBy'>; readonly createdBy: string | null },
): boolean {
  return isFor(scope, { ...view.definition, createdBy: view.createdBy })
}

/**
 * What is kept of `shared` and `sharedWith` as they were sent: absent members stay as they are, a view for everybody is shared with
 * nobody in particular, and one that is shared with some is no longer for everybody.
 */
export function readAudience(
  wire: { readonly shared?: boolean; readonly sharedWith?: WireSharedWith | null },
  before: Omit<Audience, 'createdBy'> | undefined,
  issues: Issue[],
  at: Issue['path'],
): Omit<Audience, 'createdBy'> {
  const sent = wire.sharedWith
  const some = {
    roles: [...new Set(sent?.roles ?? [])],
    members: [...new Set(sent?.members ?? [])],
  }
  const isSome = some.roles.length + some.members.length > 0
  for (const [i, role] of some.roles.entries())
    if (!viewRoles.includes(role))
      issues.push(issue([...at, 'sharedWith', 'roles', i], 'not-one-of', { allowed: viewRoles }))
  if (wire.shared === true && isSome) issues.push(issue([...at, 'sharedWith'], 'shared-with-all'))
  if (isSome) return { shared: false, sharedWith: some }
  const shared = wire.shared ?? before?.shared ?? true
  const kept = sent === undefined && !shared ? before?.sharedWith : undefined
  return { shared, ...(kept ? { sharedWith: kept } : {}) }
}

/** Members that are named for the first time must belong to the tenant; whoever was named before may have left since. */
export async function checkSharedWith(
  scope: Scope,
  wire: { readonly sharedWith?: WireSharedWith | null },
  before: readonly string[] = [],
): Promise<void> {
  const named = (wire.sharedWith?.members ?? []).map((id, i) => ({ id, i })).filter(({ id }) => !before.includes(id))
  if (named.length === 0) return
  const ids = named.map(({ id }) => id)
  const members = await membersAmong(scope.runtime.control.read, scope.tenant.no, [...new Set(ids)])
  refuseIf(
    named
      .filter(({ id }) => !members.has(id))
      .map(({ id, i }) =>
        issue(['sharedWith', 'members', i], 'not-a-member', { label: 'sharedWith', id: id.slice(0, 60) }),
      ),
  )
}

export function isSameAudience(one: Omit<Audience, 'createdBy'>, other: Omit<Audience, 'createdBy'>): boolean {
  const said = ({ shared, sharedWith }: Omit<Audience, 'createdBy'>) => JSON.stringify([shared, sharedWith ?? null])
  return said(one) === said(other)
}
