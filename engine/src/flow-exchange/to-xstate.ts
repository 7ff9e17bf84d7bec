// A flow as a config of XState 5 that other tools read: plain JSON, names instead of ids, what is done and asked as named references.
import type { BlueprintVersion } from '../blueprint/blueprint.ts'
import { labelIn } from '../blueprint/label.ts'
import { configOf, type ExitConfig, type NodeConfig } from '../flow/compile-flow.ts'
import type { Action, FlowState, FlowVersion, StateGroup, Transition } from '../flow/flow.ts'
import { type FlowTables, flowTables, stateLabel } from '../flow/flow-tables.ts'
import { wireAction } from '../flow-wire/wire-action.ts'
import { wireClock } from '../flow-wire/wire-clock.ts'
import { namesOf } from '../flow-wire/wire-flow.ts'
import { wireState } from '../flow-wire/wire-state.ts'
import { type Names, wireTransition } from '../flow-wire/wire-transition.ts'
import type { OptionId } from '../ids.ts'
import type { Json, JsonObject } from '../json.ts'
import type { Reader } from '../reader.ts'
import { bookkeeping, formAction, guardName, plainKey } from './xstate-words.ts'

/**
 * `createMachine` loads it. Whoever runs it brings a guard `allowed` and one action per kind that the flow has (`set`, `mail` …); their
 * params are what the API says of them. What XState has no word for, such as timers and places on the drawing, stands in `meta`.
 */
export function toXState(flow: FlowVersion, blueprint: BlueprintVersion, reader: Reader = 'en'): JsonObject {
  const tables = flowTables(flow, blueprint)
  const { initial, options, states } = configOf(flow)
  const writing: Writing = { tables, names: namesOf(flow, blueprint), reader, order: flow.transitions }
  return {
    id: `flow:${flow.name}`,
    ...described(writing, flow.label),
    meta: {
      name: flow.name,
      blueprint: flow.blueprint,
      stateField: writing.names.field(flow.stateField),
      ...(flow.label !== undefined && { label: flow.label }),
      ...(flow.events.some(({ label, internal }) => label !== undefined || internal) && { events: eventsOf(flow) }),
      ...(flow.clocks && { clocks: withoutIds(flow.clocks.map((clock) => wireClock(clock, writing.names))) ?? [] }),
    },
    options: { ...options },
    initial: nameOf(writing, initial, states),
    states: statesOf(writing, states),
  }
}

interface Writing {
  readonly tables: FlowTables
  readonly names: Names
  readonly reader: Reader
  readonly order: readonly Transition[]
}

function eventsOf({ events }: FlowVersion): JsonObject {
  return Object.fromEntries(
    events.map(({ key, label, internal }) => [
      key,
      { ...(label !== undefined && { label }), ...(internal && { internal }) },
    ]),
  )
}

function statesOf(writing: Writing, states: NonNullable<NodeConfig['states']>): JsonObject {
  return Object.fromEntries(
    Object.entries(states).map(([id, node]) => [nameOf(writing, id, states), nodeOf(writing, node)]),
  )
}

function nodeOf(writing: Writing, { id, ...node }: NodeConfig): JsonObject {
  const { names, tables } = writing
  const actions = (list: NodeConfig['entry'] = []) =>
    list
      .filter(({ type }) => !bookkeeping.includes(type))
      .map(({ params }) => actionOf(params as Action, (action) => wireAction(action, names.onState, names)))
  const [entry, exit] = [actions(node.entry), actions(node.exit)]
  const exits = (list: readonly ExitConfig[] = []) => list.map((one) => exitOf(writing, one))
  const on = Object.entries(node.on ?? {}).map(([event, list]) => [names.event(event as `e${number}`), exits(list)])
  const state = tables.states.get(id as OptionId)
  const group = tables.groups.get(id.slice('group:'.length))
  return {
    id: globalId(writing, id),
    ...(node.type && { type: node.type }),
    ...(node.history && { history: node.history }),
    ...(state ? ofState(writing, state) : id.startsWith('group:') && group ? ofGroup(writing, group) : {}),
    ...(node.initial !== undefined && { initial: nameOf(writing, node.initial, node.states ?? {}) }),
    ...(entry.length > 0 && { entry }),
    ...(exit.length > 0 && { exit }),
    ...(on.length > 0 && { on: Object.fromEntries(on) }),
    ...(node.always && { always: exits(node.always) }),
    ...(node.onDone && { onDone: exits(node.onDone) }),
    ...(node.states && { states: statesOf(writing, node.states) }),
  }
}

