// Which events can be sent to the picked records, and to how many of them?
import { leaves, regionKeys } from '../api/flow-nodes.ts'
import type { Flow, WireTransition } from '../api/flows-api.ts'
import { stateIn } from '../api/flows-of-kind.ts'
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

type Stepped = Pick<Flow, 'transitions' | 'states' | 'groups' | 'stateField' | 'main'>

/** In the order of the flow, each once. */
export function eventsOf(flow: Stepped, records: readonly WireRecord[]): readonly BulkEvent[] {
  const names = [...new Set(flow.transitions.map(({ event }) => event))].filter((event) => event !== '')
  return names.flatMap((event) => {
    const transitions = flow.transitions.filter((one) => one.event === event)
    const ready = records.filter((record) => transitions.some((one) => isLeftBy(flow, one, record)))
    return ready.length === 0 ? [] : [{ event, label: transitions[0]?.label, records: ready }]
  })
}

/** Does the step leave where the record stands in this flow, or in one of its regions? */
function isLeftBy(flow: Stepped, one: WireTransition, record: WireRecord): boolean {
  const state = stateIn(flow, record)
  if (state === null) return false
  if (leaves(flow, one, state)) return true
  return regionKeys(flow).some((field) => {
    const choice = record.data[field]
    return typeof choice === 'string' && one.from.includes(`${field}.${choice}`)
  })
}
