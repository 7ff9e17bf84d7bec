// What an automation is, in stored form: what sets it off, on what condition, and what it does then.
import type { Label } from '../blueprint/blueprint.ts'
import type { Expression } from '../expression/expression.ts'
import type { Action } from '../flow/flow.ts'
import type { EventId, FieldId, OptionId } from '../ids.ts'
import type { Json, JsonObject } from '../json.ts'

export interface Automation {
  readonly name: string
  readonly label?: Label
  readonly description?: string
  /** The kind of record that it is about, and the version in whose fields it is said. */
  readonly blueprint?: string
  readonly blueprintVersion?: number
  readonly trigger: Trigger
  /** Without one it always runs. */
  readonly when?: Expression
  readonly do: readonly Action[]
}

export type Trigger = RecordTrigger | ScheduleTrigger | WebhookTrigger

/** Something happens to a record. */
export type RecordTrigger =
  | { readonly kind: 'created' }
  | SubmittedTrigger
  | {
      readonly kind: 'changed'
      /** One of these gets another value; without them, any field. */
      readonly fields?: readonly FieldId[]
      /** Of a single field: what it held and what it holds then, in stored form; null is empty. */
      readonly from?: Json
      readonly to?: Json
    }
  /** It goes into the trash. */
  | { readonly kind: 'deleted' }
  | TransitionTrigger

/** A step of a flow is taken; without an event also one that is taken by itself, and with nothing named a step of any flow. */
interface TransitionTrigger {
  readonly kind: 'transition'
  /** The name of the flow that event and states are of; absent: the first one of the blueprint. */
  readonly flow?: string
  readonly event?: EventId
  readonly from?: OptionId
  readonly to?: OptionId
}

/** Somebody sends a form: the one of this id, else any form of the kind of record. */
export interface SubmittedTrigger {
  readonly kind: 'submitted'
  readonly form?: string
}

/** With a blueprint: for each of its records for which the condition holds. */
export interface ScheduleTrigger {
  readonly kind: 'schedule'
  /** `{ cron }` or `{ every, on, at }`, as it was sent. */
  readonly at: JsonObject
  /** IANA zone; without one the tenant's, whatever it becomes. */
  readonly zone?: string
}

/** Something is sent to an address of the automation's own. */
export interface WebhookTrigger {
  readonly kind: 'webhook'
  /** Only what its sender has signed is taken. */
  readonly signed?: boolean
  /** With a blueprint: the record of which this field holds this value. */
  readonly find?: { readonly field: FieldId; readonly value: Expression }
}

export type TriggerKind = Trigger['kind']
export const triggerKinds: readonly TriggerKind[] = [
  'created',
  'submitted',
  'changed',
  'deleted',
  'transition',
  'schedule',
  'webhook',
]

/** Does something that happens to one record set it off? */
export function isRecordTrigger(trigger: Trigger): trigger is RecordTrigger {
  return trigger.kind !== 'schedule' && trigger.kind !== 'webhook'
}
