// Which events can be sent to the picked records, and to how many of them?
import { leaves } from '../api/flow-nodes.ts'
import type { Flow, WireTransition } from '../api/flows-api.ts'
import type { WireRecord } from '../api/records-api.ts'

/** What is done beside moving the record and writing into it. */
const elsewhere = ['webhook', 'notify', 'mail', 'create', 'updateRelated', 'send']

/** Does a step of this event leave something that stays when it is taken back: a message, another record? */
export function leavesTraces(flow: Pick<Flow, 'transitions' | 'states'>, event: string): boolean {
  const steps = flow.transitions.filter((one) => one.event === event)
  return [
    ...steps.map((one) => one['do']),
    ...Object.entries(flow.states).map(([key, state]) =>
      steps.some(({ to }) => to === key) ? (state as { readonly onEnter?: unknown }).onEnter : undefined,
    ),
  ].some(
    (actions) =>
      Array.isArray(actions) && actions.some((action: object) => elsewhere.some((verb) => Object.hasOwn(action, verb))),
  )
}

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
