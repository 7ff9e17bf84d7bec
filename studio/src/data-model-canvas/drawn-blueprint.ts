// What the canvas knows of one kind of record: its definition with the draft's changes already in it.
import type { WireField } from '../api/blueprints-api.ts'
import type { Label } from '../text/say-label.ts'

export interface DrawnBlueprint {
  readonly name: string
  /** 0 while it was never published. */
  readonly version: number
  readonly label?: Label | undefined
  readonly icon?: string | undefined
  readonly fields: readonly WireField[]
  /** How many ops wait in the draft; 1 of a blueprint that was never published. */
  readonly changes: number
  /** Ids of the fields that only the draft has. */
  readonly unpublished: readonly string[]
}
