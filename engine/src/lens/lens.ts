// What does a change do to the values of a record, there and back? The one shape of every op that touches values.
import type { FieldId } from '../ids.ts'
import type { Json } from '../json.ts'
import type { StoredData } from '../record/stored-record.ts'

/** Values of a few fields, in the order in which their ids are listed; null is empty. */
export type Tuple = readonly (Json | null)[]

/** What a lens may look at besides its own fields. */
export interface Around {
  /** The record without the lens's own fields. */
  readonly data: StoredData
  readonly maps: OpMaps
}

/** Which record stands for which value, per op that turns values into records. Grows, and never changes what it said. */
export interface OpMaps {
  /** The id of the record that stands for this text. */
  recordOf(map: string, key: string): string | undefined
  /** The text that this record stands for. */
  keyOf(map: string, record: string): string | undefined
}

export const noMaps: OpMaps = { recordOf: () => undefined, keyOf: () => undefined }

/**
 * Values of the fields `from` become values of the fields `to`. Both ways are total and deterministic: the same values give the
 * same answer for ever, so moments, zones, locales and tables are frozen into the op that makes the lens; a map may learn what it
 * could not say, and a pair that was worked out without an answer is kept, so it stands. Nothing else is asked of
 * them: going there and back restores what was there, because `crossing.ts` keeps the pair whenever it could not be worked out again
 * (symmetric lenses: Hofmann, Pierce, Wagner 2011).
 */
export interface Lens {
  readonly from: readonly FieldId[]
  readonly to: readonly FieldId[]
  /** `past` is what stood in `to` at the last crossing, when `from` was edited since; ways that keep a part of it look at it. */
  forward(from: Tuple, around: Around, past?: Tuple): Tuple
  /** Must not look at `around.data`: an edit elsewhere in the record shall not change what comes back. */
  backward(to: Tuple, around: Around, past?: Tuple): Tuple
  /** Could these values not be carried over? They are empty then (or a constant), and kept for the way back. */
  fails?(from: Tuple, around: Around): boolean
  /** May a map that learns more say something else of these values one day? Then what they were is kept, however they are worked out today. */
  isOpen?(from: Tuple, around: Around): boolean
  /** Does `forward` read other fields of the record? Then it is asked even when its own fields are empty. */
  readonly readsAround?: true
  /** A record with a value that fails waits at its version until somebody looks at it. */
  readonly waits?: true
  /** A field of `to` that is worked out on the other side. There it holds no value of `from`: nobody wrote it. */
  readonly worked?: WorkedField
  /** On the side `to` the rows of the one group in `from` are records of another blueprint, and none of its fields. */
  readonly elsewhere?: RowsElsewhere
}

/** Where rows of a repeating group are records. `OpMaps.keyOf` knows those of a record under the name of the step: JSON text, a list. */
export interface RowsElsewhere {
  readonly blueprint: string
  /** The field of these records that links to the record whose rows they are. */
  readonly link: FieldId
  /** What a row holds: the fields of the group, which the other blueprint has under the same ids in its first version. */
  readonly fields: readonly FieldId[]
}

export interface WorkedField {
  readonly field: FieldId
  /** By a formula, from the record alone. */
  readonly isFormula: boolean
  /** What it holds where it is worked out, in this record; `stored` is what it held on the side where it is kept. */
  valueIn(data: StoredData, stored: Json | null): Json | null
}