function ofState(writing: Writing, state: FlowState): JsonObject {
  const { label, color, pos, timers } = wireState(state, writing.names)
  const key = writing.names.inRegion(state.id)
  const named = plainName(writing.names, state.id) === key ? undefined : key
  const meta = withoutUnsaid({ state: named, label, color, pos, timers: withoutIds(timers) })
  return {
    ...described(writing, stateLabel(writing.tables, state.id)),
    ...(Object.keys(meta).length > 0 && { meta }),
  }
}

function ofGroup(writing: Writing, { key, label, color }: StateGroup): JsonObject {
  return { ...described(writing, label), meta: withoutUnsaid({ group: key, label, color }) }
}

function described({ reader }: Pick<Writing, 'reader'>, label: FlowState['label']): JsonObject {
  return label === undefined ? {} : { description: labelIn(label, reader, '') }
}

/** `step` says which exits of several states are one transition, and its place in the flow. */
function exitOf(writing: Writing, { guard, target, reenter }: ExitConfig): JsonObject {
  const transition = guard && writing.tables.transitions.get(guard.params.transition)
  if (!transition) return { target: `#${globalId(writing, target?.slice(1) ?? '')}` }
  const wire = wireTransition(transition, writing.names)
  const params = withoutUnsaid({ guard: wire['guard'], who: wire['who'], check: wire['check'] })
  const form = wire['form'] && { type: formAction, params: { fields: wire['form'] } }
  const scope = writing.names.onTransition(transition.form)
  const actions = [
    ...(form ? [form] : []),
    ...transition.do.map((action) => actionOf(action, (one) => wireAction(one, scope, writing.names))),
  ]
  return {
    ...described(writing, transition.label),
    meta: withoutUnsaid({
      step: writing.order.indexOf(transition),
      label: wire['label'],
      everywhere: transition.from === '*' ? true : undefined,
    }),
    ...(Object.keys(params).length > 0 && { guard: { type: guardName, params } }),
    ...(target !== undefined && { target: `#${globalId(writing, target.slice(1))}` }),
    ...(reenter && { reenter }),
    ...(actions.length > 0 && { actions }),
  }
}

function actionOf(action: Action, wire: (action: Action) => JsonObject): JsonObject {
  const { id: _, ...params } = wire(action)
  return { type: action.kind, params }
}

/** Ids of nodes are unique in a machine and hold no dot, since XState takes what follows one for a path. */
function globalId({ names, tables }: Writing, id: string): string {
  const leaf = (id.startsWith('start:') ? id.slice('start:'.length) : id) as OptionId
  const prefix = leaf === id ? '' : 'start:'
  if (id.startsWith('region:')) return `region:${names.field(id.slice('region:'.length))}`
  if (!tables.states.has(leaf)) return id
  const region = tables.regions.get(leaf)?.region.stateField
  return `${prefix}${region === undefined ? '' : `${names.field(region)}:`}${plainName(names, leaf)}`
}

/** The key of a choice is any text; one that is no plain word gives way to the id. */
function plainName(names: Names, leaf: OptionId): string {
  const key = names.inRegion(leaf)
  return plainKey.test(key) && !/^o\d+$/.test(key) ? key : leaf
}

/** What a node is called beside its siblings: a group may be called as a state is. */
function nameOf(writing: Writing, id: string, siblings: { readonly [node: string]: NodeConfig }): string {
  const { names, tables } = writing
  if (tables.states.has(id as OptionId)) return plainName(names, id as OptionId)
  if (id.startsWith('region:')) return names.field(id.slice('region:'.length))
  if (!id.startsWith('group:')) return globalId(writing, id)
  const key = id.slice('group:'.length)
  const others = Object.keys(siblings).filter((other) => tables.states.has(other as OptionId))
  return others.some((other) => plainName(names, other as OptionId) === key) ? id : key
}

function withoutIds(timers: Json | undefined): Json | undefined {
  if (!Array.isArray(timers)) return undefined
  return timers.map(({ id: _, ...timer }: JsonObject) => timer)
}

function withoutUnsaid(members: { readonly [name: string]: Json | undefined }): JsonObject {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as JsonObject
}
