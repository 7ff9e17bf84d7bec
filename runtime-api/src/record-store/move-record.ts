// How is one record moved to another version? What hangs on it stays: that follows the newest version wherever a record rests.
import { type Attic, equalJson, type StoredData } from '@molde/engine'
import type { Db } from '../store/store.ts'
import { addCount, type Counted } from './count-table.ts'
import { addHistory, diffOf } from './history-table.ts'
import { atticText, derivedColumn, type RecordRow, restampRow, updateRow } from './record-table.ts'

export interface Arrival {
  readonly version: number
  readonly data: StoredData
  readonly attic: Attic
  /** The number of the job that moves it, and the version it had before; null when a job is undone. */
  readonly by: number | null
  readonly from: number | null
  readonly at: number
  readonly actor: string | null
}

/**
 * Compare-and-set: `missed` when somebody else has written the record meanwhile. A record whose values stay as they are is only
 * stamped: no rev, no history. `counts` gathers what changes in the counts of records, for the end of the batch.
 */
export async function moveRecord(
  tx: Db,
  tenant: number,
  before: RecordRow,
  arrival: Arrival,
  counts: CountChanges,
): Promise<'stamped' | 'changed' | 'missed'> {
  const { version, data, attic } = arrival
  const after: RecordRow = { ...before, version, data, attic }
  const stamp = {
    version,
    derived_version: derivedColumn(after),
    migrated_by_job: arrival.by,
    migrated_from: arrival.from,
  }
  const sameData = equalJson(before.data, data)
  const sameAttic = equalJson(before.attic, attic)
  const isStamped = sameData && sameAttic
  const done = isStamped
    ? await restampRow(tx, tenant, before, stamp)
    : await updateRow(tx, tenant, before, {
        ...stamp,
        ...(!sameData && { data: JSON.stringify(data) }),
        ...(!sameAttic && { attic: atticText(attic) }),
      })
  if (!done) return 'missed'
  counts.move(before, after)
  if (isStamped) return 'stamped'
  const entry = { rev: before.rev + 1, at: arrival.at, actor: arrival.actor, diff: diffOf(before, after, 'moved') }
  await addHistory(tx, tenant, before.no, entry)
  return sameData ? 'stamped' : 'changed'
}

/** Changes of counts, summed up: many records move from few versions to few. */
export class CountChanges {
  readonly #sums = new Map<string, { readonly counted: Counted; n: number }>()

  move(before: Counted, after: Counted): void {
    this.#add(before, -1)
    this.#add(after, 1)
  }

  /** Always in the same order, so that two transactions do not wait for each other. */
  async write(tx: Db, tenant: number): Promise<void> {
    const sums = [...this.#sums].sort(([a], [b]) => (a < b ? -1 : 1))
    for (const [, { counted, n }] of sums) if (n !== 0) await addCount(tx, tenant, counted, n)
  }

  #add({ blueprint, version, live, state }: Counted, n: number): void {
    const key = `${version} ${live} ${state === null ? '' : `=${state}`}`
    const known = this.#sums.get(key)
    if (known) known.n += n
    else this.#sums.set(key, { counted: { blueprint, version, live, state }, n })
  }
}
