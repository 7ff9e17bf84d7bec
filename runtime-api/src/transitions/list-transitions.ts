// What may this actor do with a record now, and for each refused event why not?
import {
  type AvailableEvent,
  availableEvents,
  type ElsewhereEvent,
  eventsElsewhere,
  sayRefusal,
  stateKey,
} from '@molde/engine'
import { definitionOf } from '../blueprints/compiled-versions.ts'
import type { Definition, FlowInUse } from '../blueprints/definition.ts'
import { ApiError } from '../errors.ts'
import { flowOf } from '../flows/flow-of-record.ts'
import { missingRecord } from '../passages/missing-record.ts'
import { findRecord } from '../record-store/record-table.ts'
import { liftRow } from '../records/lift-row.ts'
import { recordMembersOf } from '../records/record-members.ts'
import { flowActor } from '../records/write-context.ts'
import type { Scope } from '../runtime.ts'
import { memoryOf } from './flow-memory.ts'

export async function listTransitions(scope: Scope, blueprint: string, id: string) {
  const db = scope.store.read
  const definition = await definitionOf(scope, db, blueprint)
  const row = await findRecord(db, scope.tenant.no, definition.no, id)
  if (!row) throw await missingRecord(db, scope, definition, id)
  if (!row.live) throw new ApiError('not-found')
  const flow = await flowOf(scope, db, definition, row)
  if (!flow) return { state: null, items: [] }
  const lifted = await liftRow(scope, db, definition, row)
  const record = recordMembersOf(definition, lifted)
  const available = availableEvents(flow.compiled, {
    record,
    memory: await memoryOf(db, scope, definition, flow, lifted),
    data: lifted.data,
    actor: flowActor(scope),
    now: scope.runtime.now(),
    zone: scope.tenant.timezone,
  })
  const elsewhere = eventsElsewhere(flow.compiled, record.state, lifted.data)
  return {
    state: record.state === null ? null : (definition.stateKeys.get(record.state) ?? null),
    items: [
      ...available.map((one) => sayAvailable(scope, definition, flow, one)),
      ...elsewhere.map((one) => sayElsewhere(scope, one)),
    ],
  }
}

function sayAvailable(scope: Scope, definition: Definition, { compiled }: FlowInUse, event: AvailableEvent) {
  return {
    event: event.event,
    id: event.id,
    label: event.label,
    allowed: event.allowed,
    transition: event.transition,
    to: stateKey(compiled, event.to),
    ...(event.alsoTo && { alsoTo: event.alsoTo.map((to) => stateKey(compiled, to)) }),
    form: event.form.map(({ field, required }) => ({
      field: definition.head.fields.find(({ id }) => id === field)?.key ?? field,
      required: required ?? false,
    })),
    ...(event.refusal ? { code: event.refusal.code, reason: sayRefusal(event.refusal, scope.language) } : {}),
  }
}

function sayElsewhere(scope: Scope, { event, id, label, refusal }: ElsewhereEvent) {
  return {
    event,
    id,
    label,
    allowed: false,
    to: null,
    form: [],
    code: refusal.code,
    reason: sayRefusal(refusal, scope.language),
  }
}
