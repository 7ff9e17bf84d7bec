// What is a converter? A named, frozen way from the values of one field to those of another.
import type { FieldDef } from '../blueprint/blueprint.ts'
import type { Rounding } from '../decimal.ts'
import type { Json } from '../json.ts'

/** What a person may say about a conversion; everything that could differ tomorrow is written down with the op. */
export interface ConversionParams {
  /** Digits that do not fit are rounded so. Without it a text with such digits is no value, and a number is rounded half-even. */
  readonly rounding?: Rounding
  /** How numbers and days are written; without it only what can be read in one way is. */
  readonly locale?: string
  readonly zone?: string
  /** How days and moments are written: `DD/MM/YYYY HH:mm`. */
  readonly format?: string
  /** Of amounts that do not name their own. */
  readonly currency?: string
  /** The time of day of a day that has none, `HH:mm`. */
  readonly time?: string
}

/** The two fields as they are when the op is made, and what was said. */
export interface Conversion {
  readonly from: FieldDef
  readonly to: FieldDef
  readonly params: ConversionParams
}

/**
 * The value as the other field would hold it, apart from that field's own limits; null when it says nothing (a text of spaces);
 * undefined when it cannot be carried over. Total and deterministic. `past` is what stood there at the last crossing, for
 * conversions that keep a part of it.
 */
export type Convert = (value: Json, past: Json) => Json | undefined

export type Converter = (conversion: Conversion) => Convert
