// A change of values as the engine has read it: ready to be tried on records, or refused.
import type { BlueprintVersion, Issue, JsonObject, StoredOp } from '@molde/engine'

export interface ReadyOp {
  readonly issues?: undefined
  /** The published version, whose shape records come in. */
  readonly head: BlueprintVersion
  /** What the draft does to values before. */
  readonly earlier: readonly StoredOp[]
  readonly op: StoredOp
  /** What it changes, and what it leaves. */
  readonly before: BlueprintVersion
  readonly after: BlueprintVersion
}

export type TriedOp = ReadyOp | { readonly issues: readonly Issue[] }

/** Reads an op where the draft stands. */
export type TryOp = (op: JsonObject) => TriedOp
