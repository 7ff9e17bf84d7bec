// How is one record moved to another version? What hangs on it stays: that follows the newest version wherever a record rests.
import type { Attic, StoredData } from '@molde/engine'
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
  const { blueprint, live, state, flowVersion } = before
  const after = { blueprint, live, state, flowVersion, version, data, attic }
  const stamp = {
    version,
    derived_version: derivedColumn({ version, derivedVersion: before.derivedVersion }),
    migrated_by_job: arrival.by,
    migrated_from: arrival.from,
  }
  const diff = diffOf(before, after, 'moved')
  const sameData = diff.data === undefined
  const sameAttic = diff.attic === undefined
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
  await addHistory(tx, tenant, before.no, { rev: before.rev + 1, at: arrival.at, actor: arrival.actor, diff })
  return sameData ? 'stamped' : 'changed'
}

interface CountChange {
  readonly counted: Counted
  n: number
}

/** Changes of counts, summed up: many records move from few versions to few. */
export class CountChanges {
  readonly #sums = new Map<string, CountChange>()
  /** Of the last record: the next one mostly moves the same way. */
  #from: CountChange | undefined
  #to: CountChange | undefined

  move(before: Counted, after: Counted): void {
    this.#from = this.#changeOf(before, this.#from)
    this.#from.n -= 1
    this.#to = this.#changeOf(after, this.#to)
    this.#to.n += 1
  }

  /** Always in the same order, so that two transactions do not wait for each other. */
  async write(tx: Db, tenant: number): Promise<void> {
    const sums = [...this.#sums].sort(([a], [b]) => (a < b ? -1 : 1))
    for (const [, { counted, n }] of sums) if (n !== 0) await addCount(tx, tenant, counted, n)
  }

  #changeOf({ blueprint, version, live, state }: Counted, last: CountChange | undefined): CountChange {
    const same = last?.counted
    if (last && same?.version === version && same.live === live && same.state === state) return last
    const key = `${version} ${live} ${state === null ? '' : `=${state}`}`
    const known = this.#sums.get(key) ?? { counted: { blueprint, version, live, state }, n: 0 }
    this.#sums.set(key, known)
    return known
  }
}
