// Which earlier states of a record can be gone back to with an effect? The state of a flow and what the system fills stay.
import type { WireField } from '../api/blueprints-api.ts'
import type { HistoryEntry } from '../api/records-api.ts'

/** Revs after which somebody has changed a value that people write. `entries`: newest first, without a gap from the newest on. */
export function revsWorthGoingBack(
  entries: readonly Pick<HistoryEntry, 'rev' | 'changes'>[],
  fields: readonly WireField[],
  stateField: string | undefined,
): ReadonlySet<number> {
  const written = new Set(fields.filter(({ key, readOnly }) => !readOnly && key !== stateField).map(({ key }) => key))
  const worth = new Set<number>()
  let changedSince = false
  for (const { rev, changes } of entries) {
    if (changedSince) worth.add(rev)
    changedSince ||= changes.some(({ field }) => written.has(field))
  }
  return worth
}
