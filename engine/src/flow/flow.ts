// What a flow version is, in stored form. Expressions and actions are typed in one version of the flow's blueprint.

import type { Label } from '../blueprint/blueprint.ts'
import type { Expression } from '../expression/expression.ts'
import type { JsonExpression } from '../expression/json-expression.ts'
import type { ActionId, EventId, FieldId, OptionId, TimerId, TransitionId } from '../ids.ts'
import type { Language } from '../issue-texts.ts'
import type { TimerPolicy } from '../lens/op.ts'
import type { StoredData } from '../record/stored-record.ts'
import type { DueRule } from '../time/due.ts'
import type { Duration } from '../time/duration.ts'

export interface FlowState {
  /** A leaf state is the option of the state field, with its id. */
  readonly id: OptionId
  /** While a record stands in a parallel state, its regions go on at the same time, each for itself. */
  readonly kind: 'state' | 'final' | 'parallel'
  readonly label?: Label
  readonly color?: string
  readonly onEnter: readonly Action[]
  readonly onExit: readonly Action[]
  /** Where the node lies on the canvas. */
  readonly pos?: { readonly x: number; readonly y: number }
  /** What is sent by itself while a record stands here. */
  readonly timers?: readonly FlowTimer[]
  /** Of a parallel state, two at least. */
  readonly regions?: readonly Region[]
}

/** One of the things that go on at the same time. Its states are the options of a field of its own, which mirrors them. */
export interface Region {
  readonly stateField: FieldId
  readonly initial: OptionId
  /** None of them is parallel. */
  readonly states: readonly FlowState[]
}

/** Sends an event once, when it is due and the record still stands in the state. */
export interface FlowTimer {
  readonly id: TimerId
  /** The name on the wire; no two of a flow have the same. */
  readonly name: string
  /** Its `at` is the id of a field. */
  readonly rule: DueRule
  readonly event: EventId
  /** What its reminders do; without it those whom the record names are told. */
  readonly onRemind?: readonly OutsideAction[]
}

/** A promised time that stands still while a record waits for somebody else. */
export interface FlowClock {
  readonly id: TimerId
  /** The name on the wire; no timer and no other clock of the flow has the same. */
  readonly name: string
  readonly label?: Label
  /** States in which it begins, stands still, and ends. In all others it goes on as it was. */
  readonly starts: readonly OptionId[]
  readonly pauses: readonly OptionId[]
  readonly stops: readonly OptionId[]
  readonly target: Duration
  /** The name of the calendar by which it passes. */
  readonly calendar?: string
  /** Sent once, when the time is used up. */
  readonly event?: EventId
}

export interface FlowEvent {
  readonly id: EventId
  /** The name on the wire: `start`. */
  readonly key: string
  readonly label?: Label
  /** Sent by the program alone: nobody has a button for it. */
  readonly internal?: boolean
}

/** A field asked for when the event is sent. */
export interface FormField {
  readonly field: FieldId
  readonly required?: boolean
}

/** A group by its key. */
export interface GroupRef {
  readonly group: string
}

/** Into a group: where the group begins, or where the record stood in it last. */
export interface GroupTarget extends GroupRef {
  /** `shallow`: the state or the inner group it was in, that one from its beginning; `deep`: the very state. */
  readonly history?: 'shallow' | 'deep'
}

export interface Transition {
  readonly id: TransitionId
  /** Without one it is taken by itself, as `auto` says. */
  readonly event?: EventId
  /** `always`: as soon as its guard holds; `done`: when what it leaves, a group or a parallel state, has come to its end. */
  readonly auto?: 'always' | 'done'
  readonly label?: Label
  /** States and groups, or every state that is no end. What leaves a group leaves it from each state in it, after those of the state itself. */
  readonly from: readonly (OptionId | GroupRef)[] | '*'
  /** Null: the record stays where it is, and only the actions are done. */
  readonly to: OptionId | GroupTarget | null
  /** Whether the state it leads to is left and entered anew when the record stands in it already. */
  readonly reenter?: boolean
  readonly who?: { readonly roles?: readonly string[]; readonly expr?: Expression; readonly notCreator?: boolean }
  readonly guard?: Expression
  /** Validators: refuse with their text when false. */
  readonly check: readonly { readonly expr: Expression; readonly message: Label }[]
  readonly form: readonly FormField[]
  readonly do: readonly Action[]
}

export type Action = FieldAction | AssignAction | RelatedAction | OutsideAction

/** Changes the record itself. */
export type FieldAction =
  | { readonly id: ActionId; readonly kind: 'set'; readonly field: FieldId; readonly value: Expression }
  | { readonly id: ActionId; readonly kind: 'clear'; readonly field: FieldId }
  /** Adds to a number, or appends to a list or tags field. */
  | { readonly id: ActionId; readonly kind: 'add'; readonly field: FieldId; readonly value: Expression }

/** Puts a member into a field of people: whoever the expression gives, or whose turn it is, or who has the fewest records on the way. */
export interface AssignAction {
  readonly id: ActionId
  readonly kind: 'assign'
  readonly field: FieldId
  readonly rule: 'round-robin' | 'least-busy' | Expression
  /** Those among whom somebody is chosen; everybody unless said. */
  readonly roles?: readonly string[]
}

