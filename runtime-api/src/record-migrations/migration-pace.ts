// How long may one batch of a migration take, and how long does it rest afterwards? Nobody shall wait for it.
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'

export interface Pace {
  /** False: the batch has had its time, with so many rows. */
  goesOn(rows: number): boolean
  /** How many are read next, after so many: rows that the batch has no time for are read in vain, and documents may be large. */
  rowsAtOnce(rows: number): number
  /** Before the next batch, in milliseconds. */
  rest(): number
}

/** Milliseconds of one batch while nobody else is at work, and while somebody is. On SQLite every other statement waits for it. */
const alone = { sqlite: 60, postgres: 200 } as const
const beside = { sqlite: 2, postgres: 25 } as const
/** However slow the machine is, the job gets on. */
const least = { sqlite: 5, postgres: 10 } as const
/** Read first, when nothing is known of them. */
const fewRows = 25
const manyRows = 200
/** Somebody is at work when a request ended less than so long ago. */
const busyMs = 300

export function startPace({ runtime }: Scope, dialect: Db['dialect']): Pace {
  const began = performance.now()
  const isBusy = runtime.metrics.quietFor() < busyMs
  const wish = isBusy ? beside[dialect] : alone[dialect]
  const took = () => performance.now() - began
  return {
    goesOn: (rows) => rows < least[dialect] || took() < wish,
    rowsAtOnce(rows) {
      if (isBusy) return least[dialect] * 2
      // A fourth of what would fit into the time that is left.
      const inTime = rows === 0 ? fewRows : ((wish - took()) / took()) * rows * 0.25
      return Math.ceil(Math.min(manyRows, Math.max(fewRows, inTime)))
    },
    rest: () => (isBusy ? Math.min(50, Math.max(5, took() * 3)) : 0),
  }
}
