// What the builder does to a flow, as pure functions from flow to flow.
import type { Blueprint } from '../api/blueprints-api.ts'
import type { Flow, WireFlowState, WireTransition } from '../api/flows-api.ts'
import { freeName, keyOf } from '../text/key-of.ts'

export interface WireAction {
  readonly set?: string
  readonly clear?: string
  readonly add?: string
  readonly value?: string
}

export function withState(flow: Flow, key: string, state: WireFlowState): Flow {
  return { ...flow, states: { ...flow.states, [key]: state }, initial: flow.initial || key }
}

export function changeState(flow: Flow, key: string, change: Partial<WireFlowState>): Flow {
  const before = flow.states[key]
  return before ? { ...flow, states: { ...flow.states, [key]: present({ ...before, ...change }) } } : flow
}

/** Takes the state away with every transition that needs it. */
export function withoutState(flow: Flow, key: string): Flow {
  const { [key]: _, ...states } = flow.states
  const transitions = flow.transitions.flatMap((transition) => {
    if (transition.to === key) return []
    if (transition.from === '*') return [transition]
    const from = transition.from.filter((source) => source !== key)
    return from.length > 0 ? [{ ...transition, from }] : []
  })
  return { ...flow, states, transitions, initial: flow.initial === key ? (Object.keys(states)[0] ?? '') : flow.initial }
}

export function withTransition(flow: Flow, from: string, to: string, label: string): Flow {
  const taken = new Set(flow.transitions.map((transition) => transition.event))
  const transition: WireTransition = {
    event: freeName(keyOf(label, 'event'), taken),
    label,
    from: from === '*' ? '*' : [from],
    to,
  }
  return { ...flow, transitions: [...flow.transitions, transition] }
}

export function changeTransition(flow: Flow, index: number, change: Partial<WireTransition>): Flow {
  const transitions = flow.transitions.map((transition, at) =>
    at === index ? present({ ...transition, ...change }) : transition,
  )
  return { ...flow, transitions }
}

export function withoutTransition(flow: Flow, index: number): Flow {
  return { ...flow, transitions: flow.transitions.filter((_, at) => at !== index) }
}

/** `In progress` → `IN_PROGRESS`: the option's key of a new state. */
export function stateKey(label: string, taken: ReadonlySet<string>): string {
  return freeName(keyOf(label, 'state').toUpperCase(), taken)
}

/** The document that is sent: what the server adds to its answer (version, findings) is left out. */
export function flowDocument(flow: Flow) {
  const { version: _version, findings: _findings, ...document } = flow as Flow & { [member: string]: unknown }
  const { name, label, blueprint, stateField, initial, states, transitions } = document
  return present({ name, label, blueprint, stateField, initial, states, transitions })
}

/** The blueprint as it will be once the flow is published: states that are no option of its field yet are options then. */
export function withStates(blueprint: Blueprint, flow: Flow): Blueprint {
  const fields = blueprint.fields.map((field) => {
    if (field.key !== flow.stateField) return field
    const known = field.options ?? []
    const missing = Object.keys(flow.states).filter((key) => !known.some((option) => option.key === key))
    return { ...field, options: [...known, ...missing.map((key, at) => ({ id: `o${900_000 + at}`, key }))] }
  })
  return { ...blueprint, fields }
}

/** Without members that are undefined, so that nothing empty is sent. */
function present<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T
}
