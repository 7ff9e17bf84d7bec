// What is edited of a blueprint: its words, fields and rules, as the API says them.
import type { Json, JsonObject } from '@molde/engine'
import type { WireField, WireRule } from '../api/blueprints-api.ts'
import type { Label } from '../text/say-label.ts'

export interface Definition {
  readonly name: string
  readonly label?: Label
  /** What several records are called. */
  readonly plural?: Label
  readonly icon?: string
  readonly titleField?: string | null
  readonly fields: readonly WireField[]
  readonly rules: readonly WireRule[]
  readonly uniques: readonly (readonly string[])[]
  /**
   * Ops that make other values of values, in their order; all else that is edited differs from what they leave. Fields that they
   * bring have their temporary ids in them.
   */
  readonly valueOps?: readonly JsonObject[]
  readonly decisions?: Decisions
}

/** What becomes of the values that records have, where the builder decided it; by ids. */
export interface Decisions {
  /** What records get in a field that must be filled in: `{ value }`, `{ expr }` or `{ ask: true }`. */
  readonly fills?: { readonly [field: string]: JsonObject }
  /** What becomes of values that do not fit tighter settings; under `uniques`, of records that repeat what becomes unique. */
  readonly onError?: { readonly [field: string]: Json }
  /** Which choice takes the place of one that is gone; null: none. */
  readonly remaps?: { readonly [field: string]: { readonly [option: string]: string | null } }
  /** Fields that go for good, and perhaps why. */
  readonly purged?: { readonly [field: string]: string }
}
