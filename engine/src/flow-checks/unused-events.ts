// Which events does no transition wait for, and which does nobody send?
import type { CheckSubject, Found } from './finding.ts'

export function checkUnusedEvents({ flow, states }: CheckSubject): readonly Found[] {
  const used = new Set(flow.transitions.map((transition) => transition.event))
  const sent = new Set([...states.values()].flatMap(({ timers = [] }) => timers.map(({ event }) => event)))
  return flow.events.flatMap((event): Found[] => {
    const params = { event: event.label ?? event.key }
    if (!used.has(event.id)) return [{ check: 'unused-event', severity: 'info', params }]
    return event.internal && !sent.has(event.id) ? [{ check: 'never-sent', severity: 'warn', params }] : []
  })
}
