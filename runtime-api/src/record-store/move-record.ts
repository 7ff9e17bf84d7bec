// How are records moved to another version? What hangs on it stays: that follows the newest version wherever a record rests.
import type { Attic, DataDiff, StoredData } from '@molde/engine'
import type { Db } from '../store/store.ts'
import { addCount, type Counted } from './count-table.ts'
import { addHistories, diffOf } from './history-table.ts'
import { changeRows } from './many-rows-table.ts'
import { columnsOf, type MoveMark } from './move-mark-table.ts'
import { atticText, derivedColumn, type RecordRow } from './record-table.ts'

/** In the history of a record that a job has moved. */
export const movedNote = 'moved'

interface Arrival {
  readonly version: number
  readonly data: StoredData
  readonly attic: Attic
  /** Of its flow. */
  readonly flowVersion: number | null
  /** Under which older version of a further flow it stays now, by the flow's number; for whoever writes them down. */
  readonly stays?: readonly (readonly [number, number | undefined])[]
  /** How the data differ from those before, where that is known already. */
  readonly changed?: DataDiff | undefined
  /** Which jobs have moved it, when it has arrived. */
  readonly mark: MoveMark | undefined
  readonly at: number
  readonly actor: string | null
}

export interface RecordMove {
  readonly before: RecordRow
  readonly arrival: Arrival
}

/**
 * Answers for each, in their order. Compare-and-set: `missed` when somebody else has written the record meanwhile. A record whose
 * values stay as they are is only stamped: no rev, no history. `counts` gathers what changes in the counts of records, for the end of
 * the batch.
 */
export async function moveRecords(
  tx: Db,
  tenant: number,
  moves: readonly RecordMove[],
  counts: CountChanges,
): Promise<readonly ('stamped' | 'changed' | 'missed')[]> {
  const steps = moves.map(stepOf)
  const done = await changeRows(tx, tenant, steps)
  const arrived = steps.filter(({ before }) => done.has(before.no))
  for (const { before, after } of arrived) counts.move(before, after)
  await addHistories(
    tx,
    tenant,
    arrived.flatMap(({ before, arrival: { at, actor }, diff, grows }) =>
      grows ? [{ no: before.no, rev: before.rev + 1, at, actor, diff }] : [],
    ),
  )
  return steps.map(({ before, diff }) => {
    if (!done.has(before.no)) return 'missed'
    return diff.data === undefined ? 'stamped' : 'changed'
  })
}

function stepOf({ before, arrival }: RecordMove) {
  const { version, data, attic, flowVersion } = arrival
  const { blueprint, live, stowed, state } = before
  const after = { blueprint, live, ...(stowed && { stowed }), state, flowVersion, version, data, attic }
  const diff = diffOf(before, after, movedNote, arrival.changed)
  const change = {
    version,
    derived_version: derivedColumn({ version, derivedVersion: before.derivedVersion }),
    ...columnsOf(arrival.mark),
    ...(flowVersion !== before.flowVersion && { flow_version: flowVersion }),
    ...(diff.data !== undefined && { data: JSON.stringify(data) }),
    ...(diff.attic !== undefined && { attic: atticText(attic) }),
  }
  return { before, arrival, after, diff, change, grows: diff.data !== undefined || diff.attic !== undefined }
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

  #changeOf({ blueprint, version, live, stowed, state }: Counted, last: CountChange | undefined): CountChange {
    const same = last?.counted
    if (
      last &&
      same?.blueprint === blueprint &&
      same.version === version &&
      same.live === live &&
      same.stowed === stowed &&
      same.state === state
    )
      return last
    const key = `${String(blueprint).padStart(16, '0')} ${version} ${live} ${stowed === true} ${state === null ? '' : `=${state}`}`
    const known = this.#sums.get(key) ?? {
      counted: { blueprint, version, live, ...(stowed && { stowed }), state },
      n: 0,
    }
    this.#sums.set(key, known)
    return known
  }
}
