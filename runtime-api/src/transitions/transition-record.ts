// One event that somebody sent to one record, in one transaction: read, step, write, log.
import { type EventId, isJsonObject, type Transition, type WireRecord } from '@molde/engine'
import { StaleDefinition } from '../blueprints/compiled-versions.ts'
import type { Definition, FlowInUse } from '../blueprints/definition.ts'
import { commit, inDefinition } from '../blueprints/in-definition.ts'
import { settledRow } from '../computed/settle.ts'
import { ApiError } from '../errors.ts'
import { flowAt, flowsAt, mayBeLate, withEvent } from '../flows/flow-of-record.ts'
import type { ExpectedRev } from '../http/preconditions.ts'
import { announce } from '../live-events/announce.ts'
import { missingRecord } from '../passages/missing-record.ts'
import { findRecord, type RecordRow } from '../record-store/record-table.ts'
import { definitionAs } from '../records/as-version.ts'
import { checkMembers } from '../records/check-references.ts'
import { presentRecord } from '../records/present-record.ts'
import { rowSpoken } from '../records/spoken-words.ts'
import type { Scope } from '../runtime.ts'
import { countUse } from '../spoken-versions/count-use.ts'
import { fieldsSent } from '../spoken-versions/named-fields.ts'
import type { Db } from '../store/store.ts'
import { type Form, moveRecord } from './move-record.ts'
import { formSpoken } from './spoken-flow.ts'

export interface SentEvent {
  readonly id: string
  /** The event's key or id. */
  readonly event: string
  /** The form itself, or `{ data: form }`. */
  readonly body: unknown
  readonly expected?: ExpectedRev | undefined
  /** The versions that the client asks for: the form is read, and the record answered, in that of this blueprint. */
  readonly as?: string | undefined
}

export async function transitionRecord(scope: Scope, blueprint: string, sent: SentEvent): Promise<WireRecord> {
  return inDefinition(scope, blueprint, async (definition) => {
    const spoken = await definitionAs(scope, scope.store.read, definition, sent.as)
    const { flow, event } = eventOf(await flowsNow(scope, definition, sent.id), sent.event)
    const form = formOf(spoken, flow, event.id, sent.body)
    await checkMembers(scope, spoken, form)
    const row = await commit(scope, definition, async (tx) => {
      const found = await findRecord(tx, scope.tenant.no, definition.no, sent.id)
      if (!found) throw await missingRecord(tx, scope, definition, sent.id)
      if (!found.live) throw new ApiError('not-found')
      // It may have gone over to another version of the flow meanwhile: then all of this begins again.
      const base = definition.newest.flows.find(({ no }) => no === flow.no)
      if (!base || (await flowAt(scope, tx, definition, base, found)) !== flow) throw new StaleDefinition()
      const request = { definition, spoken, flow, row: found, event, form, expected: sent.expected }
      const moved = await moveRecord(tx, scope, request)
      return rowSpoken(tx, scope, spoken, await settledRow(tx, scope, definition, moved))
    })
    announce(scope, [{ kind: 'record.transition', blueprint, id: row.id, rev: row.rev, event: event.key }])
    scope.runtime.metrics.count('transitions_done')
    countUse(scope, spoken, 'write', () => fieldsSent(spoken, [form.wire]))
    return presentRecord(spoken, row)
  })
}

/** Before the transaction: the form is read by it. A record that is not there is for the transaction to find out. */
async function flowsNow(scope: Scope, definition: Definition, id: string): Promise<readonly FlowInUse[]> {
  const { flows } = definition.newest
  if (!flows.some(mayBeLate)) return flows
  const row = await findRecord(scope.store.read, scope.tenant.no, definition.no, id)
  return row ? flowsAt(scope, scope.store.read, definition, row) : flows
}

/** In the caller's transaction, on the row as it was read there. */
export async function transitionInside(
  tx: Db,
  scope: Scope,
  { definition, spoken }: { readonly definition: Definition; readonly spoken: Definition },
  row: RecordRow,
  sent: Pick<SentEvent, 'event' | 'body'>,
): Promise<RecordRow> {
  const { flow, event } = eventOf(await flowsAt(scope, tx, definition, row), sent.event)
  const form = formOf(spoken, flow, event.id, sent.body)
  return moveRecord(tx, scope, { definition, spoken, flow, row, event, form, expected: undefined })
}

/** An event that none of the flows has is a path that does not exist. */
function eventOf(flows: readonly FlowInUse[], name: string) {
  const found = withEvent(flows, name)
  if (!found) throw new ApiError('not-found')
  return found
}

/** `{ data: … }` is the wrapping of records; a form with a field of that name is never wrapped. */
function formOf(spoken: Definition, flow: FlowInUse, event: EventId, body: unknown): Form {
  const wire = isJsonObject(body) ? body : {}
  const inner = wire['data']
  const wrapped = Object.keys(wire).length === 1 && isJsonObject(inner) && !asksForData(spoken, flow, event)
  return wrapped ? { wire: inner, path: ['data'] } : { wire, path: [] }
}

function asksForData(spoken: Definition, { version }: FlowInUse, event: EventId): boolean {
  const named = spoken.head.fields.find(({ key }) => key === 'data')
  const isAsked = ({ form }: Transition) => formSpoken(spoken, form).form.some(({ field }) => field === named?.id)
  return named !== undefined && version.transitions.some((one) => one.event === event && isAsked(one))
}
