// What may this actor do with a record now, in each of its flows, and for each refused event why not?
import {
  type AvailableEvent,
  availableEvents,
  type ElsewhereEvent,
  eventsElsewhere,
  labelIn,
  sayRefusal,
} from '@molde/engine'
import { definitionOf } from '../blueprints/compiled-versions.ts'
import type { Definition, FlowInUse } from '../blueprints/definition.ts'
import { ApiError } from '../errors.ts'
import { flowsAt } from '../flows/flow-of-record.ts'
import { missingRecord } from '../passages/missing-record.ts'
import { findRecord, type RecordRow } from '../record-store/record-table.ts'
import { definitionAs } from '../records/as-version.ts'
import { liftRow } from '../records/lift-row.ts'
import { recordMembersOf } from '../records/record-members.ts'
import { flowActor } from '../records/write-context.ts'
import { readerOf, type Scope } from '../runtime.ts'
import { countUse } from '../spoken-versions/count-use.ts'
import type { Db } from '../store/store.ts'
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
  const flows = await flowsAt(scope, db, definition, row)
  if (flows.length === 0) return { state: null, items: [], flows: [] }
  const lifted = await liftRow(scope, db, definition, row)
  const shown = spoken === definition ? lifted : await liftRow(scope, db, spoken, row)
  const items = []
  for (const flow of flows) items.push(...(await eventsIn(scope, db, { definition, spoken, flow, lifted })))
  const stands = flows.map((flow) => sayStanding(scope, spoken, flow, shown))
  return { state: stands[0]?.state ?? null, items, flows: stands }
}

interface Asked {
  readonly definition: Definition
  readonly spoken: Definition
  readonly flow: FlowInUse
  /** In the newest shape. */
  readonly lifted: RecordRow
}

async function eventsIn(scope: Scope, db: Db, { definition, spoken, flow, lifted }: Asked) {
  const record = recordMembersOf(definition, lifted, flow)
  const available = availableEvents(flow.compiled, {
    record,
    memory: await memoryOf(db, scope, flow, lifted),
    data: lifted.data,
    actor: flowActor(scope),
    now: scope.runtime.now(),
    zone: scope.tenant.timezone,
    own: scope.tenant.language,
  })
  const elsewhere = eventsElsewhere(flowSpoken(spoken, flow.compiled), record.state, lifted.data)
  const said = [
    ...available.map((one) => sayAvailable(scope, spoken, flow, one)),
    ...elsewhere.map((one) => sayElsewhere(scope, one)),
  ]
  return said.map((one) => ({ ...one, flow: flow.version.name }))
}

/** Where the record stands in a flow, in the words of the client; null where these have none for it. */
function sayStanding(scope: Scope, spoken: Definition, flow: FlowInUse, shown: RecordRow) {
  const { name, label, stateField } = flow.version
  const field = spoken.head.fields.find(({ id }) => id === stateField)
  const { state } = recordMembersOf(spoken, shown, flow)
  return {
    flow: name,
    label: label === undefined ? name : labelIn(label, readerOf(scope), name),
    stateField: field?.key ?? null,
    state: field?.options?.find(({ id }) => id === state)?.key ?? null,
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
