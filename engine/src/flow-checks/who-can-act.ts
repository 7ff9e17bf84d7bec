// Which transitions can nobody take, because no one has a role that may?
import type { Label } from '../blueprint/blueprint.ts'
import type { Transition } from '../flow/flow.ts'
import { nodeLabel, transitionLabel } from '../flow/flow-tables.ts'
import type { CheckSubject, Found } from './finding.ts'

export function checkWhoCanAct(subject: CheckSubject): readonly Found[] {
  return subject.flow.transitions.flatMap((transition) => checkTransition(subject, transition))
}

function checkTransition(subject: CheckSubject, transition: Transition): readonly Found[] {
  const roles = transition.who?.roles
  if (!roles) return []
  if (roles.length === 0) return [found(subject, transition, 'nobody')]
  const { roles: known } = subject
  if (!known || roles.some((role) => known.has(role))) return []
  return [found(subject, transition, 'unknown-role', roles)]
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
