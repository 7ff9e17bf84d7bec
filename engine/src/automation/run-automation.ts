// What an automation makes of one situation: whether its condition holds, and what its actions do to the record and ask for. No I/O.
import type { Effect } from '../flow/effect.ts'
import type { Action, Assignees, FlowActor, FlowRecord, Refusal } from '../flow/flow.ts'
import { evaluate, type FlowContext } from '../flow/flow-context.ts'
import type { FlowTables } from '../flow/flow-tables.ts'
import { performAction } from '../flow/perform-action.ts'
import type { ActionId, EventId, FieldId, OptionId } from '../ids.ts'
import type { Language } from '../issue-texts.ts'
import { equalJson, type Json } from '../json.ts'
import type { StoredData } from '../record/stored-record.ts'
import type { Automation, RecordTrigger } from './automation.ts'

/** One thing that happened to a record. */
export type Happening =
  | { readonly kind: 'created' | 'deleted' }
  /** By the id of the form. */
  | { readonly kind: 'submitted'; readonly form: string }
  | { readonly kind: 'changed'; readonly before: StoredData; readonly after: StoredData }
  | {
      readonly kind: 'transition'
      /** Its name, where it is not the first flow of the blueprint. */
      readonly flow?: string
      readonly event: EventId | undefined
      readonly from: OptionId | null
      readonly to: OptionId
    }

export function isTriggered(trigger: RecordTrigger, happening: Happening): boolean {
  if (trigger.kind === 'changed') return happening.kind === 'changed' && isChanged(trigger, happening)
  if (trigger.kind === 'submitted')
    return happening.kind === 'submitted' && (trigger.form === undefined || trigger.form === happening.form)
  if (trigger.kind !== 'transition') return trigger.kind === happening.kind
  if (happening.kind !== 'transition') return false
  const { flow, event, from, to } = trigger
  const isAnyOf = [flow, event, from, to].every((part) => part === undefined)
  if (!isAnyOf && flow !== happening.flow) return false
  const fits = (wanted: string | undefined, had: string | null | undefined) => wanted === undefined || wanted === had
  return fits(event, happening.event) && fits(from, happening.from) && fits(to, happening.to)
}

function isChanged(
  { fields, from, to }: Extract<RecordTrigger, { kind: 'changed' }>,
  { before, after }: Extract<Happening, { kind: 'changed' }>,
): boolean {
  const differs = (field: FieldId) => !equalJson(before[field] ?? null, after[field] ?? null)
  const holds = (data: StoredData, field: FieldId, wanted: Json | undefined) =>
    wanted === undefined || equalJson(data[field] ?? null, wanted)
  if (!fields) return [...Object.keys(before), ...Object.keys(after)].some((field) => differs(field as FieldId))
  return fields.some((field) => differs(field) && holds(before, field, from) && holds(after, field, to))
}

/** Everything that an automation decides with. */
export interface AutomationSituation {
  /** Absent where it is about no record. */
  readonly record?: FlowRecord
  readonly data: StoredData
  readonly before?: StoredData
  readonly payload?: Json
  /** Who has set it off; of a clock or another program, the program itself. */
  readonly actor: FlowActor
  /** Epoch milliseconds. */
  readonly now: number
  /** IANA zone of the tenant. */
  readonly zone: string
  /** The tenant's own language, for labels that lack the reader's. */
  readonly own?: Language
  readonly assignees?: Assignees
}

/** `unknown`: something that it compares is empty. Only `holds` runs. */
export type Judgement = 'none' | 'holds' | 'fails' | 'unknown' | 'error'

export function judgeAutomation({ when }: Pick<Automation, 'when'>, situation: AutomationSituation): Judgement {
  if (!when) return 'none'
  const said = evaluate(when, contextOf(situation))
  if (said.kind === 'error') return 'error'
  if (said.kind === 'empty') return 'unknown'
  return said.value === true ? 'holds' : 'fails'
}

/** What one action came to. */
export interface Performed {
  readonly action: ActionId
  readonly kind: Action['kind']
  /** Of one that changes the record: the field and what it holds then. */
  readonly field?: FieldId
  readonly value?: Json
  /** What it asks others for; none where there was nobody to ask. */
  readonly effects: readonly Effect[]
}

export type Performance =
  | {
      readonly kind: 'done'
      /** The record afterwards, not yet checked against the blueprint's rules. */
      readonly data: StoredData
      readonly effects: readonly Effect[]
      readonly performed: readonly Performed[]
    }
  | { readonly kind: 'refused'; readonly action: ActionId; readonly refusal: Refusal }

/** Each action after the other, each sees what those before it did to the record. All of them, or none. */
export function performAutomation(
  { do: actions }: Pick<Automation, 'do'>,
  tables: FlowTables,
  situation: AutomationSituation,
): Performance {
  let context = contextOf(situation)
  const performed: Performed[] = []
  for (const action of actions) {
    const before = context.effects.length
    context = { ...context, ...performAction(tables, context, action) }
    if (context.failure) return { kind: 'refused', action: action.id, refusal: context.failure }
    const field = 'field' in action ? action.field : undefined
    performed.push({
      ...{ action: action.id, kind: action.kind, effects: context.effects.slice(before) },
      ...(field && { field, value: context.data[field] ?? null }),
    })
  }
  return { kind: 'done', data: context.data, effects: context.effects, performed }
}

function contextOf({
  record,
  data,
  before,
  payload,
  actor,
  now,
  zone,
  own,
  assignees,
}: AutomationSituation): FlowContext {
  return {
    ...{ data, input: undefined, actor, now, zone, taken: [], entered: [], effects: [] },
    ...(record && { record: { ...record } }),
    ...(own && { own }),
    ...(before && { before }),
    ...(payload !== undefined && { payload }),
    ...(assignees && { assignees }),
  }
}

/** What the field that names the record is to hold; undefined where nothing says it. */
export function meantValue(
  { trigger }: Pick<Automation, 'trigger'>,
  situation: AutomationSituation,
): string | number | undefined {
  if (trigger.kind !== 'webhook' || !trigger.find) return undefined
  const said = evaluate(trigger.find.value, contextOf(situation))
  const value = said.kind === 'value' ? said.value : undefined
  return typeof value === 'string' || typeof value === 'number' ? value : undefined
}
