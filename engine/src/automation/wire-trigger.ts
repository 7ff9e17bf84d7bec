// What sets an automation off, as the API says it (`{ "kind": "changed", "fields": ["amount"] }`) ↔ as it is stored.
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'
import { valueTypeOf } from '../blueprint/field-types.ts'
import type { Path } from '../errors.ts'
import { sayExpression } from '../expression/say-expression.ts'
import type { ExpressionScope } from '../expression/types.ts'
import { shorten } from '../flow/collect-issues.ts'
import type { FlowVersion } from '../flow/flow.ts'
import { type FlowTables, flowTables, stateKey } from '../flow/flow-tables.ts'
import { type ActionReading, readExpression, readField } from '../flow-wire/flow-reading.ts'
import { readFlag, readList, readMembers } from '../flow-wire/wire-reader.ts'
import { type FieldId, type OptionId, partNamed } from '../ids.ts'
import type { Json, JsonObject } from '../json.ts'
import { computedValue } from '../record/computed-value.ts'
import { valueDecoder } from '../record/decode-record.ts'
import { Refused } from '../record/refused.ts'
import { readSchedule } from '../time/schedule.ts'
import {
  type RecordTrigger,
  type ScheduleTrigger,
  type SubmittedTrigger,
  type Trigger,
  triggerKinds,
  type WebhookTrigger,
} from './automation.ts'

export interface TriggerReading extends ActionReading {
  /** The kind of record that it is about. */
  readonly about: BlueprintVersion | undefined
  readonly flow: FlowVersion | undefined
  readonly tables: FlowTables
  readonly forms: readonly NamedForm[]
}

/** A form of the kind of record, which everybody sees. */
export interface NamedForm {
  readonly id: string
  readonly name: string
}

const scheduleMembers = ['cron', 'every', 'on', 'at'] as const
const membersOf = {
  created: [],
  submitted: ['form'],
  changed: ['fields', 'from', 'to'],
  deleted: [],
  transition: ['event', 'from', 'to'],
  schedule: [...scheduleMembers, 'zone'],
  webhook: ['signed', 'find'],
} as const

const path: Path = ['trigger']

export function readTriggerKind(reading: Pick<ActionReading, 'from'>, value: unknown): Trigger['kind'] | undefined {
  const wire = readMembers(reading.from, value, path, { known: ['kind', ...Object.values(membersOf).flat()] })
  if (!wire) return undefined
  if (wire['kind'] === undefined) return reading.from.refuse(path, 'missing-member', { name: 'kind' })
  const kind = triggerKinds.find((one) => one === wire['kind'])
  if (!kind) return reading.from.refuse([...path, 'kind'], 'not-one-of', { allowed: triggerKinds })
  const known: readonly string[] = ['kind', ...membersOf[kind]]
  for (const name of Object.keys(wire))
    if (!known.includes(name)) reading.from.refuse([...path, shorten(name)], 'unknown-member', { name, known })
  return kind
}

/** `scope`: what its expressions may read. */
export function readTrigger(
  reading: TriggerReading,
  kind: Trigger['kind'],
  wire: JsonObject,
  scope: ExpressionScope,
): Trigger | undefined {
  if (kind === 'schedule') return readScheduleTrigger(reading, wire)
  if (kind === 'webhook') return readWebhookTrigger(reading, wire, scope)
  if (!reading.about) return reading.from.refuse([], 'automation-needs-blueprint')
  if (kind === 'submitted') return readSubmitted(reading, wire)
  if (kind === 'changed') return readChanged(reading, wire)
  if (kind === 'transition') return readTransition(reading, wire)
  return { kind }
}

function readSubmitted({ from, forms }: TriggerReading, { form }: JsonObject): SubmittedTrigger | undefined {
  if (form === undefined) return { kind: 'submitted' }
  const found = forms.find(({ id }) => id === form) ?? forms.find(({ name }) => name === form)
  if (found) return { kind: 'submitted', form: found.id }
  const allowed = forms.map(({ name }) => name).slice(0, 20)
  return from.refuse([...path, 'form'], 'automation-no-form', { allowed })
}

