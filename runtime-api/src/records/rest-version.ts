// At which version does a record rest after a write: where it was if the new values fit there, else at the newest.
import { type BlueprintVersion, checkRecord, type FieldId, type StoredData, type WriteContext } from '@molde/engine'

export interface Resting {
  readonly version: number
  readonly data: StoredData
}

/**
 * `stored` is the data as it rests, `lifted` and `after` are in the newest shape. Values that only the newest version gives an old
 * record (a fill) are not written into it.
 */
export function restAt(
  oldVersion: BlueprintVersion,
  stored: StoredData,
  after: StoredData,
  changed: readonly FieldId[],
  context: WriteContext,
): Resting | undefined {
  const known = new Set<string>(oldVersion.fields.map(({ id }) => id))
  if (changed.some((id) => !known.has(id))) return undefined
  const data: { [field: string]: StoredData[string] } = { ...stored }
  for (const id of changed) {
    const value = after[id]
    if (value === undefined) delete data[id]
    else data[id] = value
  }
  return checkRecord(oldVersion, data, context).length === 0 ? { version: oldVersion.version, data } : undefined
}
