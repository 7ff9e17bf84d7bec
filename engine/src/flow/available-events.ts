// What may this actor send to this record now; and for the rest, why not?
import type { Label } from '../blueprint/blueprint.ts'
import type { EventId, OptionId, TransitionId } from '../ids.ts'
import type { CompiledFlow } from './compile-flow.ts'
import type { FlowEvent, FlowSituation, FormField, Refusal, Transition } from './flow.ts'
import { type FlowContext, flowContext } from './flow-context.ts'
import { exitsOn, transitionLabel } from './flow-tables.ts'
import { chooseTransition } from './refuse-transition.ts'
import { notFromHere } from './step.ts'

export interface AvailableEvent {
  /** The event's name on the wire. */
  readonly event: string
  readonly id: EventId
  readonly label: Label
  readonly allowed: boolean
  /** Where it leads. With several transitions of one event: the one that would be taken, as far as it is known without the form. */
  readonly to: OptionId
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
 * Events that leave the record's state, in the flow's order. What a guard or check wants from the form is left open: the event
 * counts as allowed and may still be refused once the form is filled in.
 */
export function availableEvents(flow: CompiledFlow, situation: FlowSituation): readonly AvailableEvent[] {
  const context = flowContext(situation)
  return flow.flow.events.flatMap((event) => {
    const candidates = exitsOn(flow, situation.record.state, event.id)
    return candidates[0] ? [availableEvent(flow, event, candidates as readonly [Transition], context)] : []
  })
}

/** The events that `availableEvents` leaves out, each with the states it would leave. */
export function eventsElsewhere(flow: CompiledFlow, state: string | null): readonly ElsewhereEvent[] {
  return flow.flow.events
    .filter((event) => exitsOn(flow, state, event.id).length === 0)
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
  candidates: readonly [Transition, ...Transition[]],
  context: FlowContext,
): AvailableEvent {
  const chosen = chooseTransition(flow, candidates, context)
  const refusal = 'refusal' in chosen ? chosen.refusal : undefined
  const refusedOne = candidates.find((candidate) => candidate.id === refusal?.transition)
  const transition = 'transition' in chosen ? chosen.transition : (refusedOne ?? candidates[0])
  return {
    event: event.key,
    id: event.id,
    label: transitionLabel(flow, transition),
    allowed: !refusal,
    to: transition.to,
    transition: transition.id,
    form: transition.form,
    ...(refusal && { refusal }),
  }
}
