// What one event makes of one record: the record in its next state and the effects it asks for, or a refusal. No I/O.
import { initialTransition, transition } from 'xstate'
import { issue, MoldeError } from '../errors.ts'
import type { FieldId, OptionId, TransitionId } from '../ids.ts'
import type { StoredData } from '../record/stored-record.ts'
import { shorten } from './collect-issues.ts'
import type { CompiledFlow } from './compile-flow.ts'
import type { Effect } from './effect.ts'
import type { FlowEvent, FlowSituation, Refusal, Transition } from './flow.ts'
import { type FlowContext, flowContext } from './flow-context.ts'
import { exitsOn, stateLabel } from './flow-tables.ts'
import { chooseTransition } from './refuse-transition.ts'
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
  readonly state: OptionId
  readonly transition: TransitionId
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
  const from = (request.record.state ?? flow.flow.initial) as OptionId
  const candidates = exitsOn(flow, from, event.id)
  if (candidates.length === 0) return refused(notFromHere(flow, event, from))
  const context = flowContext(request, request.input)
  const chosen = chooseTransition(flow, candidates, context)
  if ('refusal' in chosen) return refused(chosen.refusal)
  const formRefusal = refuseForm(flow, chosen.transition, request.input)
  return formRefusal ? refused(formRefusal) : run(flow, from, event, context)
}

function run(flow: CompiledFlow, from: OptionId, event: FlowEvent, context: FlowContext): StepOutcome {
  const [next] = transition(flow.machine, flow.machine.resolveState({ value: from, context }), { type: event.id })
  const { data, taken, failure } = next.context
  if (failure) return refused(failure)
  return { kind: 'moved', from, state: next.value as OptionId, transition: taken as TransitionId, data, effects: [] }
}

/** The machine's first state, after what that state does on entry. Throws a MoldeError when an action fails. */
export function startFlow(flow: CompiledFlow, situation: FlowSituation): { state: OptionId; data: StoredData } {
  const [first] = initialTransition(flow.machine, flowContext(situation, {}))
  const { data, failure } = first.context
  if (failure) throw new MoldeError([refusalIssue(failure)])
  return { state: first.value as OptionId, data }
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
  const open = [...flow.exits].filter(([, exits]) => exits.has(event.id)).map(([from]) => stateLabel(flow, from))
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
