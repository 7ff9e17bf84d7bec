// What the canvas knows of one kind of record: its definition with the draft's changes already in it.
import type { WireField } from '../api/blueprints-api.ts'
import type { Label } from '../text/say-label.ts'

export interface DrawnBlueprint {
  readonly name: string
  readonly version: number
  readonly label?: Label | undefined
  readonly icon?: string | undefined
  readonly fields: readonly WireField[]
  /** How many ops wait in the draft. */
  readonly changes: number
  /** Ids of the fields that only the draft has. */
  readonly unpublished: readonly string[]
}
