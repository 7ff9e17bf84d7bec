// Keys of events are told apart over all flows of a kind of record: the one that is drawn gives way to those that are there.

import type { Flow } from '../api/flows-api.ts'
import { eventsIn } from '../api/flows-of-kind.ts'
import { freeName } from '../text/key-of.ts'
import { changeTransition } from './edit-flow.ts'

/** What the other flows of its kind call their events. */
export function eventsOfOthers(others: readonly Pick<Flow, 'transitions'>[]): ReadonlySet<string> {
  return new Set(others.flatMap(eventsIn))
}

/** The same flow where none of its events is called as one of the others. */
export function withFreeEvents(flow: Flow, taken: ReadonlySet<string>): Flow {
  const lost = eventsIn(flow).filter((event) => taken.has(event))
  return lost.reduce((now, event) => {
    const fresh = freeName(event, new Set([...taken, ...eventsIn(now)]))
    return now.transitions.reduce((changed, one, at) => {
      return one.event === event ? changeTransition(changed, at, { event: fresh }) : changed
    }, now)
  }, flow)
}
