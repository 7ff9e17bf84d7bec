// Plays a witness as people would: the record is made, filled in and sent its events, each step with the engine that does it for real.
import { expect } from 'vitest'
import type { BlueprintVersion } from '../src/blueprint/blueprint.ts'
import { compileFlow } from '../src/flow/compile-flow.ts'
import { enterFlow } from '../src/flow/enter-flow.ts'
import { encodeEventInput } from '../src/flow/event-input.ts'
import type { FlowActor, FlowSituation, FlowVersion, Transition } from '../src/flow/flow.ts'
import { flowContext } from '../src/flow/flow-context.ts'
import { standingOf, stateKey } from '../src/flow/flow-tables.ts'
import { holds, mayTake } from '../src/flow/refuse-transition.ts'
import { type StepOutcome, stepFlow } from '../src/flow/step.ts'
import { recordIn } from '../src/flow-checks/condition-cases.ts'
import { lookedAt } from '../src/flow-checks/condition-reads.ts'
import type { Witness } from '../src/flow-checks/witness.ts'
import type { OptionId, TransitionId } from '../src/ids.ts'
import type { Json } from '../src/json.ts'
import { decodeRecord } from '../src/record/decode-record.ts'
import type { StoredData } from '../src/record/stored-record.ts'
import { createData, patchData } from '../src/record/write-data.ts'

export interface Played {
  /** What became of the witness's event; undefined when it has none. */
  readonly outcome: StepOutcome | undefined
  /** How the record stands before that event. */
  readonly data: StoredData
  /** Whether `who` and the guard of a transition hold for it. */
  readonly isOpen: (transition: TransitionId) => boolean
  readonly mayTake: (transition: TransitionId) => boolean
}

const zone = 'UTC'
const now = lookedAt

export function playWitness(flow: FlowVersion, blueprint: BlueprintVersion, witness: Witness): Played {
  const compiled = compileFlow(flow, blueprint)
  const written = (made: ReturnType<typeof createData>): StoredData => {
    if ('issues' in made) throw new Error(JSON.stringify(made.issues))
    return made.data
  }
  const context = (actor: FlowActor) => ({ now, zone, actor, stateField: flow.stateField, initial: flow.initial })
  const ana = { id: 'ana', roles: [] }
  const made = written(createData(blueprint, witness.start, context(ana)))
  const entered = enterFlow(compiled, { data: made, actor: ana, now, zone })
  let { data, state, memory } = entered
  const edit = (edits: { readonly [key: string]: Json }, actor: FlowActor) => {
    data = written(patchData(blueprint, data, edits, { ...context(actor), record: recordIn(state) }))
  }
  const inputOf = (event: string, wire: { readonly [key: string]: Json }, actor: FlowActor): StoredData => {
    const id = compiled.events.get(event)?.id
    const transition = flow.transitions.find((one) => one.event === id) as Transition
    const encoded = encodeEventInput(blueprint, transition, wire, { now, zone, actor })
    if ('issues' in encoded) throw new Error(JSON.stringify(encoded.issues))
    return encoded.input
  }
  for (const step of witness.path) {
    edit(step.edits, step.actor)
    const input = inputOf(step.event, step.input, step.actor)
    const { event, actor } = step
    const outcome = stepFlow(compiled, { record: recordIn(state), data, memory, event, input, actor, now, zone })
    if (outcome.kind !== 'moved') throw new Error(`${step.event} is refused: ${JSON.stringify(outcome.refusal)}`)
    expect([outcome.transition, ...outcome.then]).toContain(step.transition)
    expect(stateKey(compiled, outcome.state)).toBe(step.state)
    ;({ data, state, memory } = outcome)
  }
  const { actor, event } = witness
  edit(witness.edits, actor)
  expect(standingOf(compiled, state, data).map((leaf) => stateKey(compiled, leaf as OptionId))).toContain(witness.state)
  expect(decodeRecord(blueprint, data)).toEqual(witness.record)
  const input = event === undefined ? {} : inputOf(event, witness.input, actor)
  const situation: FlowSituation = { record: recordIn(state), data, memory, actor, now, zone }
  const seen = flowContext(situation, input)
  const named = (id: TransitionId) => compiled.transitions.get(id) as Transition
  return {
    data,
    outcome: event === undefined ? undefined : stepFlow(compiled, { ...situation, event, input }),
    mayTake: (id) => mayTake(compiled, named(id), seen),
    isOpen: (id) => mayTake(compiled, named(id), seen) && holds(named(id).guard, seen),
  }
}
