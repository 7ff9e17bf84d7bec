// How a flow becomes a state machine: definition → XState config (plain data, held by a golden file) → machine.
import { assign, setup } from 'xstate'
import type { BlueprintVersion } from '../blueprint/blueprint.ts'
import { issue, MoldeError } from '../errors.ts'
import type { EventId, FieldId, OptionId, TransitionId } from '../ids.ts'
import { withComputed } from '../record/compute-record.ts'
import type { Action, FlowState, FlowVersion, Region, StateGroup, Transition } from './flow.ts'
import type { FlowContext } from './flow-context.ts'
import {
  beginsWith,
  type FlowNodes,
  flowNodes,
  groupsAround,
  groupsIn,
  historyNode,
  leafOf,
  nodeId,
  regionOfGroup,
} from './flow-nodes.ts'
import { autoExits, byEvent, type FlowTables, flowTables } from './flow-tables.ts'
import { arrive, type Change, enter, fill, performAction, take } from './perform-action.ts'
import { isAllowed } from './refuse-transition.ts'

/** A flow ready to run against records of one blueprint version. */
export interface CompiledFlow extends FlowTables {
  readonly machine: FlowMachine
  /** Ids of the machine's nodes: states by their ids, groups and what remembers as `nodeId` and `historyNode` call them. */
  readonly nodeIds: ReadonlySet<string>
}

type FlowMachine = ReturnType<typeof machineOf>

const compiledFlows = new WeakMap<FlowVersion, WeakMap<BlueprintVersion, CompiledFlow>>()

/**
 * Made once per flow and blueprint, kept as long as both are. The blueprint is the version that records are read in; it may be
 * newer than the one the flow was written against.
 */
export function compileFlow(flow: FlowVersion, blueprint: BlueprintVersion): CompiledFlow {
  const known = compiledFlows.get(flow)?.get(blueprint)
  if (known) return known
  const tables = flowTables(flow, blueprint)
  const config = configOf(flow)
  const fresh = { ...tables, machine: machineIn(tables, config), nodeIds: new Set(idsIn(config.states)) }
  const byBlueprint = compiledFlows.get(flow) ?? new WeakMap<BlueprintVersion, CompiledFlow>()
  compiledFlows.set(flow, byBlueprint.set(blueprint, fresh))
  return fresh
}

/** Where a new record starts, and where one stands that has no state yet. */
export function initialState(flow: FlowVersion): OptionId {
  return flow.initial
}

interface ActionConfig {
  readonly type: string
  readonly params: object
}

export interface ExitConfig {
  readonly guard?: { readonly type: 'allowed'; readonly params: { readonly transition: TransitionId } }
  /** None: the record stays, and only the actions are done. */
  readonly target?: string
  readonly reenter?: true
  readonly actions?: readonly ActionConfig[]
}

export interface NodeConfig {
  readonly id: string
  readonly type?: 'final' | 'parallel' | 'history'
  readonly history?: 'shallow' | 'deep'
  readonly initial?: string
  readonly entry?: readonly ActionConfig[]
  readonly exit?: readonly ActionConfig[]
  readonly on?: { readonly [event: EventId]: readonly ExitConfig[] }
  readonly always?: readonly ExitConfig[]
  readonly onDone?: readonly ExitConfig[]
  readonly states?: { readonly [node: string]: NodeConfig }
}

export interface FlowConfig {
  readonly id: 'flow'
  readonly initial: string
  readonly options: { readonly maxIterations: number }
  readonly states: { readonly [node: string]: NodeConfig }
}

/**
 * XState's config as data: a node per state, group and region. Nodes are called by their ids, which hold no dot, since XState
 * takes what follows one for a path. Without `maxIterations` a ring of transitions that need no event would never end.
 */
export function configOf(flow: FlowVersion): FlowConfig {
  const plan: Plan = { nodes: flowNodes(flow), histories: historiesOf(flow) }
  return {
    id: 'flow',
    options: { maxIterations: 100 },
    ...beginning(
      plan,
      flow.initial,
      childConfigs(plan, flow.states, (group) => !regionOfGroup(plan.nodes, group.key)),
    ),
  }
}

