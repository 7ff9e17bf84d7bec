// Which events can be sent to the picked records, and to how many of them?
import { leaves } from '../api/flow-nodes.ts'
import type { Flow, WireTransition } from '../api/flows-api.ts'
import type { WireRecord } from '../api/records-api.ts'

export interface BulkEvent {
  readonly event: string
  readonly label: WireTransition['label']
  /** Those whose state has a transition for it; a guard may still refuse one. */
  readonly records: readonly WireRecord[]
}

/** In the order of the flow, each once. */
export function eventsOf(
  flow: Pick<Flow, 'transitions' | 'states' | 'groups'>,
  records: readonly WireRecord[],
): readonly BulkEvent[] {
  const names = [...new Set(flow.transitions.map(({ event }) => event))].filter((event) => event !== '')
  return names.flatMap((event) => {
    const transitions = flow.transitions.filter((one) => one.event === event)
    const ready = records.filter(({ state }) => state !== null && transitions.some((one) => leaves(flow, one, state)))
    return ready.length === 0 ? [] : [{ event, label: transitions[0]?.label, records: ready }]
  })
}