/** Makes or changes other records, in the transaction of the step: all of it happens, or nothing does. */
export type RelatedAction =
  | { readonly id: ActionId; readonly kind: 'create'; readonly blueprint: string; readonly values: RelatedValues }
  /** Of each record that the field `via` links to. */
  | {
      readonly id: ActionId
      readonly kind: 'updateRelated'
      readonly via: FieldId
      readonly blueprint: string
      readonly values: RelatedValues
    }
  /** An event, by its name in the flow of the other blueprint: to each record that `via` links to, or to this record. */
  | {
      readonly id: ActionId
      readonly kind: 'send'
      readonly event: string
      readonly via?: FieldId
      readonly blueprint?: string
    }

/** Fields of the other blueprint, by id; the expressions read this record. */
export type RelatedValues = readonly { readonly field: FieldId; readonly value: Expression }[]

/** Leaves the record: done once the record is written, by whoever runs the flow. */
export type OutsideAction =
  /** Calls an endpoint of the tenant by its name. Without a body it gets the record. */
  | { readonly id: ActionId; readonly kind: 'webhook'; readonly endpoint: string; readonly body?: JsonExpression }
  /** Tells members something inside of the program. `{f3}` in the text is the value of that field. */
  | { readonly id: ActionId; readonly kind: 'notify'; readonly to: Recipient; readonly template: Label }
  /** The same by mail. Without a subject it is the record's title. */
  | {
      readonly id: ActionId
      readonly kind: 'mail'
      readonly to: Recipient
      readonly subject?: Label
      readonly template: Label
    }

/** An expression that gives a member or several, or everybody with one of the roles. */
export type Recipient = { readonly expr: Expression } | { readonly roles: readonly string[] }

/** States that have something in common: a frame on the canvas, and what leaves it leaves each of them. */
export interface StateGroup {
  readonly key: string
  readonly label?: Label
  readonly color?: string
  /** Each state is in one group at most. */
  readonly states: readonly OptionId[]
  /** The group it lies in. */
  readonly parent?: string
  /** Where it begins, a state or a group directly in it; its first state unless said. */
  readonly initial?: OptionId | GroupRef
  readonly onEnter?: readonly Action[]
  readonly onExit?: readonly Action[]
  /** What is sent by itself while a record stands in any of its states. */
  readonly timers?: readonly FlowTimer[]
}

export interface FlowVersion {
  readonly name: string
  readonly version: number
  readonly label?: Label
  /** The blueprint's name. */
  readonly blueprint: string
  readonly blueprintVersion: number
  readonly stateField: FieldId
  readonly initial: OptionId
  readonly states: readonly FlowState[]
  readonly events: readonly FlowEvent[]
  /** Order = priority. */
  readonly transitions: readonly Transition[]
  readonly groups?: readonly StateGroup[]
  readonly clocks?: readonly FlowClock[]
  /** What becomes of timers that ran when this version began, and when that was. Without it they are due by the new rule. */
  readonly running?: { readonly timers: TimerPolicy; readonly at: number }
}

/** Who sends an event. */
export interface FlowActor {
  readonly id: string
  readonly roles: readonly string[]
  readonly email?: string
  /** Has every role there is, as a tenant's owner does. What `who` asks beyond roles still holds. */
  readonly everyRole?: boolean
  /** The program itself: `who` is not asked. Guards and checks hold for it too. */
  readonly system?: boolean
}

/** The system members of the record that a flow's expressions may read. A state of null means: not yet in the flow. */
export interface FlowRecord {
  readonly id: string
  readonly state: string | null
  readonly version: number
  readonly rev: number
  readonly createdBy: string | null
  readonly createdAt: number
  readonly updatedAt: number
}

/** Where the record stood last in the groups that can be entered by their history: per history, ids of states and keys of groups. */
export interface FlowMemory {
  readonly [history: string]: readonly string[]
}

/** Members by the ids of actions; an action that is not there found nobody. */
export type Assignees = { readonly [action: ActionId]: string }

/** One record, one actor, one instant: everything a flow decides with. */
export interface FlowSituation {
  readonly record: FlowRecord
  readonly memory?: FlowMemory
  /** Whom each `assign` gets that chooses by turn or by load, by the id of the action. Without it these leave their fields alone. */
  readonly assignees?: Assignees
  readonly data: StoredData
  readonly actor: FlowActor
  /** Epoch milliseconds; the same for every expression of one event. */
  readonly now: number
  /** IANA zone of the tenant. */
  readonly zone: string
  /** The tenant's own language, for labels that lack the reader's. */
  readonly own?: Language
}

/** Why an event is refused. `params` fill the sentence; `sayRefusal` says it. */
export interface Refusal {
  readonly code:
    | 'not-from-here'
    | 'not-allowed'
    | 'own-record'
    | 'guard'
    | 'check'
    | 'form'
    /** What a client fills in who speaks an older version of the blueprint, which has nothing for a field that is demanded. */
    | 'form-beyond-version'
    | 'flow-error'
  /** A sentence of the definition (a check's message), or undefined: then the code's own text is said. */
  readonly message?: Label
  readonly params?: { readonly [name: string]: Label | readonly Label[] }
  readonly transition?: TransitionId
}
