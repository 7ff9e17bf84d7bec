// A record that shows what a check found, and how it comes about event by event: so that it can be played.
import type { FieldDef } from '../blueprint/blueprint.ts'
import { type Issue, issue, sayIssue } from '../errors.ts'
import type { FlowActor } from '../flow/flow.ts'
import { type FlowTables, stateKey } from '../flow/flow-tables.ts'
import type { OptionId, TransitionId } from '../ids.ts'
import { isJsonObject, type Json } from '../json.ts'
import type { Reader } from '../reader.ts'
import { decodeRecord } from '../record/decode-record.ts'
import { fieldLabel } from '../record/refused.ts'
import type { StoredData, WireData } from '../record/stored-record.ts'
import { type Case, creator, somebody } from './condition-cases.ts'
import { lookedAt, lookedIn } from './condition-reads.ts'
import { editsOf, formContext, type Way, type Ways } from './ways.ts'

/** One event of the way. Names are those of the wire. */
interface WitnessStep {
  /** What is filled in before it; null clears. */
  readonly edits: WireData
  readonly event: string
  readonly transition: TransitionId
  readonly input: WireData
  readonly actor: FlowActor
  /** Where it leads. */
  readonly state: string
}

export interface Witness {
  /** The new record. */
  readonly start: WireData
  readonly path: readonly WitnessStep[]
  /** Where the record stands then. */
  readonly state: string
  /** What is filled in at last, and the record as it is then. */
  readonly edits: WireData
  readonly record: WireData
  /** The event that shows it, with its form, and who sends it. */
  readonly event?: string
  readonly input: WireData
  readonly actor: FlowActor
}

/** Where and when a witness was found, and who made its record: played so, it comes to what was told. */
export const witnessGround = { now: lookedAt, zone: lookedIn, creator } as const

export interface WitnessPlace {
  readonly way: Way
  readonly leaf: OptionId
  readonly found: Case
  /** The transition whose event shows it. */
  readonly by: TransitionId
}

export function witnessOf(tables: FlowTables, { way, leaf, found, by }: WitnessPlace): Witness {
  const wire = (data: StoredData) => wireOf(tables, data)
  const transition = tables.transitions.get(by)
  const event = tables.flow.events.find(({ id }) => id === transition?.event)?.key
  const { data, input = {}, actor } = transition ? formContext(tables, transition, found.context) : found.context
  return {
    ...playedTo(tables, way, leaf),
    ...{ edits: wire(editsOf(way.data, found)), record: wire(data) },
    ...(event !== undefined && { event }),
    ...{ input: wire(input), actor },
  }
}

/** A record that comes to stand there and is left as it is. */
export function arrivalOf(tables: FlowTables, ways: Ways, leaf: OptionId): Witness | undefined {
  const [way] = ways.to(leaf)
  return way && arrivalAt(tables, way, leaf)
}

/** The same by one way. */
export function arrivalAt(tables: FlowTables, way: Way, leaf: OptionId): Witness {
  return { ...playedTo(tables, way, leaf), edits: {}, input: {}, actor: { id: somebody, roles: [] } }
}

function playedTo(tables: FlowTables, way: Way, leaf: OptionId) {
  const wire = (data: StoredData) => wireOf(tables, data)
  return {
    start: wire(way.start),
    path: way.steps.map((step) => ({
      ...{ edits: wire(step.edits), event: step.event, transition: step.transition, input: wire(step.input) },
      ...{ actor: step.actor, state: stateKey(tables, step.state) },
    })),
    ...{ state: stateKey(tables, leaf), record: wire(way.data) },
  }
}

function wireOf({ blueprint, fields }: FlowTables, data: StoredData): WireData {
  const cleared = Object.keys(data).filter((id) => data[id] === null)
  const keys = cleared.flatMap((id) => fields.get(id as never)?.key ?? [])
  return { ...decodeRecord(blueprint, data), ...Object.fromEntries(keys.map((key) => [key, null])) }
}

/** What matters about it, in words: `Amount = 1200`, `Due is empty`. */
export function sayCase(subject: CaseSubject, { data, input, context }: Case): readonly string[] {
  const said = [...Object.entries(data), ...Object.entries(input)].flatMap(([id, value]): readonly string[] => {
    const field = subject.fields.get(id as never)
    if (!field) return []
    const label = fieldLabel(field)
    return [
      value === undefined
        ? say(subject, 'witness-empty', { field: label })
        : say(subject, 'witness-value', { field: label, value: valueLabel(subject, field, value, context.actor.id) }),
    ]
  })
  return said.length > 0 ? said : [say(subject, 'witness-by', { roles: [...context.actor.roles] })]
}

type CaseSubject = FlowTables & { readonly reader: Reader }
type WitnessText = `witness-${'empty' | 'value' | 'by' | 'yes' | 'no' | 'creator' | 'actor' | 'other'}`

function say({ reader }: CaseSubject, code: WitnessText, params: Issue['params'] = {}): string {
  return sayIssue(issue([], code, params), reader)
}

function valueLabel(subject: CaseSubject, field: FieldDef, value: Json, actor: string): Json {
  if (Array.isArray(value)) return value.map((one: Json) => valueLabel(subject, field, one, actor)).flat()
  if (typeof value === 'boolean') return say(subject, value ? 'witness-yes' : 'witness-no')
  if (field.type === 'user') return say(subject, personText(value, actor))
  if (isJsonObject(value)) return [value['amount'] ?? value['name'] ?? '', value['currency'] ?? ''].join(' ').trim()
  const option = field.options?.find(({ id }) => id === value)
  return option?.label ?? option?.key ?? String(value)
}

function personText(id: Json, actor: string): WitnessText {
  if (id === actor) return 'witness-actor'
  return id === creator ? 'witness-creator' : 'witness-other'
}
