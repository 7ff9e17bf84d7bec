// What one event makes of one record: the record in its next state and the effects it asks for, or a refusal. No I/O.
import { initialTransition, type StateValue, transition } from 'xstate'
import { issue, MoldeError } from '../errors.ts'
import type { FieldId, OptionId, TransitionId } from '../ids.ts'
import type { StoredData } from '../record/stored-record.ts'
import { shorten } from './collect-issues.ts'
import type { CompiledFlow } from './compile-flow.ts'
import type { Effect } from './effect.ts'
import type { FlowEvent, FlowMemory, FlowSituation, Refusal, Transition } from './flow.ts'
import { type FlowContext, flowContext } from './flow-context.ts'
import { autoExits, exitsOfStanding, nodesAround, standingOf, stateLabel } from './flow-tables.ts'
import { chooseTransitions } from './refuse-transition.ts'
import { refusalIssue } from './say-refusal.ts'

export interface StepRequest extends FlowSituation {
  /** The event's key or id. */
  readonly event: string
  /** The event's form as `encodeEventInput` gives it: values by field id, null to clear one. */
  readonly input: StoredData
}

export interface MovedStep {
  readonly kind: 'moved'
  readonly from: OptionId
  /** The same as `from` when the record moved only inside of its parallel state, or stays. */
  readonly state: OptionId
  /** The one that the event took first. */
  readonly transition: TransitionId
  /** Transitions that were taken besides: by other regions of the state, then by themselves. */
  readonly then: readonly TransitionId[]
  /** Ids of states and keys of groups (as `group:key`) that were entered, in this order. */
  readonly entered: readonly string[]
  /** To be kept with the record, and given with the next event. */
  readonly memory: FlowMemory
  /** The whole record's data afterwards, the state field in it. Not yet checked against the blueprint's rules. */
  readonly data: StoredData
  readonly effects: readonly Effect[]
}

export interface RefusedStep {
  readonly kind: 'refused'
  readonly refusal: Refusal
}

export type StepOutcome = MovedStep | RefusedStep

/** Throws a MoldeError for an event the flow does not have; everything else that is wrong is a refusal. */
export function stepFlow(flow: CompiledFlow, request: StepRequest): StepOutcome {
  const event = findEvent(flow, request.event)
  if (event.internal && !request.actor.system)
    return refused({ code: 'not-allowed', params: { event: event.label ?? event.key, reason: 'internal' } })
  const from = (request.record.state ?? flow.flow.initial) as OptionId
  const standing = standingOf(flow, request.record.state, request.data)
  const exits = exitsOfStanding(flow, standing, event.id)
  if (exits.length === 0) return refused(notFromHere(flow, event, from))
  const context = flowContext(request, request.input)
  const chosen = chooseTransitions(flow, exits, context)
  if ('refusal' in chosen) return refused(chosen.refusal)
  for (const transition of chosen.transitions) {
    const formRefusal = refuseForm(flow, transition, request.input)
    if (formRefusal) return refused(formRefusal)
  }
  const at = { from, standing, memory: request.memory ?? {} }
  return run(flow, at, event.id, context) ?? refused(notFromHere(flow, event, from))
}

/**
 * The steps that are taken by themselves because of what the record has come to hold where it stands. Undefined when there are none:
 * it stays, and nothing is done.
 */
export function settleFlow(flow: CompiledFlow, situation: FlowSituation): StepOutcome | undefined {
  const standing = standingOf(flow, situation.record.state, situation.data)
  const nodes = nodesAround(flow, standing)
  if (nodes.every((node) => autoExits(flow, node, 'always').length === 0)) return undefined
  const from = (situation.record.state ?? flow.flow.initial) as OptionId
  const at = { from, standing, memory: situation.memory ?? {} }
  return run(flow, at, nothing, flowContext(situation, {}))
}

/** No event of a flow is called so. */
const nothing = 'nothing'

interface At {
  readonly from: OptionId
  readonly standing: readonly OptionId[]
  readonly memory: FlowMemory
}

/** Undefined when no step was taken. */
function run(flow: CompiledFlow, at: At, event: string, context: FlowContext): StepOutcome | undefined {
  const next = moved(flow, at, event, context)
  if (next === undefined) return refused(endless(context))
  const { data, taken, entered, record, effects, failure } = next.context
  if (failure) return refused(failure)
  const [first, ...then] = taken
  if (first === undefined) return undefined
  return {
    kind: 'moved',
    from: at.from,
    state: (record?.state ?? at.from) as OptionId,
    transition: first,
    ...{ then, entered, data },
    memory: memoryOf(next.historyValue),
    effects,
  }
}

