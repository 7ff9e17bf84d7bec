// How a flow becomes a state machine: definition → XState config (plain data, held by a golden file) → machine.
import { assign, setup } from 'xstate'
import type { BlueprintVersion } from '../blueprint/blueprint.ts'
import { issue, MoldeError } from '../errors.ts'
import type { EventId, FieldId, OptionId, TransitionId } from '../ids.ts'
import { withComputed } from '../record/compute-record.ts'
import type { Action, FlowState, FlowVersion, Transition } from './flow.ts'
import type { FlowContext } from './flow-context.ts'
import { exitsOf, type FlowTables, flowTables } from './flow-tables.ts'
import { arrive, type Change, fill, performAction, take } from './perform-action.ts'
import { refuseTransition } from './refuse-transition.ts'

/** A flow ready to run against records of one blueprint version. */
export interface CompiledFlow extends FlowTables {
  readonly machine: FlowMachine
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
  const fresh = { ...tables, machine: machineIn(tables) }
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

interface ExitConfig {
  readonly guard: { readonly type: 'allowed'; readonly params: { readonly transition: TransitionId } }
  readonly target: string
  readonly actions: readonly ActionConfig[]
}

interface StateConfig {
  readonly id: OptionId
  readonly type?: 'final'
  readonly entry: readonly ActionConfig[]
  readonly exit: readonly ActionConfig[]
  readonly on: { readonly [event: EventId]: readonly ExitConfig[] }
}

export interface FlowConfig {
  readonly id: 'flow'
  readonly initial: OptionId
  readonly options: { readonly maxIterations: number }
  readonly states: { readonly [state: OptionId]: StateConfig }
}

/** XState's config as data. Without `maxIterations` a ring of transitions that need no event would never end. */
export function configOf(flow: FlowVersion): FlowConfig {
  const exits = exitsOf(flow)
  return {
    id: 'flow',
    initial: flow.initial,
    options: { maxIterations: 100 },
    states: Object.fromEntries(
      flow.states.map((state) => [state.id, stateConfig(state, exits.get(state.id) ?? new Map())]),
    ),
  }
}

function stateConfig(state: FlowState, exits: ReadonlyMap<EventId, readonly Transition[]>): StateConfig {
  return {
    id: state.id,
    ...(state.kind === 'final' ? { type: 'final' as const } : {}),
    entry: [{ type: 'arrive', params: { state: state.id } }, ...state.onEnter.map(actionConfig)],
    exit: state.onExit.map(actionConfig),
    on: Object.fromEntries([...exits].map(([event, transitions]) => [event, transitions.map(exitConfig)])),
  }
}

function exitConfig(transition: Transition): ExitConfig {
  const fill =
    transition.form.length > 0 ? [{ type: 'fill', params: { fields: transition.form.map((f) => f.field) } }] : []
  return {
    guard: { type: 'allowed', params: { transition: transition.id } },
    target: `#${transition.to}`,
    actions: [{ type: 'take', params: { transition: transition.id } }, ...fill, ...transition.do.map(actionConfig)],
  }
}

/** The action itself is the parameter: one `assign` each, so that a later one sees what an earlier one wrote. */
function actionConfig(action: Action): ActionConfig {
  return { type: action.kind, params: action }
}

/** XState throws bare errors; one comes only from a definition that was never checked. */
function machineIn(tables: FlowTables): FlowMachine {
  try {
    return machineOf(tables)
  } catch (failed) {
    throw new MoldeError([issue([], 'flow-error', { field: tables.flow.name, reason: String(failed) })])
  }
}

function machineOf(tables: FlowTables) {
  const perform = ({ context }: { context: FlowContext }, action: Action) =>
    worked(tables, context, performAction(tables, context, action))
  const shell = setup({
    types: {} as { context: FlowContext; events: { type: string }; input: FlowContext },
    guards: {
      allowed: ({ context }, { transition }: { transition: TransitionId }) => isAllowed(tables, transition, context),
    },
    actions: {
      take: assign((_, { transition }: { transition: TransitionId }) => take(transition)),
      arrive: assign(({ context }, { state }: { state: OptionId }) =>
        worked(tables, context, arrive(tables, context, state)),
      ),
      fill: assign(({ context }, { fields }: { fields: readonly FieldId[] }) =>
        worked(tables, context, fill(context, fields)),
      ),
      set: assign(perform),
      clear: assign(perform),
      add: assign(perform),
    },
  })
  // The config is checked by its own type and the golden file; XState's types want it as a literal.
  return shell.createMachine({ ...(configOf(tables.flow) as object), context: ({ input }) => input })
}

function isAllowed(tables: FlowTables, id: TransitionId, context: FlowContext): boolean {
  const transition = tables.transitions.get(id)
  return transition !== undefined && refuseTransition(tables, transition, context) === undefined
}

/** What is worked out from what was just written, for the steps that come after. */
function worked({ blueprint }: FlowTables, { zone }: FlowContext, change: Change): Change {
  return change.data ? { ...change, data: withComputed(blueprint, change.data, zone) } : change
}
