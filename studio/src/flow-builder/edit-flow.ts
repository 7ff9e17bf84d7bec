// What the builder does to a flow, as pure functions from flow to flow.
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import { leaves, statesUnder, wireGroups, wireTransitions } from '../api/flow-nodes.ts'
import type { Flow, WireClock, WireFlowState, WireTransition } from '../api/flows-api.ts'
import type { Places } from '../drawing/place.ts'
import { freeName, keyOf } from '../text/key-of.ts'
import { withGroups } from './group-states.ts'
import { choiceOf, regionsIn, withoutRegionFrames } from './regions-on-screen.ts'

export function withState(flow: Flow, key: string, state: WireFlowState): Flow {
  return { ...flow, states: { ...flow.states, [key]: state }, initial: flow.initial || key }
}

export function changeState(flow: Flow, key: string, change: Partial<WireFlowState>): Flow {
  const before = flow.states[key]
  return before ? { ...flow, states: { ...flow.states, [key]: present({ ...before, ...change }) } } : flow
}

/** Takes the states away with every transition that needs them. */
export function withoutStates(flow: Flow, keys: readonly string[]): Flow {
  const gone = new Set(keys)
  const states = Object.fromEntries(Object.entries(flow.states).filter(([key]) => !gone.has(key)))
  const transitions = flow.transitions.flatMap((transition) => {
    if (gone.has(transition.to)) return []
    if (transition.from === '*') return [transition]
    const from = transition.from.filter((source) => !gone.has(source))
    return from.length > 0 ? [{ ...transition, from }] : []
  })
  const initial = gone.has(flow.initial) ? (Object.keys(states)[0] ?? '') : flow.initial
  return withGroups({ ...flow, states, transitions, initial }, flow.groups ?? {})
}

/** Several states and transitions at once; transitions by their places. */
export function withoutParts(flow: Flow, states: readonly string[], transitions: readonly number[]): Flow {
  const gone = new Set(transitions)
  return withoutStates({ ...flow, transitions: flow.transitions.filter((_, at) => !gone.has(at)) }, states)
}

/** Where states lie is said by each of them. */
export function withPlaces(flow: Flow, places: Places): Flow {
  const states = Object.fromEntries(
    Object.entries(flow.states).map(([key, state]) => {
      const pos = places[key]
      return [key, pos ? { ...state, pos: { x: Math.round(pos.x), y: Math.round(pos.y) } } : state]
    }),
  )
  return { ...flow, states }
}

/** From one state, from several, or from every one. */
export function withTransition(flow: Flow, from: readonly string[] | '*', to: string, label: string): Flow {
  const taken = new Set(flow.transitions.map((transition) => transition.event))
  const transition: WireTransition = {
    event: freeName(keyOf(label, 'event'), taken),
    label,
    from,
    to,
  }
  return { ...flow, transitions: [...flow.transitions, transition] }
}

/** Each state leads to the next one, by a button of these words; nothing leaves the last. */
export function inOneLine(flow: Flow, wordsTo: (state: string) => string): Flow {
  const keys = Object.keys(flow.states)
  const linked = keys
    .slice(1)
    .reduce((made, to, at) => withTransition(made, [keys[at] as string], to, wordsTo(to)), flow)
  return keys.length > 1 ? changeState(linked, keys.at(-1) as string, { type: 'final' }) : linked
}

export function changeTransition(flow: Flow, index: number, change: Partial<WireTransition>): Flow {
  const transitions = flow.transitions.map((transition, at) =>
    at === index ? present({ ...transition, ...change }) : transition,
  )
  const [before, after] = [flow.transitions[index]?.event, change.event]
  const isRenamed = after && before && after !== before && !transitions.some(({ event }) => event === before)
  return isRenamed ? withEventCalled({ ...flow, transitions }, before, after) : { ...flow, transitions }
}

type Timed = Pick<WireFlowState, 'timers'>

/** What is known of an event, and the timers and clocks that send it, follow its name. */
function withEventCalled(flow: Flow, before: string, after: string): Flow {
  const called = <T extends Timed>(parts: { readonly [key: string]: T }) =>
    Object.fromEntries(
      Object.entries(parts).map(([key, part]) => {
        const timers = part.timers?.map((timer) => (timer.event === before ? { ...timer, event: after } : timer))
        return [key, timers ? { ...part, timers } : part]
      }),
    )
  const parts = { states: called(flow.states), ...(flow.groups && { groups: called(flow.groups) }) }
  const clocks = flow.clocks?.map((clock) => (clock.event === before ? { ...clock, event: after } : clock))
  const { [before]: known, ...others } = flow.events ?? {}
  return {
    ...flow,
    ...parts,
    ...(clocks && { clocks }),
    ...(known !== undefined && { events: { [after]: known, ...others } }),
  }
}

