// What of a destroyed field lies in the attic of a record?
import type { FieldId } from '../ids.ts'
import type { ElementAttics, Pair } from './crossing.ts'

/** A field, and where its values stand in the pairs that changes left, by the names of the pairs. */
export interface Erasure {
  readonly field: FieldId
  readonly erase: { readonly [name: string]: { readonly from: readonly number[]; readonly to: readonly number[] } }
}

/** The field's own values alone: what other fields of the same pair held still finds its way back. Changes `attic`. */
export function eraseIn(attic: { [name: string]: Pair | ElementAttics }, { field, erase }: Erasure): void {
  // Of a repeating group: what its elements kept.
  delete attic[field]
  for (const [name, at] of Object.entries(erase)) {
    const entry = attic[name]
    if (entry === undefined || 'each' in entry) continue
    const without = (values: Pair['from'], places: readonly number[]) =>
      values.map((value, i) => (places.includes(i) ? null : value))
    attic[name] = { from: without(entry.from, at.from), to: without(entry.to, at.to) }
  }
}
