// What was found for what records asked of an op's map, and what was not.
import type { LiveEvent } from '../live-events/live-event.ts'
import type { MapPair } from './op-map-table.ts'

export interface Missing {
  readonly asked: string
  readonly why?: string
}

export interface Found {
  readonly pairs: readonly MapPair[]
  readonly created?: readonly LiveEvent[]
  readonly missing: readonly Missing[]
}
