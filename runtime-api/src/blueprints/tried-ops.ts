// Ops applied to the newest version of a blueprint, and what that took: nothing is stored yet.
import type { AppliedOps, BlueprintVersion, IdGiver } from '@molde/engine'

export interface TriedOps extends AppliedOps {
  readonly head: BlueprintVersion
  readonly ids: IdGiver
}
