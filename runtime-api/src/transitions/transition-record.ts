// One event that somebody sent to one record, in one transaction: read, step, write, log.
import { type EventId, findEvent, isJsonObject, MoldeError, type WireRecord } from '@molde/engine'
import { StaleDefinition } from '../blueprints/compiled-versions.ts'
import type { Definition, FlowInUse } from '../blueprints/definition.ts'
import { commit, inDefinition } from '../blueprints/in-definition.ts'
import { settledRow } from '../computed/settle.ts'
import { ApiError } from '../errors.ts'
import { flowOf, mayBeLate } from '../flows/flow-of-record.ts'
import type { ExpectedRev } from '../http/preconditions.ts'
import { announce } from '../live-events/announce.ts'
import { missingRecord } from '../passages/missing-record.ts'
import { findRecord } from '../record-store/record-table.ts'
import { checkMembers } from '../records/check-references.ts'
import { presentRecord } from '../records/present-record.ts'
import type { Scope } from '../runtime.ts'
import { type Form, moveRecord } from './move-record.ts'

export interface SentEvent {
  readonly id: string
  /** The event's key or id. */
  readonly event: string
  /** The form itself, or `{ data: form }`. */
  readonly body: unknown
  readonly expected?: ExpectedRev | undefined
}

export async function transitionRecord(scope: Scope, blueprint: string, sent: SentEvent): Promise<WireRecord> {
  return inDefinition(scope, blueprint, async (definition) => {
    const flow = await flowNow(scope, definition, sent.id)
    if (!flow) throw new ApiError('not-found')
    const event = eventOf(flow, sent.event)
    const form = formOf(flow, event.id, sent.body)
    await checkMembers(scope, definition, form)
    const row = await commit(scope, definition, async (tx) => {
      const found = await findRecord(tx, scope.tenant.no, definition.no, sent.id)
      if (!found) throw await missingRecord(tx, scope, definition, sent.id)
      if (!found.live) throw new ApiError('not-found')
      // It may have gone over to another version of the flow meanwhile: then all of this begins again.
      if ((await flowOf(scope, tx, definition, found)) !== flow) throw new StaleDefinition()
      const moved = await moveRecord(tx, scope, { definition, flow, row: found, event, form, expected: sent.expected })
      return settledRow(tx, scope, definition, moved)
    })
    announce(scope, [{ kind: 'record.transition', blueprint, id: row.id, rev: row.rev, event: event.key }])
    scope.runtime.metrics.count('transitions_done')
    return presentRecord(definition, row)
  })
}

/** Before the transaction: the form is read by it. A record that is not there is for the transaction to find out. */
async function flowNow(scope: Scope, definition: Definition, id: string): Promise<FlowInUse | undefined> {
  if (!mayBeLate(definition)) return definition.flow
  const row = await findRecord(scope.store.read, scope.tenant.no, definition.no, id)
  return row ? flowOf(scope, scope.store.read, definition, row) : definition.flow
}

/** An event the flow does not have is a path that does not exist. */
function eventOf(flow: FlowInUse, name: string) {
  try {
    return findEvent(flow.compiled, name)
  } catch (thrown) {
    throw thrown instanceof MoldeError ? new ApiError('not-found') : thrown
  }
}

/** `{ data: … }` is the wrapping of records; a form with a field of that name is never wrapped. */
function formOf(flow: FlowInUse, event: EventId, body: unknown): Form {
  const wire = isJsonObject(body) ? body : {}
  const inner = wire['data']
  const wrapped = Object.keys(wire).length === 1 && isJsonObject(inner) && !asksForData(flow, event)
  return wrapped ? { wire: inner, path: ['data'] } : { wire, path: [] }
}

function asksForData({ compiled, version }: FlowInUse, event: EventId): boolean {
  const named = compiled.blueprint.fields.find(({ key }) => key === 'data')
  return version.transitions.some((one) => one.event === event && one.form.some(({ field }) => field === named?.id))
}
