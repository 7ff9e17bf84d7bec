// What would a sequence of events do to a sample record? Nothing is stored.
import {
  type BlueprintVersion,
  compileFlow,
  createData,
  decodeRecord,
  type FlowVersion,
  type JsonObject,
  movedFieldsOf,
  pointerOf,
  refuseIf,
  type SimulatedEvent,
  type SimulatedStep,
  sayIssue,
  sayRefusal,
  simulateFlow,
} from '@molde/engine'
import { flowActor } from '../records/write-context.ts'
import { readerOf, type Scope } from '../runtime.ts'
import { findFlowDraft } from './flow-table.ts'
import { readFlowDocument } from './read-flow-document.ts'
import { flowNamed, type KnownFlow, knownFor } from './read-flows.ts'

export interface SimulationRequest {
  readonly data?: JsonObject
  readonly events: readonly { readonly event: string; readonly input?: JsonObject }[]
  /** Roles of who sends the events; without them the sender's own. */
  readonly roles?: readonly string[]
  /** The published flow although there is a draft. */
  readonly published?: boolean
}

export async function simulateDraft(scope: Scope, name: string, asked: SimulationRequest) {
  const known = await flowNamed(scope.store.read, scope, name)
  const { flow, blueprint } = await flowToTry(scope, known, asked)
  const now = scope.runtime.now()
  const zone = scope.tenant.timezone
  const own = flowActor(scope)
  const actor = asked.roles ? { id: own.id, roles: asked.roles, ...(own.email ? { email: own.email } : {}) } : own
  const context = { now, zone, actor, flows: [movedFieldsOf(flow)] }
  const sample = createData(blueprint, asked.data ?? {}, context)
  if ('issues' in sample) refuseIf(sample.issues)
  const data = 'data' in sample ? sample.data : {}
  const events: SimulatedEvent[] = asked.events.map(({ event, input }) => ({ event, input }))
  const { start, steps } = simulateFlow(
    compileFlow(flow, blueprint),
    { data, actor, now, zone, own: scope.tenant.language },
    events,
  )
  const keys = new Map<string, string>(
    blueprint.fields.find(({ id }) => id === flow.stateField)?.options?.map(({ id, key }) => [id, key]),
  )
  return {
    start: { state: keys.get(start.state), data: decodeRecord(blueprint, start.data) },
    steps: steps.map((step) => sayStep(scope, step, keys, blueprint)),
  }
}

interface FlowToTry {
  readonly flow: FlowVersion
  readonly blueprint: BlueprintVersion
}

async function flowToTry(scope: Scope, known: KnownFlow, asked: SimulationRequest): Promise<FlowToTry> {
  const draft = asked.published ? undefined : await findFlowDraft(scope.store.read, scope.tenant.no, known.row.no)
  if (!draft) return { flow: known.head.definition, blueprint: known.blueprint }
  const { version, blueprint } = readFlowDocument(
    scope,
    await knownFor(scope.store.read, scope, known, draft.definition),
    draft.definition,
  )
  return { flow: version, blueprint }
}

function sayStep(scope: Scope, step: SimulatedStep, keys: ReadonlyMap<string, string>, blueprint: BlueprintVersion) {
  const { outcome } = step
  const after = { event: step.event, state: keys.get(step.state), data: decodeRecord(blueprint, step.data) }
  if (outcome.kind === 'moved') return { ...after, outcome: 'moved', from: keys.get(outcome.from) }
  if (outcome.kind === 'refused') {
    return {
      ...after,
      outcome: 'refused',
      code: outcome.refusal.code,
      reason: sayRefusal(outcome.refusal, readerOf(scope)),
    }
  }
  const errors = outcome.issues.map((one) => ({
    pointer: pointerOf(one.path),
    code: one.code,
    message: sayIssue(one, readerOf(scope)),
  }))
  return { ...after, outcome: 'invalid', errors }
}
