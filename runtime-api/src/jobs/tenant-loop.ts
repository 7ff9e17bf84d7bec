// Work that is done tenant by tenant: when somebody wakes it, when it is due, and once in a while for what nobody told.
import type { Runtime } from '../runtime.ts'
import { listTenantNumbers } from '../tenants/tenant-table.ts'

export interface TenantLoop {
  /** Ends after the work that is being done. Answers the tenants that it was done for. */
  stop(): Promise<readonly number[]>
}

interface TenantLoopOptions {
  /** Tenants worked on at the same time. */
  readonly atOnce?: number
}

/** Answers in how many milliseconds it is to be done again; undefined when somebody will wake it. */
export type TenantWork = (tenant: number, stopped: () => boolean) => Promise<number | undefined>

/** A burst of writes is taken in together: what follows them is behind by this much. */
const gatherMs = 150
/** Tenants worked on at the same time. */
const usualAtOnce = 4
/** Other processes leave work without waking this one; where requests come to this process too, that is rare. */
const sweepMs = { all: 60_000, api: 60_000, worker: 1_000 } as const
/** The clock on the wall may be set; nobody sleeps longer than this without looking at it. */
const longestSleepMs = 60_000

export function startTenantLoop(
  runtime: Runtime,
  name: string,
  work: TenantWork,
  options: TenantLoopOptions = {},
): TenantLoop {
  const mostAtOnce = options.atOnce ?? usualAtOnce
  const waiting = new Set<number>()
  const active = new Map<number, Promise<void>>()
  const timers = new Map<number, { readonly timer: NodeJS.Timeout; readonly due: number }>()
  let stopped = false

  const unhook = runtime.hub.onWork((tenant) => wakeIn(tenant, gatherMs))
  const sweeper = setInterval(() => void sweep(), sweepMs[runtime.config.role])
  sweeper.unref()
  // Whatever a program that was killed has left.
  const swept = sweep()

  /** The earlier of two wishes counts. */
  function wakeIn(tenant: number, ms: number): void {
    const due = performance.now() + ms
    const before = timers.get(tenant)
    if (stopped || (before && before.due <= due)) return
    clearTimeout(before?.timer)
    const timer = setTimeout(() => {
      timers.delete(tenant)
      waiting.add(tenant)
      startWaiting()
    }, ms)
    timers.set(tenant, { timer, due })
  }

  function startWaiting(): void {
    for (const tenant of waiting) {
      if (stopped || active.size >= mostAtOnce) return
      // Woken while at work: it is looked at once more afterwards.
      if (active.has(tenant)) continue
      waiting.delete(tenant)
      const working = workOn(tenant).finally(() => {
        active.delete(tenant)
        startWaiting()
      })
      active.set(tenant, working)
    }
  }

  async function workOn(tenant: number): Promise<void> {
    try {
      const again = await work(tenant, () => stopped)
      if (again !== undefined) wakeIn(tenant, Math.max(0, Math.min(again, longestSleepMs)))
    } catch (thrown) {
      runtime.log.error({ tenant, err: thrown }, `${name} failed; it tries again`)
      wakeIn(tenant, 2_000)
    }
  }

  async function sweep(): Promise<void> {
    try {
      for (const tenant of await listTenantNumbers(runtime.control.read)) {
        if (stopped) return
        waiting.add(tenant)
      }
      startWaiting()
    } catch (thrown) {
      runtime.log.error({ err: thrown }, `${name} could not look for work`)
    }
  }

  return {
    async stop() {
      stopped = true
      unhook()
      clearInterval(sweeper)
      for (const { timer } of timers.values()) clearTimeout(timer)
      const tenants = [...active.keys()]
      await swept
      await Promise.all(active.values())
      return tenants
    },
  }
}