function readChanged(reading: TriggerReading, wire: JsonObject): RecordTrigger | undefined {
  const { from } = reading
  const listed = readList(from, wire['fields'], [...path, 'fields'], 50)
  const fields: FieldDef[] = []
  listed.forEach((one, index) => {
    const at = [...path, 'fields', index]
    const field = readField(reading, one, at)
    if (field && fields.includes(field)) from.refuse(at, 'given-twice', { name: field.key })
    else if (field) fields.push(field)
  })
  const [field] = fields
  const said = (['from', 'to'] as const).filter((name) => wire[name] !== undefined)
  const [first] = said
  if (first !== undefined && (listed.length !== 1 || !field))
    return listed.length === 1 ? undefined : from.refuse([...path, first], 'automation-one-field')
  const values = said.map((name) => [name, readValue(reading, field as FieldDef, wire[name] as Json, [...path, name])])
  return {
    kind: 'changed',
    ...(fields.length > 0 && { fields: fields.map(({ id }) => id) }),
    ...Object.fromEntries(values.filter(([, value]) => value !== undefined)),
  }
}

/** As the field keeps it. */
function readValue({ from }: TriggerReading, field: FieldDef, value: Json, at: Path): Json | undefined {
  if (value === null) return null
  const stored = computedValue(field, value, 'UTC')
  if (stored instanceof Refused) {
    const known = field.options?.map(({ key }) => key)
    if (known) return from.refuse(at, 'not-one-of', { allowed: known })
    for (const { path: inside, code, params } of stored.issues) from.refuse([...at, ...inside], code, params)
    return undefined
  }
  return stored ?? null
}

/** Of one flow: the one that has the event, or whose state field is named with the states (`payment.PAID`), else the first. */
function readTransition(reading: TriggerReading, wire: JsonObject): RecordTrigger | undefined {
  const { from, flow, tables: first, about } = reading
  if (!flow) return from.refuse([...path, 'kind'], 'automation-no-flow', { blueprint: about?.name ?? '' })
  const all = [first, ...tablesBeside(first)]
  const sent = wire['event']
  const withEvent = sent === undefined ? undefined : all.find(({ events }) => events.has(String(sent)))
  if (sent !== undefined && !withEvent)
    from.refuse([...path, 'event'], 'flow-unknown-event', {
      name: shorten(String(sent)),
      known: all.flatMap((one) => one.flow.events.map(({ key }) => key)),
    })
  const named = ends.map((end) => all.find((one) => isStateIn(one, wire[end]))).find((one) => one !== undefined)
  const tables = withEvent ?? named ?? first
  const event = withEvent?.events.get(String(sent))
  const states = ends.flatMap((name) => {
    if (wire[name] === undefined) return []
    const state = readState(tables, wire[name])
    if (state) return [[name, state] as const]
    const known = [...tables.states.keys()].map((id) => stateKey(tables, id))
    const field = stateFieldIn(tables)?.key ?? ''
    from.refuse([...path, name], 'flow-unknown-state', { name: shorten(String(wire[name])), field, known })
    return []
  })
  return {
    kind: 'transition',
    ...(tables !== first && { flow: tables.flow.name }),
    ...(event && { event: event.id }),
    ...Object.fromEntries(states),
  }
}

const ends = ['from', 'to'] as const

function tablesBeside({ beside, blueprint }: FlowTables): readonly FlowTables[] {
  return beside.map((flow) => flowTables(flow, blueprint))
}

function stateFieldIn({ fields, flow }: FlowTables): FieldDef | undefined {
  return fields.get(flow.stateField)
}

function isStateIn(tables: FlowTables, name: unknown): boolean {
  return typeof name === 'string' && name.startsWith(`${stateFieldIn(tables)?.key}.`)
}

/** A state of the flow itself: where regions stand is a field that changes. */
function readState(tables: FlowTables, name: unknown): OptionId | undefined {
  const { options = [], key } = stateFieldIn(tables) ?? {}
  return partNamed(options, isStateIn(tables, name) ? String(name).slice(`${key}.`.length) : name)?.id
}

