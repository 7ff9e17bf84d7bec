// What is a step between versions, a record under way, and what is kept of a record besides its data?
import type { FieldId } from '../ids.ts'
import type { Json } from '../json.ts'
import type { Lens, OpMaps, Tuple } from './lens.ts'

/** The values on both sides of a change when the record last crossed it. */
export interface Pair {
  readonly from: Tuple
  readonly to: Tuple
}

/** What is kept of a record besides its data: pairs by the name of their step, and per repeating group the attics of its elements. */
export type Attic = { readonly [name: string]: Pair | ElementAttics }
export interface ElementAttics {
  readonly each: { readonly [element: string]: Attic }
}

/** A record under way. Owned by whoever runs a plan; steps change it in place, or put another object in the place of its data. */
export interface Crossing {
  data: { [field: string]: Json }
  readonly attic: { [name: string]: Pair | ElementAttics }
  readonly maps: OpMaps
  /** Values that could not be carried over, when somebody wants to know. */
  readonly failures?: Failure[]
  /** The public id of the record, once it has one. */
  readonly record?: string
  /** Rows that have left the record on this way. */
  left?: { [name: string]: readonly Json[] }
}

/** Rows of groups that are records where the record has arrived, by the name of the step: they left the record on its way there. */
export type LeftRows = { readonly [name: string]: readonly Json[] }

/** A value that could not be carried over a step. */
export interface Failure {
  readonly step: string
  readonly fields: readonly FieldId[]
  readonly values: Tuple
  /** The record must not be moved: its policy is to wait for a person. */
  readonly waits: boolean
}

/** One change of values, ready to be crossed in both directions. */
export interface Step {
  readonly edge: Edge
  forward(crossing: Crossing): void
  backward(crossing: Crossing): void
}

/**
 * What a step is among others. Think of versions as places and of steps as edges between them: a change and what undoes it are one
 * edge walked both ways, so both keep their pairs under one name, and an edit made on one side is seen on the other.
 */
export interface Edge {
  /** Where its pairs lie in the attic; the same for ever. */
  readonly name: string
  readonly lens: Lens
  /** Walked from its end to its beginning: what the step named so did is undone with the pairs that it kept. */
  readonly isReversed: boolean
  /** The repeating group inside which it happens, element by element. */
  readonly within?: FieldId
}
