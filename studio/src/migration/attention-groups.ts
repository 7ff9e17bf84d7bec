// Which of the records that wait do so for the same reason?
import type { Quarantined } from '../api/quarantine-api.ts'

export interface Reason {
  readonly key: string
  readonly message: string
  /** All rest at the same version, and the same field of it is at fault. */
  readonly version: number
  readonly field: string | null
  readonly items: readonly [Quarantined, ...Quarantined[]]
}

/** The most frequent reason first. */
export function groupsOf(items: readonly Quarantined[]): readonly Reason[] {
  const groups = new Map<string, [Quarantined, ...Quarantined[]]>()
  for (const item of items) {
    const key = JSON.stringify([item.version, item.field, item.message])
    const before = groups.get(key)
    groups.set(key, before ? [...before, item] : [item])
  }
  return [...groups]
    .map(([key, items]) => ({
      key,
      message: items[0].message,
      version: items[0].version,
      field: items[0].field,
      items,
    }))
    .sort((a, b) => b.items.length - a.items.length)
}

/** Can the value be typed, the same for all? Any other is mended in the record itself. */
export const isTyped = ({ field, value, duplicateOf }: Quarantined): boolean =>
  field !== null &&
  duplicateOf === undefined &&
  (value === null || typeof value === 'string' || typeof value === 'number')
