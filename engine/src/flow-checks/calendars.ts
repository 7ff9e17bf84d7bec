// Which timers count by a calendar that the tenant does not have, or that is never open?

import type { FlowClock, FlowTimer } from '../flow/flow.ts'
import { stateKey } from '../flow/flow-tables.ts'
import type { CheckSubject, Found } from './finding.ts'

export function checkCalendars(subject: CheckSubject): readonly Found[] {
  const { calendars } = subject
  if (!calendars) return []
  const of = (place: Pick<Found, 'state'>, timers: readonly (FlowTimer | FlowClock)[] = []) =>
    timers.flatMap((one): Found[] => {
      const { name: timer } = one
      const { calendar: name } = 'rule' in one ? one.rule : one
      if (name === undefined) return []
      const calendar = calendars.get(name)
      const found = { severity: 'block', ...place, params: { timer, name } } as const
      if (!calendar) return [{ check: 'unknown-calendar', ...found }]
      const isClosed = calendar.week.every((hours) => hours.length === 0)
      return isClosed ? [{ check: 'calendar-closed', ...found }] : []
    })
  return [
    ...[...subject.states.values()].flatMap(({ id, timers }) => of({ state: stateKey(subject, id) }, timers)),
    ...[...subject.groups.values()].flatMap(({ timers }) => of({}, timers)),
    ...of({}, subject.flow.clocks),
  ]
}
