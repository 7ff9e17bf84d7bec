// How many records does one batch of a migration take, and how long does it rest afterwards? Nobody shall wait for it.
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'

export interface Pace {
  readonly size: number
  /** Told how long the batch took; answers the rest before the next one, in milliseconds. */
  after(ms: number, rows: number): number
}

/** Milliseconds of one batch while nobody else is at work, and while somebody is. One batch keeps every other statement waiting. */
const alone = { sqlite: 60, postgres: 200 } as const
const beside = { sqlite: 4, postgres: 25 } as const
/** Somebody is at work when a request ended less than so long ago. */
const busyMs = 300
const most = 500
const least = 5

const sizes = new Map<string, number>()

export function paceOf({ runtime, tenant }: Scope, job: string, dialect: Db['dialect']): Pace {
  const key = `${tenant.no} ${job}`
  const isBusy = runtime.metrics.quietFor() < busyMs
  const wish = isBusy ? beside[dialect] : alone[dialect]
  const perRow = sizes.get(key)
  const size = perRow === undefined ? 50 : Math.round(Math.min(most, Math.max(least, wish / perRow)))
  return {
    size,
    after(ms, rows) {
      if (rows > 0) sizes.set(key, perRow === undefined ? ms / rows : (perRow * 3 + ms / rows) / 4)
      if (sizes.size > 100) for (const oldest of [...sizes.keys()].slice(0, 50)) sizes.delete(oldest)
      return isBusy ? Math.min(50, Math.max(2, ms * 2)) : 0
    },
  }
}
