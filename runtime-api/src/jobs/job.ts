// Which kinds of long work there are, and what each needs to know.

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
  | { readonly kind: 'enter-flow'; readonly blueprint: string; readonly blueprintNo: number }

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
