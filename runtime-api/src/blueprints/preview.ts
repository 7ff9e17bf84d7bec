// What a preview of a draft says, as the API answers it.
import type { DuplicatesReport, Json, JsonObject, Label, OpReport, WireData } from '@molde/engine'
import type { Loss } from './lost-values.ts'

export interface Preview {
  readonly report: {
    readonly from: number
    readonly to: number
    readonly records: {
      readonly total: number
      readonly byVersion: readonly { readonly version: number; readonly n: number }[]
      /** Records that show another value afterwards. Publishing itself writes none of them. */
      readonly changed: number
      /** Records with a value that cannot be carried over. */
      readonly failing: number
      /** Of those, the ones that will wait at their version. */
      readonly waiting: number
      /** How many were looked at for the numbers. */
      readonly looked: number
    }
    readonly sentences: readonly string[]
    /** What each op of the draft does, in its order. */
    readonly changes: readonly OpChange[]
    /** Up to five records on both sides that change in different ways, those that change most first. */
    readonly samples: readonly Sample[]
    readonly findings: readonly DraftFinding[]
    /** Fields whose values are destroyed for good: publishing asks for their keys, and why. */
    readonly destroys: readonly Loss[]
    /** Records that leave for another blueprint, or come from one. */
    readonly passages: readonly PassageReport[]
    /** Fields for which a place is filled in the background, so that lists filter and sort by them fast. */
    readonly prepares: readonly string[]
    /** False: there are more records than were looked at, and the numbers are those of the ones that were. */
    readonly exact: boolean
    /** The blueprint as it would be. */
    readonly after: JsonObject
  }
  /** Absent when nothing is kept that could be published. */
  readonly token?: string
}

export interface OpChange {
  /** Its place in the draft. */
  readonly op: number
  readonly sentence: string
  readonly badge: OpReport['badge']
  readonly records: Pick<OpReport, 'changed' | 'exact' | 'kept' | 'failing' | 'waiting'>
  readonly patterns?: OpReport['patterns']
  /** Of rows that become records, or records that become rows: how many records have some, how many there are, and in how many nothing stands. */
  readonly rows?: OpReport['rows']
  /** Who works with the field: what has to be changed first, then what goes on. */
  readonly uses?: readonly UseOfField[]
  /** Of combinations that become unique: what records repeat today. Publishing is refused while they do, unless they may wait. */
  readonly duplicates?: readonly (DuplicatesReport & { readonly waits: boolean })[]
  /** Of a field that moves to related records: those of which the records that link to them say different things. */
  readonly conflicts?: {
    readonly n: number
    /** Up to five, by id, each with its most common values. */
    readonly examples: readonly {
      readonly record: string
      readonly values: readonly { readonly value: Json; readonly n: number }[]
    }[]
  }
}

export interface UseOfField {
  readonly kind: 'key' | 'flow' | 'view' | 'rule' | 'condition' | 'formula' | 'unique' | 'title' | 'blueprint'
  readonly name: string
  /** `warn`: it gets something else, or is refused, from then on. */
  readonly weight: 'warn' | 'info'
  readonly sentence: string
}

export interface Sample {
  readonly id: string
  readonly title: string
  readonly before: WireData
  readonly after: WireData
  /** Ids of the fields, as they are before, whose values cannot be carried over. */
  readonly failing: readonly string[]
  /** Those of them that are to be decided: with one, the record would wait at its version. */
  readonly waiting: readonly string[]
}

export interface PassageReport {
  /** The op's place in the draft. */
  readonly op: number
  /** The other blueprint's name. */
  readonly blueprint: string
  /** How many come or go, those in the trash too. */
  readonly records: number
  /** Of a split: how many stay; and how many of those because something is missing, or cannot be worked out. */
  readonly stays?: number
  readonly empty?: number
  readonly errors?: number
  /** Of a merge: records that have what only one may have, with a few of them and of those that have it already. */
  readonly collisions?: Collisions
  /** False: there are more records than were looked at. */
  readonly exact: boolean
}

export interface Collisions {
  readonly n: number
  readonly examples: readonly { readonly record: string; readonly other: string; readonly fields: readonly string[] }[]
}

export type DraftFinding =
  | {
      readonly check: 'rule-violations'
      readonly severity: 'warn'
      readonly message: string
      readonly n: number
      readonly rule: string
    }
  | {
      /** Goes on with numbers of a unit that the draft changes. Publishing asks for `id` in `accept`. */
      readonly check: 'needs-decision'
      readonly severity: 'decide'
      readonly message: string
      /** In how many ways it reads them. */
      readonly n: number
      readonly id: string
      /** The op's place in the draft. */
      readonly op: number
      readonly kind: 'flow' | 'view' | 'blueprint'
      readonly name: Label
    }
