// What happens by itself in a state or a group: adding it with its step, changing it, taking it away, as pure functions of a flow.
import { groupKey, groupNode, leaves, statesUnder } from '../api/flow-nodes.ts'
import type { Flow, WireTimer, WireTransition } from '../api/flows-api.ts'
import { freeName } from '../text/key-of.ts'
import { changeState, withTransition } from './edit-flow.ts'
import { changeGroup } from './group-states.ts'

/** A state by its key or a group by its node. */
export function timersAt(flow: Flow, node: string): readonly WireTimer[] {
  const group = groupKey(node)
  return (group === undefined ? flow.states[node] : flow.groups?.[group])?.timers ?? []
}

/** An event that nobody has a button for. */
export function isInternal(flow: Flow, event: string): boolean {
  return (flow.events?.[event] as { readonly internal?: boolean } | undefined)?.internal === true
}

/** Does anything that it sends leave from there? Without that it is not kept when the flow is saved. */
export function leadsOn(flow: Flow, node: string, event: string): boolean {
  return stepsOf(flow, node, event).length > 0
}

/** What a timer of a state or group sets off: places in the flow's list. */
function stepsOf(flow: Flow, node: string, event: string): readonly number[] {
  const open = openStates(flow, node)
  return flow.transitions.flatMap((one, at) =>
    one.event !== '' && one.event === event && open.some((state) => leaves(flow, one, state)) ? [at] : [],
  )
}

/** The steps that a timer there can set off, the first of each event. */
export function stepsFrom(flow: Flow, node: string): readonly WireTransition[] {
  const seen = new Set<string>()
  return flow.transitions.filter((one) => {
    if (one.event === '' || seen.has(one.event) || !leadsOn(flow, node, one.event)) return false
    seen.add(one.event)
    return true
  })
}

/** Every timer that sets a step off, or only of records that stand at one of its sources: a state, a group by its node, `*`. */
export function timersOf(flow: Flow, step: WireTransition, source?: string): readonly WireTimer[] {
  if (step.event === '') return []
  const here = source === undefined || source === '*' ? undefined : openStates(flow, source)
  const nodes = [...Object.keys(flow.states), ...Object.keys(flow.groups ?? {}).map(groupNode)]
  return nodes.flatMap((node) => {
    const timers = timersAt(flow, node).filter(({ event }) => event === step.event)
    return timers.length > 0 &&
      openStates(flow, node).some((state) => leaves(flow, step, state) && (here?.includes(state) ?? true))
      ? timers
      : []
  })
}

/** With a step of its own, which nobody has a button for. */
export function withTimer(flow: Flow, node: string, to: string, label: string, rule: Partial<WireTimer>): Flow {
  const { flow: led, event } = withOwnStep(flow, node, to, label)
  return putTimers(led, node, [...timersAt(led, node), { name: freeTimerName(led), ...rule, event }])
}

export function changeTimer(flow: Flow, node: string, at: number, next: WireTimer): Flow {
  return putTimers(
    flow,
    node,
    timersAt(flow, node).map((timer, index) => (index === at ? next : timer)),
  )
}

/** It sets off another step from now on. One of its own that nothing else takes is gone. */
export function leadTimer(flow: Flow, node: string, at: number, event: string): Flow {
  const timer = timersAt(flow, node)[at]
  if (!timer || timer.event === event) return flow
  return withoutUnsent(changeTimer(flow, node, at, { ...timer, event }), timer.event)
}

export function leadTimerTo(flow: Flow, node: string, at: number, to: string, label: string): Flow {
  const made = withOwnStep(flow, node, to, label)
  return leadTimer(made.flow, node, at, made.event)
}

/** With the step that only it took. */
export function withoutTimer(flow: Flow, node: string, at: number): Flow {
  const timers = timersAt(flow, node)
  const kept = timers.filter((_, index) => index !== at)
  return withoutUnsent(putTimers(flow, node, kept), timers[at]?.event ?? '')
}

export function withInternal(flow: Flow, event: string, isOn: boolean): Flow {
  const { internal: _, ...known } = (flow.events?.[event] ?? {}) as { readonly internal?: boolean }
  return { ...flow, events: { ...flow.events, [event]: isOn ? { ...known, internal: true } : known } }
}

function withOwnStep(flow: Flow, node: string, to: string, label: string) {
  const drawn = withTransition(flow, [node], to, label)
  const event = drawn.transitions.at(-1)?.event ?? ''
  return { flow: withInternal(drawn, event, true), event }
}

function withoutUnsent(flow: Flow, event: string): Flow {
  const isSent = flow.transitions.some((one) => one.event === event && timersOf(flow, one).length > 0)
  if (isSent || !isInternal(flow, event)) return flow
  return { ...flow, transitions: flow.transitions.filter((one) => one.event !== event) }
}

function putTimers(flow: Flow, node: string, timers: readonly WireTimer[]): Flow {
  const group = groupKey(node)
  const next = { timers: timers.length > 0 ? timers : undefined } as { readonly timers?: readonly WireTimer[] }
  return group === undefined ? changeState(flow, node, next) : changeGroup(flow, group, next)
}

function freeTimerName(flow: Flow): string {
  const parts = [...Object.values(flow.states), ...Object.values(flow.groups ?? {})]
  return freeName('timer', new Set(parts.flatMap(({ timers = [] }) => timers.map(({ name }) => name))))
}

function openStates(flow: Flow, node: string): readonly string[] {
  const group = groupKey(node)
  const all = group === undefined ? [node] : statesUnder(flow, group)
  return all.filter((state) => flow.states[state] && flow.states[state].type !== 'final')
}
