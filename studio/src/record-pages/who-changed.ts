// Who gave each field the value that it has now, as far as its history is there.
import type { HistoryEntry } from '../api/records-api.ts'

/** The newest first, as a history is; by the names of fields. */
export function whoChanged(entries: readonly HistoryEntry[]): ReadonlyMap<string, HistoryEntry> {
  const last = new Map<string, HistoryEntry>()
  for (const entry of entries) for (const { field } of entry.changes) if (!last.has(field)) last.set(field, entry)
  return last
}
