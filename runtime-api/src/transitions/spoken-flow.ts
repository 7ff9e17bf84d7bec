// A flow in the words of an older version: what its states are called there, what its forms ask for, and what was filled in.
import {
  type CompiledFlow,
  type EventId,
  encodeEventInput,
  eventsElsewhere,
  type FieldDef,
  type FieldId,
  type FlowSituation,
  type FormField,
  fieldsBehind,
  issue,
  type Json,
  type JsonObject,
  MoldeError,
  type OptionId,
  type Refusal,
  refuseIf,
  type StoredData,
  stateKey,
  type Transition,
  type WriteContext,
} from '@molde/engine'
import { planBetween } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import type { RecordRow } from '../record-store/record-table.ts'
import { carriedRow, liftRow } from '../records/lift-row.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'

/** For sentences: what the version has no word for keeps its newest. */
export function flowSpoken({ head, newest }: Definition, flow: CompiledFlow): CompiledFlow {
  if (head === newest.head) return flow
  const options = new Map(head.fields.flatMap((field) => field.options ?? []).map((option) => [option.id, option]))
  return {
    ...flow,
    fields: new Map([...flow.fields, ...head.fields.map((field) => [field.id, field] as const)]),
    options: new Map([...flow.options].map(([id, option]) => [id, options.get(id) ?? option])),
  }
}

/** Null where the version has no word for the state. */
export function stateSpoken({ head }: Definition, flow: CompiledFlow, state: OptionId): string | null {
  const isKnown = head.fields.some(({ options }) => options?.some(({ id }) => id === state))
  return isKnown ? stateKey(flow, state) : null
}

/** States are named in a refusal. */
export function refusalSpoken(
  spoken: Definition,
  flow: CompiledFlow,
  { record, data }: FlowSituation,
  { event, refusal }: { readonly event: EventId; readonly refusal: Refusal },
): Refusal {
  if (spoken === spoken.newest || refusal.code !== 'not-from-here') return refusal
  const elsewhere = eventsElsewhere(flowSpoken(spoken, flow), record.state, data)
  return elsewhere.find(({ id }) => id === event)?.refusal ?? refusal
}

interface FormSpoken {
  readonly form: readonly FormField[]
  /** What the newest form demands and the version has nothing for. */
  readonly beyond: FieldDef | undefined
}

/** In the fields of the version; what it has nothing for, and what need not be filled in, is not asked for. */
export function formSpoken(spoken: Definition, form: readonly FormField[]): FormSpoken {
  if (spoken === spoken.newest) return { form, beyond: undefined }
  const asked = new Map<FieldId, FormField>()
  let beyond: FieldDef | undefined
  for (const { field, required = false } of form) {
    const sources = sourcesIn(spoken, field)
    if (required && sources.length === 0) beyond ??= spoken.newest.head.fields.find(({ id }) => id === field)
    for (const id of sources) {
      // Of several that become one, any will do.
      const isNeeded = (required && sources.length === 1) || asked.get(id)?.required === true
      asked.set(id, { field: id, ...(isNeeded && { required: true }) })
    }
  }
  return { form: [...asked.values()], beyond }
}

export function beyondVersion({ head }: Definition, field: FieldDef): Refusal {
  return { code: 'form-beyond-version', params: { label: field.label ?? field.key, version: String(head.version) } }
}

interface FilledIn {
  /** As it rests. */
  readonly row: RecordRow
  readonly transition: Transition
  readonly wire: JsonObject
  readonly context: WriteContext
}

/** The form in the words of the version, as values of the newest. */
export async function readInput(tx: Db, scope: Scope, spoken: Definition, filled: FilledIn): Promise<StoredData> {
  const { transition, wire, context } = filled
  const asked = formSpoken(spoken, transition.form).form
  const encoded = encodeEventInput(spoken.head, { ...transition, form: asked }, wire, context)
  if ('issues' in encoded) throw new MoldeError(encoded.issues)
  const made = transition.form.filter(({ field }) =>
    sourcesIn(spoken, field).some((id) => encoded.input[id] !== undefined),
  )
  const { touches } = planBetween(spoken, spoken.head.version, spoken.newest.head.version)
  if (made.every(({ field }) => !touches.has(field))) return encoded.input
  const values = await carriedInput(tx, scope, spoken, { ...filled, input: encoded.input })
  const missing = made.filter(({ field, required }) => required && (values[field] ?? null) === null)
  const [first] = missing
  if (first) refuseIf([notCarried(spoken, filled, encoded.input, sourcesIn(spoken, first.field))])
  return Object.fromEntries(made.map(({ field }) => [field, values[field] ?? null]))
}

/** The record as it would be with these values, in the newest shape. */
async function carriedInput(
  tx: Db,
  scope: Scope,
  spoken: Definition,
  filled: FilledIn & { readonly input: StoredData },
): Promise<StoredData> {
  const before = await liftRow(scope, tx, spoken, filled.row)
  const kept = Object.entries({ ...before.data, ...filled.input }).filter(([, value]) => value !== null)
  const way = { from: spoken.head.version, to: spoken.newest.head.version }
  const sent: RecordRow = { ...before, data: Object.fromEntries(kept) }
  const { row, failures } = await carriedRow(scope, tx, spoken.newest, sent, way)
  const given = Object.keys(filled.input) as FieldId[]
  const failed = given.filter((id) => failures.some(({ fields }) => fields.includes(id)))
  refuseIf(failed.map((id) => notCarried(spoken, filled, filled.input, [id])))
  return row.data
}

function notCarried({ head }: Definition, { context, wire }: FilledIn, input: StoredData, sources: readonly FieldId[]) {
  const field = head.fields.find(({ id }) => sources.includes(id) && input[id] !== undefined)
  const value: Json = (field && (wire[field.key] as Json)) ?? null
  const said = typeof value === 'string' ? value : JSON.stringify(value)
  return issue([...(context.path ?? []), field?.key ?? ''], 'not-carried-over', {
    value: said.slice(0, 60),
    label: field?.label ?? field?.key ?? '',
  })
}

/** Fields of the version that people fill in. */
function sourcesIn({ head, newest }: Definition, field: FieldId): readonly FieldId[] {
  if (head === newest.head) return [field]
  const ids = fieldsBehind((version) => newest.opsInto(version), head.version, newest.head.version, field)
  return ids.filter((id) => head.fields.some((one) => one.id === id && !one.computed))
}