function readScheduleTrigger({ from }: TriggerReading, wire: JsonObject): ScheduleTrigger | undefined {
  const at = Object.fromEntries(Object.entries(wire).filter(([name]) => scheduleMembers.some((one) => one === name)))
  const zone = wire['zone']
  // Which zone it is does not matter for whether it is one.
  const read = readSchedule(from, { zone: zone === undefined ? 'UTC' : (zone as Json), ...at }, path)
  return read && { kind: 'schedule', at, ...(zone !== undefined && { zone: zone as string }) }
}

function readWebhookTrigger(
  reading: TriggerReading,
  wire: JsonObject,
  scope: ExpressionScope,
): WebhookTrigger | undefined {
  const { from, about } = reading
  const signed = readFlag(from, wire['signed'], [...path, 'signed'])
  const at = [...path, 'find']
  const isFound = wire['find'] !== undefined
  if (about && !isFound) return from.refuse(path, 'automation-needs-find')
  if (!about && isFound) return from.refuse([], 'automation-needs-blueprint')
  const find = isFound ? readMembers(from, wire['find'], at, { known: ['field', 'value'] }) : undefined
  const field = find && readField(reading, find['field'], [...at, 'field'])
  if (field && !isFindable(field)) return from.refuse([...at, 'field'], 'automation-cannot-find', { field: field.key })
  const outside = { ...scope, fields: [], allow: { ...scope.allow, record: false } }
  const value = field && find && readExpression(reading, find['value'], [...at, 'value'], outside, valueTypeOf(field))
  if (isFound && (!field || !value)) return undefined
  return { kind: 'webhook', ...(signed && { signed }), ...(field && value && { find: { field: field.id, value } }) }
}

/** What names one record among many. */
function isFindable({ type, many, computed }: FieldDef): boolean {
  const byItself = ['text', 'email', 'phone', 'url', 'number', 'integer']
  return byItself.includes(type) && many !== true && (!computed || computed.kind === 'autonumber')
}

export function wireTrigger(
  trigger: Trigger,
  tables: FlowTables,
  scope: ExpressionScope,
  forms: readonly NamedForm[],
): JsonObject {
  const key = (id: FieldId) => tables.fields.get(id)?.key ?? id
  switch (trigger.kind) {
    case 'created':
    case 'deleted':
      return { kind: trigger.kind }
    case 'submitted': {
      const { kind, form } = trigger
      return { kind, ...(form !== undefined && { form: forms.find(({ id }) => id === form)?.name ?? form }) }
    }
    case 'changed': {
      const { kind, fields, ...ends } = trigger
      const field = fields?.[0] === undefined ? undefined : tables.fields.get(fields[0])
      const decode = field && valueDecoder(field)
      const said = (['from', 'to'] as const).flatMap((name) => {
        const value = ends[name]
        return value === undefined ? [] : [[name, value === null || !decode ? value : decode(value)] as const]
      })
      return { kind, ...(fields && { fields: fields.map(key) }), ...Object.fromEntries(said) }
    }
    case 'transition': {
      const { kind, flow, event, from, to } = trigger
      const own = tablesBeside(tables).find((one) => one.flow.name === flow)
      const { events } = own ?? tables
      const state = (id: OptionId) => (own ? `${stateFieldIn(own)?.key}.${stateKey(own, id)}` : stateKey(tables, id))
      return {
        kind,
        ...(event && { event: events.get(event)?.key ?? event }),
        ...(from && { from: state(from) }),
        ...(to && { to: state(to) }),
      }
    }
    case 'schedule':
      return { kind: trigger.kind, ...trigger.at, ...(trigger.zone !== undefined && { zone: trigger.zone }) }
    case 'webhook': {
      const { kind, signed, find } = trigger
      const field = find && tables.fields.get(find.field)
      return {
        kind,
        ...(signed && { signed }),
        ...(find && {
          find: { field: key(find.field), value: sayExpression(find.value, scope, field && valueTypeOf(field)) },
        }),
      }
    }
  }
}