/** Undefined when the machine moves without end. */
function moved(flow: CompiledFlow, { standing, memory }: At, event: string, context: FlowContext) {
  const { machine } = flow
  const value = valueOf(flow, standing)
  const snapshot = machine.resolveState({ value, context, historyValue: historyIn(flow, memory) })
  return unlessEndless(() => transition(machine, snapshot, { type: event })[0])
}

/** XState throws a bare error after `maxIterations`, known by its words only; any other one is a fault of ours. */
function unlessEndless<T>(run: () => T): T | undefined {
  try {
    return run()
  } catch (failed) {
    if (failed instanceof Error && failed.message.startsWith('Infinite loop')) return undefined
    throw failed
  }
}

/** XState's value of the leaves that a record stands in: a node's child by name, or its children. */
function valueOf(flow: CompiledFlow, standing: readonly OptionId[]): StateValue {
  const paths = standing.map((leaf) => flow.machine.getStateNodeById(leaf).path)
  return nested(paths)
}

function nested(paths: readonly (readonly string[])[]): StateValue {
  const children = [...new Set(paths.map(([child]) => child as string))]
  const [only] = children
  if (children.length === 1 && only !== undefined && paths.every(({ length }) => length === 1)) return only
  return Object.fromEntries(
    children.map((child) => {
      const inside = paths.filter(([first]) => first === child).map(([, ...rest]) => rest)
      return [child, nested(inside)]
    }),
  )
}

type History = NonNullable<ReturnType<CompiledFlow['machine']['getInitialSnapshot']>['historyValue']>

/** Of what was remembered, what this flow still has. */
function historyIn({ machine, nodeIds }: CompiledFlow, memory: FlowMemory): History {
  return Object.fromEntries(
    Object.entries(memory).flatMap(([history, nodes]) =>
      nodes.length > 0 && [history, ...nodes].every((node) => nodeIds.has(node))
        ? [[history, nodes.map((node) => machine.getStateNodeById(node))]]
        : [],
    ),
  )
}

function memoryOf(history: History): FlowMemory {
  return Object.fromEntries(
    Object.entries(history).map(([node, remembered]) => [node, (remembered ?? []).map(({ id }) => id)]),
  )
}

/** The machine's first state, after what that state does on entry. Throws a MoldeError when an action fails. */
export function startFlow(flow: CompiledFlow, situation: FlowSituation): StartedFlow {
  const context = flowContext(situation, {})
  const started = unlessEndless(() => initialTransition(flow.machine, context)[0])
  if (started === undefined) throw new MoldeError([refusalIssue(endless(context))])
  if (started.context.failure) throw new MoldeError([refusalIssue(started.context.failure)])
  const { data, record, entered, effects } = started.context
  return {
    state: (record?.state ?? flow.flow.initial) as OptionId,
    data,
    entered,
    effects,
    memory: memoryOf(started.historyValue),
  }
}

export interface StartedFlow extends Pick<MovedStep, 'state' | 'data' | 'entered' | 'effects' | 'memory'> {}

function endless({ taken }: FlowContext): Refusal {
  const last = taken.at(-1)
  return { code: 'flow-error', params: { reason: 'endless' }, ...(last && { transition: last }) }
}

/** By key or id. */
export function findEvent(flow: CompiledFlow, name: string): FlowEvent {
  const event = flow.events.get(name)
  if (event) return event
  const known = flow.flow.events.map((e) => e.key)
  throw new MoldeError([issue(['event'], 'flow-unknown-event', { name: shorten(name), known })])
}

/** The refusal that names where the event would be possible. */
export function notFromHere(flow: CompiledFlow, event: FlowEvent, state: OptionId): Refusal {
  const open = [...flow.exits]
    .filter(([, exits]) => exits.has(event.id))
    .map(([from]) => {
      const parallel = flow.regions.get(from)?.parallel
      // Who stands in the parallel state is told where its region has to be.
      return stateLabel(flow, parallel === undefined || parallel === state ? from : parallel)
    })
  return { code: 'not-from-here', params: { event: event.label ?? event.key, state: stateLabel(flow, state), open } }
}

/** The form is checked when it is read; this holds the rest of the program to it. */
function refuseForm(flow: CompiledFlow, { id, form }: Transition, input: StoredData): Refusal | undefined {
  const stranger = Object.keys(input).find((field) => !form.some((asked) => asked.field === field))
  const missing = form.find((asked) => asked.required && (input[asked.field] ?? null) === null)
  const field = stranger ?? missing?.field
  if (field === undefined) return undefined
  return { code: 'form', transition: id, params: { field: flow.fields.get(field as FieldId)?.key ?? field } }
}

function refused(refusal: Refusal): RefusedStep {
  return { kind: 'refused', refusal }
}
