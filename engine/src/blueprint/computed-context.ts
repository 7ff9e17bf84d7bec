// What does reading a computed field look at, and what does it give?
import type { Issue } from '../errors.ts'
import type { BlueprintVersion, Computed } from './blueprint.ts'
import type { Result } from './computed-result.ts'

export type Shape = Pick<BlueprintVersion, 'fields'>

export interface Neighbours {
  /**
   * Another blueprint of the tenant, as it is now. Where nobody can tell (absent), what was sent about the values is believed: such a
   * version is good for showing, never for storing.
   */
  readonly blueprintNamed?: ((name: string) => Shape | undefined) | undefined
}

/** What a definition may look at beside itself. */
export interface ComputedContext extends Neighbours {
  readonly name: string
  readonly issues: Issue[]
}

export interface ReadComputed {
  readonly computed: Computed
  /** Undefined: as it was sent. */
  readonly result: Result | undefined
}
