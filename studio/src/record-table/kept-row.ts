// A new record that was begun in a row of a table and not saved yet: this tab keeps it for its person.
import { forgetStored, keepStored, readStored } from '../api/browser-storage.ts'
import type { WireData } from '../api/records-api.ts'

export interface RowPlace {
  readonly tenant: string
  readonly blueprint: string
  /** The person's id: others may sign in at the same browser. */
  readonly person: string
}

type Stored = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

const storedAs = ({ tenant, blueprint, person }: RowPlace) => `molde.new-row.${person}.${tenant}.${blueprint}`

/** Another tab has a table and a row of its own. */
function ofTab(): Stored | undefined {
  try {
    return sessionStorage
  } catch {
    return undefined
  }
}

export const keepRow = (place: RowPlace, data: WireData, storage = ofTab()) =>
  keepStored(storedAs(place), data, storage)

export const forgetRow = (place: RowPlace, storage = ofTab()) => forgetStored(storedAs(place), storage)

/** Only what stands in these fields; undefined where nothing does. Anybody can write there. */
export function keptRow(place: RowPlace, fields: readonly string[], storage = ofTab()): WireData | undefined {
  const kept = readStored(storedAs(place), storage)
  if (typeof kept !== 'object' || kept === null || Array.isArray(kept)) return undefined
  const known = Object.entries(kept as WireData).filter(([key]) => fields.includes(key))
  return known.length > 0 ? Object.fromEntries(known) : undefined
}
