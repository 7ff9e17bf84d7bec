// What do the settings of a computed field get, and what do they change?
import type { WireComputed, WireField } from '../api/blueprints-api.ts'
import type { LinkTarget } from './kind-meant.ts'

export interface ComputedSettingsProps {
  readonly tenant: string
  /** The blueprint that is edited, and its other fields. */
  readonly own: string
  readonly field: WireField
  readonly others: readonly WireField[]
  readonly targets: readonly LinkTarget[]
  readonly onChange: (change: Partial<WireField>) => void
}

/** The settings of one kind, with what they change. */
export interface KindSettingsProps extends ComputedSettingsProps {
  readonly computed: WireComputed
  readonly set: (change: Partial<WireComputed>) => void
}
