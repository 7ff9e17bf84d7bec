// What of a record lies in slots, tags, links, unique keys and search words, and in the keys of pinned views.
import { type Projection, projectRecord, type StoredData, type StoredRecord, viewKey } from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'

/** `record` in the shape of the newest version; a new one has no number yet. */
export function projectRow(
  definition: Definition,
  record: Omit<StoredRecord, 'no' | 'data'>,
  data: StoredData,
): Projection {
  const projection = projectRecord(definition.head, definition.slots, data)
  if (definition.pinnedViews.length === 0) return projection
  const stored = { ...record, no: 0, data }
  const keys = definition.pinnedViews.map(({ slot, view }) => [slot, viewKey(view, definition.head, stored)] as const)
  return { ...projection, slots: { ...projection.slots, ...Object.fromEntries(keys) } }
}
