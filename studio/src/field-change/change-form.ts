// What every form of a change of values gets: the op as it stands is all that it edits.
import type { JsonObject } from '@molde/engine'
import type { WireField } from '../api/blueprints-api.ts'
import type { WireRecord } from '../api/records-api.ts'

export interface ChangeFormProps {
  /** As it is published. */
  readonly field: WireField
  readonly others: readonly WireField[]
  readonly op: JsonObject
  readonly onChange: (op: JsonObject) => void
  /** Some records, once they are there. */
  readonly records: readonly WireRecord[]
}

/** The kinds of change that a dialog asks about. */
export type ChangeKind = 'retype' | 'split' | 'merge' | 'unit' | 'normalise' | 'toList' | 'toSingle'

/** The op with members set; undefined takes one away. */
export function withMembers(op: JsonObject, members: { readonly [name: string]: unknown }): JsonObject {
  return Object.fromEntries(
    Object.entries({ ...op, ...members }).filter(([, value]) => value !== undefined),
  ) as JsonObject
}
