// Which webhooks does a flow call that the tenant does not have?
import type { Label } from '../blueprint/blueprint.ts'
import type { Action } from '../flow/flow.ts'
import { stateKey, stateLabel, transitionLabel } from '../flow/flow-tables.ts'
import type { CheckSubject, Found } from './finding.ts'

export function checkEndpoints(subject: CheckSubject): readonly Found[] {
  const { endpoints } = subject
  if (!endpoints) return []
  const missing = (place: Pick<Found, 'state' | 'transition'>, event: Label, actions: readonly Action[]) => {
    const called = actions.flatMap((action) => (action.kind === 'webhook' ? [action.endpoint] : []))
    return [...new Set(called)]
      .filter((name) => !endpoints.has(name))
      .map((name): Found => ({ check: 'unknown-endpoint', severity: 'warn', ...place, params: { event, name } }))
  }
  return [
    ...subject.flow.transitions.flatMap((one) =>
      missing({ transition: one.id }, transitionLabel(subject, one), one.do),
    ),
    ...[...subject.states.values()].flatMap(({ id, onEnter, onExit, timers = [] }) =>
      missing({ state: stateKey(subject, id) }, stateLabel(subject, id), [
        ...[...onEnter, ...onExit],
        ...timers.flatMap(({ onRemind = [] }) => onRemind),
      ]),
    ),
  ]
}
