// Which transitions can never be taken, because one before them always is?
import type { Transition } from '../flow/flow.ts'
import { leadsTo, stateLabel, transitionLabel } from '../flow/flow-tables.ts'
import type { OptionId } from '../ids.ts'
import type { CheckSubject, Found } from './finding.ts'

/** Of the transitions of one event that leave one state: those up to the first one that asks for nothing. */
export function takeable(exits: readonly Transition[]): readonly Transition[] {
  const always = exits.findIndex((transition) => !transition.guard && !transition.who)
  return always < 0 ? exits : exits.slice(0, always + 1)
}

export function checkShadowedTransitions(subject: CheckSubject): readonly Found[] {
  const taken = new Set<Transition>()
  const shadowed = new Map<Transition, OptionId>()
  for (const [state, events] of subject.exits) {
    for (const exits of events.values()) {
      const open = takeable(exits)
      for (const transition of open) taken.add(transition)
      for (const transition of exits.slice(open.length)) shadowed.set(transition, state)
    }
  }
  return [...shadowed]
    .filter(([transition]) => !taken.has(transition))
    .map(([transition, state]) => found(subject, transition, state))
}

function found(subject: CheckSubject, transition: Transition, state: OptionId): Found {
  const params = {
    event: transitionLabel(subject, transition),
    state: stateLabel(subject, state),
    to: stateLabel(subject, leadsTo(subject, transition, state)),
  }
  return { check: 'shadowed', severity: 'warn', transition: transition.id, params }
}
