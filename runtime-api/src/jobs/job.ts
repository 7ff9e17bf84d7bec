// Which kinds of long work there are, and what each needs to know.
import type { BulkPayload, BulkPlace } from '../bulks/bulk.ts'
import type { LiveEvent } from '../live-events/live-event.ts'

export type JobPayload =
  /**
   * Gives every record of a blueprint its value in slots that were allocated when it already had records, or whose field has other
   * values since a version was published.
   */
  | {
      readonly kind: 'fill-slots'
      readonly blueprint: string
      readonly blueprintNo: number
      readonly slots: readonly string[]
      /** The version whose publishing made this work. */
      readonly version?: number
      /** Everything else that is derived is brought to the newest version too. */
      readonly derives?: true
    }
  /** Puts the records that existed before their flow into its first state. */
  /** `flow`: its number; without it the first of the blueprint. */
  | { readonly kind: 'enter-flow'; readonly blueprint: string; readonly blueprintNo: number; readonly flow?: number }
  /** Sets the timers of records that were there before them, after their flow or their place in it has changed. */
  | { readonly kind: 'set-timers'; readonly blueprint: string; readonly blueprintNo: number }
  /** Works computed fields out anew: of all records, of those that point to the record `to`, or of those with these numbers. */
  | {
      readonly kind: 'recompute'
      readonly blueprint: string
      readonly blueprintNo?: number
      readonly pointing?: { readonly to: number; readonly via: string }
      readonly records?: readonly number[]
    }
  /** Takes out what destroyed fields left anywhere. */
  | {
      readonly kind: 'purge'
      readonly blueprint: string
      readonly blueprintNo: number
      /** By id. */
      readonly fields: readonly string[]
      /** The version that destroyed them. */
      readonly version?: number
      /** Instead of fields: public ids of a record that was destroyed, and of its comments. */
      readonly gone?: readonly string[]
    }
  /** Takes out a blueprint that is not in the trash any more, with all its records and what belongs to them. */
  | {
      readonly kind: 'purge-blueprint'
      readonly blueprint: string
      readonly blueprintNo: number
      /** Of whoever destroyed it. */
      readonly reason: string
    }
  | MigratePayload
  | PassPayload
  | BulkPayload

/** Moves records to a version, or back to where another job found them. */
export interface MigratePayload {
  readonly kind: 'migrate'
  readonly blueprint: string
  readonly blueprintNo: number
  readonly to: number
  /** Only those for which it holds: in the expression language, in the words of a version that was the newest then. */
  readonly filter?: { readonly text: string; readonly version: number }
  /** Only these, by public id. */
  readonly ids?: readonly string[]
  /** Only those that wait because they could not be moved, each to where it was to go; all of them or those in `ids`. */
  readonly waiting?: true
  /** Looks and counts, and writes nothing. */
  readonly dryRun?: true
  /** Of a dry run: it writes down which records would have to wait, and of which that is no longer so. */
  readonly notesWaiting?: true
  /** Undoes the job with this number and public id: `to` is where it moved them to. */
  readonly undoes?: { readonly no: number; readonly id: string }
}

/** Moves records from one blueprint into another, by an op of the blueprint that the job belongs to. */
export interface PassPayload {
  readonly kind: 'pass'
  readonly blueprint: string
  readonly blueprintNo: number
  /** The op, and the version that it made. */
  readonly op: string
  readonly version: number
  /** The other blueprint. */
  readonly other: { readonly no: number; readonly name: string }
  /** Do they come to the blueprint whose op it is, or do they go to the other one? */
  readonly side: 'here' | 'there'
  readonly undoes?: { readonly no: number; readonly id: string }
}

/** How far a passage is: the way through all records, again as long as one found some to move. */
export interface PassPlace {
  readonly kind: 'pass'
  readonly no: number
  /** Where records are chosen, the newest one when the job began. */
  readonly last: number
  /** In this sweep; and altogether. */
  readonly moved: number
  readonly passed: number
  /** Of this sweep: records that may not stand where they are to go. */
  readonly waiting: number
  readonly reasons: readonly JobError[]
}

/** How far a migration is, and what it has come to. */
export interface MigrationPlace {
  readonly kind: 'migrate'
  /** The way through all records, once more from the start as long as one found some to move. */
  readonly sweep: number
  /** Records that rest here are looked at now, after this number. */
  readonly version: number
  readonly no: number
  /** The newest record when the job began: whoever writes meanwhile shall not keep it busy for ever. */
  readonly last: number
  /** In this sweep. */
  readonly moved: number
  readonly report: MigrationReport
}

export interface MigrationReport {
  /** Records at their target now, and those of them with another value than before. */
  readonly moved: number
  readonly changed: number
  /** Records that wait for a person. */
  readonly quarantined: number
  /** Of a dry run: brought there and back again, and how many came back other than they were. */
  readonly checked: number
  readonly differing: number
  /** By the number of another job: how many records this one moved on from where that one left them; of an undo, gave back to it. */
  readonly passed?: { readonly [job: number]: number }
}

export const jobStatuses = ['queued', 'running', 'paused', 'succeeded', 'failed', 'cancelled'] as const
export type JobStatus = (typeof jobStatuses)[number]

/** How far a purge is: the records after `no`, then the kept answers after a key, then the merging of words. */
export interface PurgePlace {
  readonly kind: 'purge'
  readonly step: 'records' | 'answers' | 'words'
  readonly no: number
  readonly actor: string
  readonly key: string
}

/**
 * How far the purge of a blueprint is: others' records by blueprint and number, kept answers by a key, op maps by a pair, its own
 * records as long as there are some, then the rest and the merging of words.
 */
export interface BlueprintPurgePlace {
  readonly kind: 'purge-blueprint'
  readonly step: 'links' | 'answers' | 'maps' | 'records' | 'rest' | 'words'
  readonly blueprint: number
  readonly no: number
  readonly actor: string
  readonly key: string
  readonly map: string
  readonly target: string
}

export type JobCursor = number | MigrationPlace | PassPlace | PurgePlace | BlueprintPurgePlace | BulkPlace

export interface Job {
  readonly no: number
  readonly id: string
  readonly payload: JobPayload
  readonly status: JobStatus
  /** Where the next batch begins: the last record number done, or what its kind needs to know. */
  readonly cursor: JobCursor
  readonly done: number
  readonly total: number | null
  readonly quarantined: number
  readonly errors: readonly JobError[]
  readonly attempts: number
  readonly createdAt: number
  readonly updatedAt: number
  readonly finishedAt: number | null
  readonly createdBy: string | null
}

/** So many are kept with a job, the latest ones. */
export const mostErrors = 20

export interface JobError {
  readonly message: string
  /** Why a job stands still by itself: it goes on once the blueprint is out of the trash, or the record can pass. */
  readonly code?: string
  /** Public id of the record it is about. */
  readonly record?: string
}

/** Of the kinds that go through records by their numbers. */
export function placeOf({ cursor }: Pick<Job, 'cursor'>): number {
  return typeof cursor === 'number' ? cursor : 0
}

/** What one batch did. */
export interface BatchResult {
  readonly cursor: JobCursor
  readonly done: number
  readonly finished: boolean
  /** How many wait for a person so far. */
  readonly quarantined?: number
  /** Before the next batch, in milliseconds. */
  readonly rest?: number
  readonly errors?: readonly JobError[]
  /** The job stands still for these until somebody lets it go on. */
  readonly waits?: readonly JobError[]
  /** Told once it is committed. */
  readonly events?: readonly LiveEvent[]
}