interface Plan {
  readonly nodes: FlowNodes
  /** Nodes that remember, by the group they lie in. */
  readonly histories: ReadonlyMap<string, ReadonlySet<'shallow' | 'deep'>>
}

/** The node of a region. */
function regionNode(field: FieldId): string {
  return `region:${field}`
}

function historiesOf({ transitions }: FlowVersion): Plan['histories'] {
  const kinds = new Map<string, Set<'shallow' | 'deep'>>()
  for (const { to } of transitions) {
    if (to === null || typeof to === 'string' || !to.history) continue
    kinds.set(to.group, (kinds.get(to.group) ?? new Set()).add(to.history))
  }
  return kinds
}

/**
 * XState begins with a child. A leaf deeper down is one when the groups around it begin with it; else a node that is left at once
 * for it stands before the others.
 */
function beginning({ nodes }: Plan, leaf: OptionId, states: { readonly [node: string]: NodeConfig }) {
  const outermost = groupsAround(nodes, leaf).at(-1)
  if (outermost === undefined) return { initial: leaf, states }
  if (leafOf(nodes, { group: outermost }) === leaf) return { initial: nodeId({ group: outermost }), states }
  const id = `start:${leaf}`
  return { initial: id, states: { [id]: { id, always: [{ target: `#${leaf}` }] }, ...states } }
}

/** The states that lie in no group, and the groups that lie in none, as far as `belongs` says that they belong here. */
function childConfigs(plan: Plan, states: readonly FlowState[], belongs: (group: StateGroup) => boolean) {
  const { nodes } = plan
  const loose = states.filter(({ id }) => !nodes.groupOf.has(id))
  const outermost = [...nodes.groups.values()].filter((group) => group.parent === undefined && belongs(group))
  return Object.fromEntries([
    ...loose.map((state) => [state.id, stateConfig(plan, state)] as const),
    ...outermost.map((group) => [nodeId({ group: group.key }), groupConfig(plan, group)] as const),
  ])
}

function stateConfig(plan: Plan, state: FlowState): NodeConfig {
  return {
    id: state.id,
    ...(state.kind !== 'state' ? { type: state.kind } : {}),
    entry: [{ type: 'arrive', params: { state: state.id } }, ...state.onEnter.map(actionConfig)],
    exit: state.onExit.map(actionConfig),
    ...exitConfigs(plan, state.id),
    ...(state.regions && {
      states: Object.fromEntries(
        state.regions.map((region) => [regionNode(region.stateField), regionConfig(plan, region)]),
      ),
    }),
  }
}

function groupConfig(plan: Plan, group: StateGroup): NodeConfig {
  const { nodes, histories } = plan
  const first = beginsWith(nodes, group)
  const inside = group.states.flatMap((id) => nodes.states.get(id) ?? [])
  return {
    id: nodeId({ group: group.key }),
    ...(first && { initial: nodeId(first) }),
    entry: [{ type: 'enter', params: { group: group.key } }, ...(group.onEnter ?? []).map(actionConfig)],
    exit: (group.onExit ?? []).map(actionConfig),
    ...exitConfigs(plan, nodeId({ group: group.key })),
    states: Object.fromEntries([
      ...inside.map((state) => [state.id, stateConfig(plan, state)] as const),
      ...groupsIn(nodes, group.key).map((inner) => [nodeId({ group: inner.key }), groupConfig(plan, inner)] as const),
      ...[...(histories.get(group.key) ?? [])].map((kind) => {
        const id = historyNode(group.key, kind)
        return [id, { id, type: 'history', history: kind } as const] as const
      }),
    ]),
  }
}

function regionConfig(plan: Plan, { stateField, initial, states }: Region): NodeConfig {
  const { nodes } = plan
  return {
    id: regionNode(stateField),
    ...beginning(
      plan,
      initial,
      childConfigs(plan, states, ({ key }) => regionOfGroup(nodes, key)?.region.stateField === stateField),
    ),
  }
}

