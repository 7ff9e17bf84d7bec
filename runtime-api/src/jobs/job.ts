// Which kinds of long work there are, and what each needs to know.

export type JobPayload =
  /** Gives every record of a blueprint its value in slots that were allocated when it already had records. */
  | {
      readonly kind: 'fill-slots'
      readonly blueprint: string
      readonly blueprintNo: number
      readonly slots: readonly string[]
    }
  /** Puts the records that existed before their flow into its first state. */
  | { readonly kind: 'enter-flow'; readonly blueprint: string; readonly blueprintNo: number }
  /** Works computed fields out anew: of all records, of those that point to the record `to`, or of those with these numbers. */
  | {
      readonly kind: 'recompute'
      readonly blueprint: string
      readonly blueprintNo?: number
      readonly pointing?: { readonly to: number; readonly via: string }
      readonly records?: readonly number[]
    }

export const jobStatuses = ['queued', 'running', 'paused', 'succeeded', 'failed', 'cancelled'] as const
export type JobStatus = (typeof jobStatuses)[number]

export interface Job {
  readonly no: number
  readonly id: string
  readonly payload: JobPayload
  readonly status: JobStatus
  /** Where the next batch begins: the last record number done. */
  readonly cursor: number
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

export interface JobError {
  readonly message: string
  /** Public id of the record it is about. */
  readonly record?: string
}

/** What one batch did. */
export interface BatchResult {
  readonly cursor: number
  readonly done: number
  readonly finished: boolean
  readonly errors?: readonly JobError[]
}
