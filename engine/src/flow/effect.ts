// What a step asks the runtime to do besides writing the record. The engine never does it itself.

import type { Label } from '../blueprint/blueprint.ts'
import type { ActionId } from '../ids.ts'
import type { Json } from '../json.ts'

/** In the order in which the step came to them; told after the record is written, and never when the step is refused. */
export type Effect =
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

/** Ids of members, each once, or everybody who has one of the roles. */
export type Addressees = { readonly members: readonly string[] } | { readonly roles: readonly string[] }
