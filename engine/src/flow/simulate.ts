// What would a sequence of events do to a sample record?
import type { Issue } from '../errors.ts'
import type { OptionId } from '../ids.ts'
import type { StoredData } from '../record/stored-record.ts'
import type { CompiledFlow } from './compile-flow.ts'
import { type EntryRequest, enterFlow } from './enter-flow.ts'
import { encodeEventInput } from './event-input.ts'
import type { FlowActor, FlowMemory, FlowRecord } from './flow.ts'
import { flowLimits } from './flow-limits.ts'
import { exitsOfStanding, standingOf } from './flow-tables.ts'
import { findEvent, type StepOutcome, stepFlow } from './step.ts'

export interface SimulatedEvent {
  readonly event: string
  /** The event's form on the wire. */
  readonly input?: unknown
  /** Default: the actor before. */
  readonly actor?: FlowActor
  /** Default: the time before. */
  readonly now?: number
}

export interface SimulatedStep {
  readonly event: string
  readonly outcome: StepOutcome | { readonly kind: 'invalid'; readonly issues: readonly Issue[] }
  /** How the record stands after it; unchanged by an event that was refused. */
  readonly state: OptionId
  readonly data: StoredData
}

export interface Simulation {
  readonly start: { readonly state: OptionId; readonly data: StoredData; readonly memory: FlowMemory }
  readonly steps: readonly SimulatedStep[]
}

/**
 * Starts the sample as a new record, or in `record.state` when it names one, and sends the events one after the other. A refused
 * event is told and the next one is tried. Throws a MoldeError for an event the flow does not have.
 */
export function simulateFlow(flow: CompiledFlow, sample: EntryRequest, events: readonly SimulatedEvent[]): Simulation {
  const start = startOf(flow, sample)
  const steps: SimulatedStep[] = []
  let { state, data, memory } = start
  let { actor, now } = sample
  for (const sent of events.slice(0, flowLimits.simulatedEvents)) {
    actor = sent.actor ?? actor
    now = sent.now ?? now
    const outcome = send(flow, { ...sample, actor, now, data, memory }, state, sent)
    if (outcome.kind === 'moved') ({ state, data, memory } = outcome)
    steps.push({ event: sent.event, outcome, state, data })
  }
  return { start, steps }
}

function startOf(flow: CompiledFlow, sample: EntryRequest): Simulation['start'] {
  const state = sample.record?.state as OptionId | undefined
  return state ? { state, data: sample.data, memory: sample.memory ?? {} } : enterFlow(flow, sample)
}

function send(
  flow: CompiledFlow,
  at: EntryRequest,
  state: OptionId,
  { event, input }: SimulatedEvent,
): SimulatedStep['outcome'] {
  const record: FlowRecord = {
    id: '',
    version: 0,
    rev: 0,
    createdBy: at.actor.id,
    createdAt: at.now,
    updatedAt: at.now,
    ...at.record,
    state,
  }
  const [transition] = exitsOfStanding(flow, standingOf(flow, state, at.data), findEvent(flow, event).id).flat()
  const encoded = transition ? encodeEventInput(flow.blueprint, transition, input, at) : { input: {} }
  if ('issues' in encoded) return { kind: 'invalid', issues: encoded.issues }
  return stepFlow(flow, {
    record,
    data: at.data,
    ...(at.memory && { memory: at.memory }),
    event,
    input: encoded.input,
    actor: at.actor,
    now: at.now,
    zone: at.zone,
  })
}
