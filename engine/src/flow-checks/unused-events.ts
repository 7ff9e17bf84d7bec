// Which events does no transition wait for, and which does nobody send?
import { allTimers } from '../flow/timers.ts'
import type { CheckSubject, Found } from './finding.ts'

export function checkUnusedEvents({ flow }: CheckSubject): readonly Found[] {
  const used = new Set(flow.transitions.map((transition) => transition.event))
  const sent = new Set([...allTimers(flow), ...(flow.clocks ?? [])].map(({ event }) => event))
  return flow.events.flatMap((event): Found[] => {
    const params = { event: event.label ?? event.key }
    if (!used.has(event.id)) return [{ check: 'unused-event', severity: 'info', params }]
    return event.internal && !sent.has(event.id) ? [{ check: 'never-sent', severity: 'warn', params }] : []
  })
}
