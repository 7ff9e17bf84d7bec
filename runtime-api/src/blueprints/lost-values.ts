// How many records hold something that a draft destroys for good?
import type { Label, StoredOp } from '@molde/engine'
import type { RecordRow } from '../record-store/record-table.ts'

/** As an op `purge` is stored. */
export interface Purge {
  readonly field: string
  readonly key: string
  readonly label?: Label
  /** Why, for the record. */
  readonly reason?: string
  /** Where the field's values stand in the pairs of earlier ops. */
  readonly erase: { readonly [pair: string]: { readonly from: readonly number[]; readonly to: readonly number[] } }
}

export interface Loss {
  /** Its key. */
  readonly field: string
  readonly label?: Label
  /** With a value of it, or with one that was kept for a way back. */
  readonly records: number
}

export function purgesIn(ops: readonly StoredOp[]): readonly Purge[] {
  return ops.filter(({ op }) => op === 'purge').map((op) => op as unknown as Purge)
}

/** Looks at one record after the other, in the shape before the ops. */
export class LostValues {
  readonly #counts

  constructor(ops: readonly StoredOp[]) {
    this.#counts = purgesIn(ops).map((purge) => ({ purge, n: 0 }))
  }

  see(row: Pick<RecordRow, 'data' | 'attic'>): void {
    for (const count of this.#counts) if (holds(row, count.purge)) count.n += 1
  }

  get losses(): readonly Loss[] {
    return this.#counts.map(({ purge: { key, label }, n }) => ({
      field: key,
      ...(label !== undefined && { label }),
      records: n,
    }))
  }
}

function holds({ data, attic }: Pick<RecordRow, 'data' | 'attic'>, { field, erase }: Purge): boolean {
  if (isThere(data[field]) || attic[field] !== undefined) return true
  return Object.entries(erase).some(([name, at]) => {
    const pair = attic[name]
    if (pair === undefined || 'each' in pair) return false
    return at.from.some((i) => isThere(pair.from[i])) || at.to.some((i) => isThere(pair.to[i]))
  })
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null
}
