// What a flow version is, in stored form. Expressions and actions are typed in one version of the flow's blueprint.
import type { Label } from '../blueprint/blueprint.ts'
import type { Expression } from '../expression/expression.ts'
import type { ActionId, EventId, FieldId, OptionId, TransitionId } from '../ids.ts'
import type { StoredData } from '../record/stored-record.ts'

export interface FlowState {
  /** A leaf state is the option of the state field, with its id. */
  readonly id: OptionId
  readonly kind: 'state' | 'final'
  readonly label?: Label
  readonly color?: string
  readonly onEnter: readonly Action[]
  readonly onExit: readonly Action[]
  /** Where the node lies on the canvas. */
  readonly pos?: { readonly x: number; readonly y: number }
}

export interface FlowEvent {
  readonly id: EventId
  /** The name on the wire: `start`. */
  readonly key: string
  readonly label?: Label
}

/** A field asked for when the event is sent. */
export interface FormField {
  readonly field: FieldId
  readonly required?: boolean
}

export interface Transition {
  readonly id: TransitionId
  readonly event: EventId
  readonly label?: Label
  /** Option ids, or every state. */
  readonly from: readonly OptionId[] | '*'
  readonly to: OptionId
  readonly who?: { readonly roles?: readonly string[]; readonly expr?: Expression; readonly notCreator?: boolean }
  readonly guard?: Expression
  /** Validators: refuse with their text when false. */
  readonly check: readonly { readonly expr: Expression; readonly message: Label }[]
  readonly form: readonly FormField[]
  readonly do: readonly Action[]
}

export type Action =
  | { readonly id: ActionId; readonly kind: 'set'; readonly field: FieldId; readonly value: Expression }
  | { readonly id: ActionId; readonly kind: 'clear'; readonly field: FieldId }
  /** Adds to a number, or appends to a list or tags field. */
  | { readonly id: ActionId; readonly kind: 'add'; readonly field: FieldId; readonly value: Expression }

/** A frame on the canvas that holds states together. It moves nothing. */
export interface StateGroup {
  readonly key: string
  readonly label?: Label
  readonly color?: string
  /** Each state is in one group at most. */
  readonly states: readonly OptionId[]
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

/** One record, one actor, one instant: everything a flow decides with. */
export interface FlowSituation {
  readonly record: FlowRecord
  readonly data: StoredData
  readonly actor: FlowActor
  /** Epoch milliseconds; the same for every expression of one event. */
  readonly now: number
  /** IANA zone of the tenant. */
  readonly zone: string
}

/** Why an event is refused. `params` fill the sentence; `sayRefusal` says it. */
export interface Refusal {
  readonly code: 'not-from-here' | 'not-allowed' | 'own-record' | 'guard' | 'check' | 'form' | 'flow-error'
  /** A sentence of the definition (a check's message), or undefined: then the code's own text is said. */
  readonly message?: Label
  readonly params?: { readonly [name: string]: Label | readonly Label[] }
  readonly transition?: TransitionId
}
