// Which transitions can nobody take, because no one has a role that may?
import type { Label } from '../blueprint/blueprint.ts'
import type { Transition } from '../flow/flow.ts'
import { nodeLabel, transitionLabel } from '../flow/flow-tables.ts'
import type { CheckSubject, Found, RoleHolders } from './finding.ts'

export function checkWhoCanAct(subject: CheckSubject): readonly Found[] {
  return subject.flow.transitions.flatMap((transition) => checkTransition(subject, transition))
}

function checkTransition(subject: CheckSubject, transition: Transition): readonly Found[] {
  const roles = transition.who?.roles
  if (!roles) return []
  if (roles.length === 0) return [found(subject, transition, 'nobody')]
  const { roles: known, holders } = subject
  const isHeld = (role: string) => known?.has(role) ?? (holders === undefined || holdersOf(holders, [role]) > 0)
  if (roles.some(isHeld)) return []
  return [found(subject, transition, 'unknown-role', roles)]
}

/** How many people may act, at most: somebody with two of the roles counts twice. */
export function holdersOf({ everyRole, roles: known }: RoleHolders, roles: readonly string[]): number {
  const own = roles.map((role) => (Object.hasOwn(known, role) ? (known[role] ?? 0) : 0))
  return own.reduce((sum, count) => sum + count, everyRole)
}

function found(
  subject: CheckSubject,
  transition: Transition,
  check: Found['check'],
  roles: readonly Label[] = [],
): Found {
  const params = { event: transitionLabel(subject, transition), state: origins(subject, transition), roles }
  return { check, severity: 'warn', transition: transition.id, params }
}

function origins(subject: CheckSubject, { from }: Transition): readonly Label[] {
  return from === '*' ? ['*'] : from.map((node) => nodeLabel(subject, node))
}
