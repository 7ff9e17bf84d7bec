// What may this actor send to this record now; and for the rest, why not?
import type { Label } from '../blueprint/blueprint.ts'
import type { EventId, OptionId, TransitionId } from '../ids.ts'
import type { CompiledFlow } from './compile-flow.ts'
import type { FlowEvent, FlowMemory, FlowSituation, FormField, Refusal, Transition } from './flow.ts'
import { type FlowContext, flowContext } from './flow-context.ts'
import { exitsOfStanding, leadsBackTo, standingOf, transitionLabel } from './flow-tables.ts'
import { chooseTransitions } from './refuse-transition.ts'
import { notFromHere } from './step.ts'

export interface AvailableEvent {
  /** The event's name on the wire. */
  readonly event: string
  readonly id: EventId
  readonly label: Label
  readonly allowed: boolean
  /** Where it leads. With several transitions of one event: the one that would be taken, as far as it is known without the form. */
  readonly to: OptionId
  /** Where it leads besides: several regions may take it at once. */
  readonly alsoTo?: readonly OptionId[]
  readonly transition: TransitionId
  readonly form: readonly FormField[]
  readonly refusal?: Refusal
}

/** An event that never leaves this state. */
export interface ElsewhereEvent {
  readonly event: string
  readonly id: EventId
  readonly label: Label
  readonly allowed: false
  readonly refusal: Refusal
}

/**
 * Events that somebody can send and that leave the record's state, in the flow's order. What a guard or check wants from the form is left open: the event
 * counts as allowed and may still be refused once the form is filled in.
 */
export function availableEvents(flow: CompiledFlow, situation: FlowSituation): readonly AvailableEvent[] {
  const context = flowContext(situation)
  const standing = standingOf(flow, situation.record.state, situation.data)
  return flow.flow.events.flatMap((event) => {
    const exits = event.internal ? [] : exitsOfStanding(flow, standing, event.id)
    return exits.length > 0 ? [availableEvent(flow, event, exits, context, situation.memory)] : []
  })
}

/** The events that `availableEvents` leaves out, each with the states it would leave. */
export function eventsElsewhere(
  flow: CompiledFlow,
  state: string | null,
  data: FlowSituation['data'],
): readonly ElsewhereEvent[] {
  const standing = standingOf(flow, state, data)
  return flow.flow.events
    .filter((event) => !event.internal && exitsOfStanding(flow, standing, event.id).length === 0)
    .map((event) => ({
      event: event.key,
      id: event.id,
      label: event.label ?? event.key,
      allowed: false,
      refusal: notFromHere(flow, event, (state ?? flow.flow.initial) as OptionId),
    }))
}

function availableEvent(
  flow: CompiledFlow,
  event: FlowEvent,
  exits: readonly (readonly Transition[])[],
  context: FlowContext,
  memory: FlowMemory = {},
): AvailableEvent {
  const chosen = chooseTransitions(flow, exits, context)
  const refusal = 'refusal' in chosen ? chosen.refusal : undefined
  const refusedOne = exits.flat().find((candidate) => candidate.id === refusal?.transition)
  const [first, ...others] = 'transitions' in chosen ? chosen.transitions : []
  const transition = first ?? refusedOne ?? (exits.flat()[0] as Transition)
  const leads = (one: Transition) =>
    leadsBackTo(flow, one, (context.record?.state ?? flow.flow.initial) as OptionId, memory)
  return {
    event: event.key,
    id: event.id,
    label: transitionLabel(flow, transition),
    allowed: !refusal,
    to: leads(transition),
    ...(others.length > 0 && { alsoTo: others.map(leads) }),
    transition: transition.id,
    form: transition.form,
    ...(refusal && { refusal }),
  }
}
