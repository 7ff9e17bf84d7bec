// One event on one record, in the caller's transaction: read in the newest shape, stepped, written. Of two at once exactly one finds the
// record as it read it.
import {
  availableEvents,
  type EventId,
  exitsOfStanding,
  type FlowSituation,
  type JsonObject,
  type Path,
  type Refusal,
  standingOf,
  stepFlow,
  type Transition,
} from '@molde/engine'
import type { Definition, FlowInUse } from '../blueprints/definition.ts'
import { sinceComputed } from '../computed/since-computed.ts'
import { fillFiles } from '../files/record-files.ts'
import type { ExpectedRev } from '../http/preconditions.ts'
import type { RecordRow } from '../record-store/record-table.ts'
import { liftRow } from '../records/lift-row.ts'
import { recordMembersOf } from '../records/record-members.ts'
import { refuseIn } from '../records/spoken-words.ts'
import { refuseStaleRow } from '../records/stale-rev.ts'
import { flowActor, writeContext } from '../records/write-context.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { chooseAssignees } from './choose-assignees.ts'
import { memoryOf } from './flow-memory.ts'
import { refusedTransition } from './say-refusal.ts'
import { beyondVersion, formSpoken, readInput, refusalSpoken } from './spoken-flow.ts'
import { writeStep } from './write-step.ts'

/** What was sent with an event, and where it lies in the document. */
export interface Form {
  readonly wire: JsonObject
  readonly path: Path
}

export interface MoveRequest {
  readonly definition: Definition
  /** The same in the words of the sender, where these are others. */
  readonly spoken?: Definition
  readonly flow: FlowInUse
  readonly row: RecordRow
  readonly event: { readonly id: EventId; readonly key: string }
  readonly form: Form
  readonly expected: ExpectedRev | undefined
}

/** One event, in the caller's transaction, on the row as it was read there. Throws the refusal as it is answered. */
export async function moveRecord(tx: Db, scope: Scope, request: MoveRequest): Promise<RecordRow> {
  const moved = await moveOrRefuse(tx, scope, request)
  if ('row' in moved) return moved.row
  scope.runtime.metrics.count('transitions_refused')
  throw refusedTransition(scope, moved.refusal)
}

/** The same; what its flow refuses is an answer. */
export async function moveOrRefuse(
  tx: Db,
  scope: Scope,
  request: MoveRequest,
): Promise<{ readonly row: RecordRow } | { readonly refusal: Refusal }> {
  const { definition, flow, row, event, form, spoken = definition } = request
  await refuseStaleRow(tx, scope, spoken, row, await sinceComputed(tx, scope, row, request.expected))
  const lifted = await liftRow(scope, tx, definition, row)
  const record = recordMembersOf(definition, lifted, flow)
  const context = { ...writeContext(scope, definition, { path: form.path }), record, system: true }
  const { now, zone } = context
  const memory = await memoryOf(tx, scope, flow, lifted)
  const assignees = await chooseAssignees(tx, scope, definition, flow, event.id)
  const situation: FlowSituation = {
    ...{ record, memory, data: lifted.data, actor: flowActor(scope), now, zone, own: scope.tenant.language },
    ...(assignees && { assignees }),
  }
  const transition = likelyTransition(flow, situation, event.id)
  const beyond = transition && formSpoken(spoken, transition.form).beyond
  if (beyond) return { refusal: beyondVersion(spoken, beyond) }
  const wire = await fillFiles(tx, scope, spoken, form)
  const input = transition ? await readInput(tx, scope, spoken, { row, transition, wire, context }) : {}
  const outcome = stepFlow(flow.compiled, { ...situation, event: event.id, input })
  if (outcome.kind === 'refused') {
    const told = { event: event.id, refusal: outcome.refusal }
    return { refusal: refusalSpoken(spoken, flow.compiled, situation, told) }
  }
  const write = { definition, spoken, flow, row, lifted, context, path: form.path, outcome, input }
  const written = refuseIn(spoken, form.path.length, () => writeStep(tx, scope, { ...write, event: event.key }))
  return { row: await written }
}

/** Whose form was filled in: the only one of this event here, or the one that would be taken. */
function likelyTransition({ compiled }: FlowInUse, situation: FlowSituation, event: EventId): Transition | undefined {
  const standing = standingOf(compiled, situation.record.state, situation.data)
  const candidates = exitsOfStanding(compiled, standing, event).flat()
  if (candidates.length < 2) return candidates[0]
  const likely = availableEvents(compiled, situation).find(({ id }) => id === event)?.transition
  return candidates.find(({ id }) => id === likely)
}
