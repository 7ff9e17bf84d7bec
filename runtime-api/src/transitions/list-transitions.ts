// What may this actor do with a record now, and for each refused event why not?
import { type AvailableEvent, availableEvents, type ElsewhereEvent, eventsElsewhere, sayRefusal } from '@molde/engine'
import { definitionOf } from '../blueprints/compiled-versions.ts'
import type { Definition, FlowInUse } from '../blueprints/definition.ts'
import { ApiError } from '../errors.ts'
import { flowOf } from '../flows/flow-of-record.ts'
import { missingRecord } from '../passages/missing-record.ts'
import { findRecord } from '../record-store/record-table.ts'
import { definitionAs } from '../records/as-version.ts'
import { liftRow } from '../records/lift-row.ts'
import { recordMembersOf } from '../records/record-members.ts'
import { flowActor } from '../records/write-context.ts'
import { readerOf, type Scope } from '../runtime.ts'
import { countUse } from '../spoken-versions/count-use.ts'
import { memoryOf } from './flow-memory.ts'
import { beyondVersion, flowSpoken, formSpoken, stateSpoken } from './spoken-flow.ts'

/** `as`: the versions that the client asks for. */
export async function listTransitions(scope: Scope, blueprint: string, id: string, as?: string) {
  const db = scope.store.read
  const definition = await definitionOf(scope, db, blueprint)
  const spoken = await definitionAs(scope, db, definition, as)
  countUse(scope, spoken, 'read')
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
    own: scope.tenant.language,
  })
  const elsewhere = eventsElsewhere(flowSpoken(spoken, flow.compiled), record.state, lifted.data)
  const shown = spoken === definition ? record : recordMembersOf(spoken, await liftRow(scope, db, spoken, row))
  return {
    state: shown.state === null ? null : (spoken.stateKeys.get(shown.state) ?? null),
    items: [
      ...available.map((one) => sayAvailable(scope, spoken, flow, one)),
      ...elsewhere.map((one) => sayElsewhere(scope, one)),
    ],
  }
}

function sayAvailable(scope: Scope, spoken: Definition, flow: FlowInUse, event: AvailableEvent) {
  const compiled = flowSpoken(spoken, flow.compiled)
  const { form, beyond } = formSpoken(spoken, event.form)
  const refusal = event.refusal ?? (beyond && beyondVersion(spoken, beyond))
  const alsoTo = event.alsoTo?.flatMap((to) => stateSpoken(spoken, compiled, to) ?? [])
  return {
    event: event.event,
    id: event.id,
    label: event.label,
    allowed: event.allowed && refusal === undefined,
    transition: event.transition,
    to: stateSpoken(spoken, compiled, event.to),
    ...(alsoTo && { alsoTo }),
    form: form.map(({ field, required }) => ({
      field: spoken.head.fields.find(({ id }) => id === field)?.key ?? field,
      required: required ?? false,
    })),
    ...(refusal ? { code: refusal.code, reason: sayRefusal(refusal, readerOf(scope)) } : {}),
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
    reason: sayRefusal(refusal, readerOf(scope)),
  }
}
