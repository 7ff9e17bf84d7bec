// Which events does no transition wait for?
import type { CheckSubject, Found } from './finding.ts'

export function checkUnusedEvents({ flow }: CheckSubject): readonly Found[] {
  const used = new Set(flow.transitions.map((transition) => transition.event))
  return flow.events
    .filter((event) => !used.has(event.id))
    .map((event) => ({ check: 'unused-event', severity: 'info', params: { event: event.label ?? event.key } }))
}
