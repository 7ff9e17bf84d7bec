// What is edited of a blueprint: its words, fields and rules, as the API says them.
import type { WireField, WireRule } from '../api/blueprints-api.ts'
import type { Label } from '../text/say-label.ts'

export interface Definition {
  readonly name: string
  readonly label?: Label
  readonly icon?: string
  readonly titleField?: string | null
  readonly fields: readonly WireField[]
  readonly rules: readonly WireRule[]
  readonly uniques: readonly (readonly string[])[]
}