function exitConfigs({ nodes }: Plan, node: string): Pick<NodeConfig, 'on' | 'always' | 'onDone'> {
  const events = [...byEvent(nodes.leaving.get(node) ?? [])]
  const isState = nodes.states.has(node as OptionId)
  const config = (transition: Transition) => exitConfig(transition, isState)
  const always = autoExits(nodes, node, 'always').map(config)
  const done = autoExits(nodes, node, 'done').map(config)
  return {
    on: Object.fromEntries(events.map(([event, exits]) => [event, exits.map(config)])),
    ...(always.length > 0 && { always }),
    ...(done.length > 0 && { onDone: done }),
  }
}

function exitConfig(transition: Transition, isOfState: boolean): ExitConfig {
  const { to } = transition
  // Where the history of a group is the state itself, XState would enter it without having left it.
  const reenters =
    transition.reenter || (isOfState && to !== null && typeof to === 'object' && to.history !== undefined)
  const fill =
    transition.form.length > 0 ? [{ type: 'fill', params: { fields: transition.form.map((f) => f.field) } }] : []
  const target = targetOf(transition)
  return {
    guard: { type: 'allowed', params: { transition: transition.id } },
    ...(target !== undefined && { target: `#${target}` }),
    ...(reenters && { reenter: true }),
    actions: [{ type: 'take', params: { transition: transition.id } }, ...fill, ...transition.do.map(actionConfig)],
  }
}

function targetOf({ to }: Transition): string | undefined {
  if (to === null) return undefined
  if (typeof to === 'string') return to
  return to.history ? historyNode(to.group, to.history) : nodeId(to)
}

function idsIn(nodes: NonNullable<NodeConfig['states']>): readonly string[] {
  return Object.values(nodes).flatMap(({ id, states }) => [id, ...(states ? idsIn(states) : [])])
}

/** The action itself is the parameter: one `assign` each, so that a later one sees what an earlier one wrote. */
function actionConfig(action: Action): ActionConfig {
  return { type: action.kind, params: action }
}

/** XState throws bare errors; one comes only from a definition that was never checked. */
function machineIn(tables: FlowTables, config: FlowConfig): FlowMachine {
  try {
    return machineOf(tables, config)
  } catch (failed) {
    throw new MoldeError([issue([], 'flow-error', { field: tables.flow.name, reason: String(failed) })])
  }
}

function machineOf(tables: FlowTables, config: FlowConfig) {
  const perform = ({ context }: { context: FlowContext }, action: Action) =>
    worked(tables, context, performAction(tables, context, action))
  const shell = setup({
    types: {} as { context: FlowContext; events: { type: string }; input: FlowContext },
    guards: {
      allowed: ({ context }, { transition: id }: { transition: TransitionId }) => {
        const transition = tables.transitions.get(id)
        return transition !== undefined && isAllowed(tables, transition, context)
      },
    },
    actions: {
      take: assign(({ context }, { transition }: { transition: TransitionId }) => take(context, transition)),
      arrive: assign(({ context }, { state }: { state: OptionId }) =>
        worked(tables, context, arrive(tables, context, state)),
      ),
      enter: assign(({ context }, { group }: { group: string }) => enter(context, group)),
      fill: assign(({ context }, { fields }: { fields: readonly FieldId[] }) =>
        worked(tables, context, fill(context, fields)),
      ),
      set: assign(perform),
      clear: assign(perform),
      add: assign(perform),
      assign: assign(perform),
      create: assign(perform),
      updateRelated: assign(perform),
      send: assign(perform),
      webhook: assign(perform),
      notify: assign(perform),
      mail: assign(perform),
    },
  })
  // The config is checked by its own type and the golden file; XState's types want it as a literal.
  return shell.createMachine({ ...(config as object), context: ({ input }) => input })
}

/** What is worked out from what was just written, for the steps that come after. */
function worked({ blueprint }: FlowTables, { zone }: FlowContext, change: Change): Change {
  return change.data ? { ...change, data: withComputed(blueprint, change.data, zone) } : change
}