/** `In progress` → `IN_PROGRESS`: the option's key of a new state. */
export function stateKey(label: string, taken: ReadonlySet<string>): string {
  return freeName(keyOf(label, 'state').toUpperCase(), taken)
}

/** The document that is sent: what the server adds to its answer (version, findings) is left out. */
export function flowDocument(flow: Flow) {
  const { name, label, blueprint, stateField, clocks } = flow
  const { initial, states, transitions, groups } = withoutRegionFrames(withoutLostTimersIn(flow))
  const used = new Set(flow.transitions.map(({ event }) => event))
  const kept = clocks && clocksWithin(clocks, { ...flow.states, ...states })
  const listed = Object.entries(flow.events ?? {}).filter(([event]) => used.has(event))
  const events = listed.length > 0 ? Object.fromEntries(listed) : undefined
  return present({
    ...{ name, label, blueprint, stateField, initial },
    ...{ states, events, transitions: wireTransitions(transitions) },
    groups: wireGroups(groups),
    clocks: kept && kept.length > 0 ? kept : undefined,
  })
}

function withoutLostTimersIn(flow: Flow): Flow {
  const states = withoutLostTimers(flow.states, (state, event) => isLeft(flow, [state], event))
  const { groups } = flow
  if (!groups) return { ...flow, states }
  const kept = withoutLostTimers(groups, (group, event) => isLeft(flow, statesUnder(flow, group), event))
  return { ...flow, states, groups: kept }
}

/** Of the states that there are; one that begins nowhere any more is gone. */
function clocksWithin(clocks: readonly WireClock[], states: Flow['states']): readonly WireClock[] {
  const there = (keys: readonly string[] = []) => keys.filter((key) => Object.hasOwn(states, key))
  return clocks
    .map((clock) => ({ ...clock, starts: there(clock.starts), pauses: there(clock.pauses), stops: there(clock.stops) }))
    .filter(({ starts }) => starts.length > 0)
}

function isLeft(flow: Flow, states: readonly string[], event: string): boolean {
  const open = states.filter((state) => flow.states[state]?.type !== 'final')
  return open.some((state) => flow.transitions.some((one) => one.event === event && leaves(flow, one, state)))
}

/** A timer goes with the last step that it sends out of its state or group; where that comes back, so does the timer. */
function withoutLostTimers<T extends Timed>(
  parts: { readonly [key: string]: T },
  isSent: (key: string, event: string) => boolean,
): { readonly [key: string]: T } {
  return Object.fromEntries(
    Object.entries(parts).map(([key, part]) => {
      if (!part.timers) return [key, part]
      const { timers, ...rest } = part
      const kept = timers.filter(({ event }) => isSent(key, event))
      return [key, (kept.length > 0 ? { ...rest, timers: kept } : rest) as T]
    }),
  )
}

/** The blueprint as it will be once the flow is published: states that are no option of its field yet are options then. */
export function withStates(blueprint: Blueprint, flow: Flow): Blueprint {
  const regions = regionsIn(flow)
  const statesOf = new Map([
    [flow.stateField, Object.keys(withoutRegionFrames(flow).states)],
    ...regions.map(({ field, leaves }) => [field, leaves.map(choiceOf)] as const),
  ])
  const made = regions
    .filter(({ field }) => !blueprint.fields.some(({ key }) => key === field))
    .map(({ field, label }, at) => ({
      id: `f${900_000 + at}`,
      key: field,
      type: 'enum' as const,
      readOnly: true,
      ...(label !== undefined && { label }),
    }))
  let next = 900_000
  const fields = [...blueprint.fields, ...made].map((field: WireField) => {
    const keys = statesOf.get(field.key)
    if (!keys) return field
    const known = (field.options ?? []).map(({ retired: _, ...option }) =>
      keys.includes(option.key) ? option : { ...option, retired: true },
    )
    const missing = keys.filter((key) => !known.some((option) => option.key === key))
    return { ...field, options: [...known, ...missing.map((key) => ({ id: `o${next++}`, key }))] }
  })
  return { ...blueprint, fields }
}

/** Without members that are undefined, so that nothing empty is sent. */
export function present<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T
}
