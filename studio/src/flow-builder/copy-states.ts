// Copies of states, with the transitions among them: what is copied, and what becomes of it where it is pasted.
import type { Flow, WireFlowState, WireTransition } from '../api/flows-api.ts'
import type { Places } from '../drawing/place.ts'
import { freeName } from '../text/key-of.ts'
import type { Label } from '../text/say-label.ts'
import { stateKey } from './edit-flow.ts'

export interface CopiedStates {
  readonly states: { readonly [key: string]: WireFlowState }
  /** Those that lead from a copied state to a copied state. */
  readonly transitions: readonly WireTransition[]
}

export function copyStates(flow: Flow, keys: readonly string[], places: Places): CopiedStates {
  const copied = new Set(keys)
  const states = Object.fromEntries(
    keys.flatMap((key) => {
      const state = flow.states[key]
      const pos = places[key]
      return state ? [[key, { ...state, ...(pos ? { pos } : {}) }] as const] : []
    }),
  )
  const transitions = flow.transitions.flatMap((transition) => {
    if (transition.from === '*' || !copied.has(transition.to)) return []
    const from = transition.from.filter((state) => copied.has(state))
    return from.length > 0 ? [{ ...transition, from }] : []
  })
  return { states, transitions }
}

export interface PasteWords {
  readonly labelOf: (key: string, state: WireFlowState) => string
  /** What a copy is called. */
  readonly copyOf: (label: string, number: number) => string
  readonly asLabel: (words: string) => Label
}

const aside = 48

/** New names, ids and events; beside what was copied. Answers with the keys of the copies. */
export function pasteStates(
  flow: Flow,
  copied: CopiedStates,
  { labelOf, copyOf, asLabel }: PasteWords,
  taken: ReadonlySet<string>,
): { readonly flow: Flow; readonly keys: readonly string[] } {
  const used = new Set([...taken, ...Object.keys(flow.states)])
  const labels = new Set(Object.entries(flow.states).map(([key, state]) => labelOf(key, state)))
  const renamed = new Map<string, string>()
  const states: Record<string, WireFlowState> = {}
  for (const [key, { id: _, ...state }] of Object.entries(copied.states)) {
    const label = freeLabel(labelOf(key, state), copyOf, labels)
    const fresh = stateKey(label, used)
    used.add(fresh)
    labels.add(label)
    renamed.set(key, fresh)
    const pos = state.pos && { x: state.pos.x + aside, y: state.pos.y + aside }
    states[fresh] = { ...state, label: asLabel(label), ...(pos ? { pos } : {}) }
  }
  const events = new Set(flow.transitions.map(({ event }) => event))
  const eventOf = new Map<string, string>()
  const transitions = copied.transitions.map((transition): WireTransition => {
    const { id: _, ...rest } = withoutActionIds(transition)
    const event = transition.event === '' ? '' : freeName(transition.event, events)
    events.add(event)
    eventOf.set(transition.event, event)
    const from = transition.from === '*' ? '*' : transition.from.map((state) => renamed.get(state) ?? state)
    return { ...rest, event, from, to: renamed.get(transition.to) ?? transition.to } as WireTransition
  })
  return {
    flow: {
      ...flow,
      initial: flow.initial || (Object.keys(states)[0] ?? ''),
      states: { ...flow.states, ...withOwnTimers(flow, withoutIds(states), eventOf) },
      transitions: [...flow.transitions, ...transitions],
    },
    keys: Object.keys(states),
  }
}

function freeLabel(label: string, copyOf: PasteWords['copyOf'], taken: ReadonlySet<string>): string {
  let number = 1
  while (taken.has(copyOf(label, number))) number++
  return copyOf(label, number)
}

/** Timers are called differently in all of a flow; those of a step that was not copied stay behind. */
function withOwnTimers(
  flow: Flow,
  copies: Record<string, WireFlowState>,
  eventOf: ReadonlyMap<string, string>,
): Record<string, WireFlowState> {
  const taken = new Set(Object.values(flow.states).flatMap(({ timers = [] }) => timers.map(({ name }) => name)))
  return Object.fromEntries(
    Object.entries(copies).map(([key, { timers, ...state }]) => {
      if (!timers) return [key, state]
      const own = timers.flatMap(({ id: _, ...timer }) => {
        const event = eventOf.get(timer.event)
        if (event === undefined) return []
        const name = freeName(timer.name, taken)
        taken.add(name)
        return [{ ...timer, name, event }]
      })
      return [key, { ...state, timers: own }]
    }),
  )
}

interface Identified {
  readonly id?: string
}

/** An action's id is given once; its copy gets one of its own. */
function withoutActionIds(transition: WireTransition): WireTransition {
  const actions = transition['do'] as readonly Identified[] | undefined
  return actions ? { ...transition, do: actions.map(({ id: _, ...action }) => action) } : transition
}

function withoutIds(states: Record<string, WireFlowState>): Record<string, WireFlowState> {
  return Object.fromEntries(
    Object.entries(states).map(([key, state]) => {
      const plain: Record<string, unknown> = { ...state }
      for (const member of ['onEnter', 'onExit']) {
        const actions = plain[member] as readonly Identified[] | undefined
        if (actions) plain[member] = actions.map(({ id: _, ...action }) => action)
      }
      return [key, plain as WireFlowState]
    }),
  )
}
