// What a step asks the runtime to do besides writing the record. The engine never does it itself.

import type { Label } from '../blueprint/blueprint.ts'
import type { ActionId, FieldId } from '../ids.ts'
import type { Json } from '../json.ts'

/** In the order in which the step came to them; never when the step is refused. */
export type Effect = RelatedEffect | OutsideEffect

/** Told after the record is written. */
export type OutsideEffect =
  /** `body` is what the flow says; without it the receiver gets the record. */
  | { readonly kind: 'webhook'; readonly action: ActionId; readonly endpoint: string; readonly body?: Json }
  | { readonly kind: 'notify'; readonly action: ActionId; readonly to: Addressees; readonly text: Label }
  | {
      readonly kind: 'mail'
      readonly action: ActionId
      readonly to: Addressees
      /** Without one the record's title. */
      readonly subject?: Label
      readonly text: Label
    }

/** Done to other records in the transaction that writes this one. Values are as expressions give them, by ids of fields of the other blueprint. */
export type RelatedEffect =
  | { readonly kind: 'create'; readonly action: ActionId; readonly blueprint: string; readonly values: GivenValues }
  | {
      readonly kind: 'updateRelated'
      readonly action: ActionId
      readonly blueprint: string
      /** Public ids. */
      readonly to: readonly string[]
      readonly values: GivenValues
    }
  /** `to`: the records it is sent to; this one without. */
  | {
      readonly kind: 'send'
      readonly action: ActionId
      readonly event: string
      readonly to?: { readonly blueprint: string; readonly ids: readonly string[] }
    }
  /** Somebody was chosen: the next turn is another one's. */
  | { readonly kind: 'assigned'; readonly action: ActionId; readonly member: string }

export type GivenValues = readonly { readonly field: FieldId; readonly value: unknown }[]

export function isOutsideEffect(effect: Effect): effect is OutsideEffect {
  return effect.kind === 'webhook' || effect.kind === 'notify' || effect.kind === 'mail'
}

/** Ids of members, each once, or everybody who has one of the roles. */
export type Addressees = { readonly members: readonly string[] } | { readonly roles: readonly string[] }
