// Who does the work that requests leave behind: search words from the outbox, and jobs. One loop per tenant that has some.
import { randomUUID } from 'node:crypto'
import { sweepFiles } from '../files/sweep-files.ts'
import { indexSearch } from '../record-store/search-table.ts'
import type { Runtime, Scope } from '../runtime.ts'
import { findTenantByNo, listTenantNumbers } from '../tenants/tenant-table.ts'
import { cleanUp } from './clean-up.ts'
import { workOnJob } from './database-queue.ts'
import { freeLeases, handBackJobs, nextDueAt } from './job-table.ts'

export interface Worker {
  /** Ends after the batches in work; what is leased is handed back. */
  stop(): Promise<void>
}

/** A burst of writes is taken in together: the index is behind by this much. */
const gatherMs = 150
/** Tenants worked on at the same time. */
const mostAtOnce = 4
/** What is over is swept away this often. */
const cleanEveryMs = 6 * 60 * 60_000
/** Files wait a day before they go; when in that hour does not matter. */
const sweepFilesMs = 3_600_000
/** Other processes leave work without waking this one; where requests come to this process too, that is rare. */
const sweepMs = { all: 60_000, api: 60_000, worker: 1_000 } as const

export function startWorker(runtime: Runtime): Worker {
  const lease = randomUUID()
  const waiting = new Set<number>()
  const active = new Map<number, Promise<void>>()
  const timers = new Map<number, { readonly timer: NodeJS.Timeout; readonly due: number }>()
  const cleaned = new Map<number, number>()
  const filesSwept = new Map<number, number>()
  const freed = new Set<number>()
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
      const work = workOn(tenant).finally(() => {
        active.delete(tenant)
        startWaiting()
      })
      active.set(tenant, work)
    }
  }

  async function workOn(tenant: number): Promise<void> {
    try {
      const scope = await scopeOf(runtime, tenant)
      if (!scope) return
      await freeDeadLeases(scope)
      await takeInWords(scope)
      while (!stopped && (await workOnJob(scope, lease, () => stopped))) await takeInWords(scope)
      await cleanSometimes(scope)
      await sweepFilesOf(scope)
      const due = stopped ? undefined : await nextDueAt(scope.store.read, tenant)
      if (due !== undefined) wakeIn(tenant, Math.max(gatherMs, Math.min(due - runtime.now(), 60_000)))
    } catch (thrown) {
      runtime.log.error({ tenant, err: thrown }, 'the worker failed; it tries again')
      wakeIn(tenant, 2_000)
    }
  }

  /** A SQLite file has one program: what another one held when this one came was left behind by a kill. */
  async function freeDeadLeases({ store, tenant }: Scope): Promise<void> {
    if (freed.has(tenant.no) || store.dialect !== 'sqlite') return
    freed.add(tenant.no)
    await store.inTransaction((tx) => freeLeases(tx, tenant.no, lease))
  }

  async function sweepFilesOf(scope: Scope): Promise<void> {
    const last = filesSwept.get(scope.tenant.no)
    if (stopped || (last !== undefined && performance.now() - last < sweepFilesMs)) return
    filesSwept.set(scope.tenant.no, performance.now())
    const gone = await sweepFiles(scope, () => stopped)
    if (gone > 0) runtime.metrics.count('files_swept', gone)
  }

  async function takeInWords(scope: Scope): Promise<void> {
    for (let taken = 1; taken > 0 && !stopped; ) {
      taken = await indexSearch(scope.store)
      if (taken > 0) runtime.metrics.count('records_indexed', taken)
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  async function cleanSometimes(scope: Scope): Promise<void> {
    const now = runtime.now()
    if (stopped || now - (cleaned.get(scope.tenant.no) ?? Number.NEGATIVE_INFINITY) < cleanEveryMs) return
    cleaned.set(scope.tenant.no, now)
    await cleanUp(scope)
  }

  async function sweep(): Promise<void> {
    try {
      for (const tenant of await listTenantNumbers(runtime.control.read)) {
        if (stopped) return
        waiting.add(tenant)
      }
      startWaiting()
    } catch (thrown) {
      runtime.log.error({ err: thrown }, 'the worker could not look for work')
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
      for (const tenant of tenants) await handBack(runtime, tenant, lease)
    },
  }
}

async function handBack(runtime: Runtime, tenant: number, lease: string): Promise<void> {
  const store = await runtime.tenants.open(tenant)
  await store.inTransaction((tx) => handBackJobs(tx, tenant, lease)).catch(() => undefined)
}

/** The program itself acts, on behalf of nobody. */
async function scopeOf(runtime: Runtime, no: number): Promise<Scope | undefined> {
  const tenant = await findTenantByNo(runtime.control.read, no)
  if (!tenant) return undefined
  const store = await runtime.tenants.open(no)
  return { runtime, tenant, store, actor: { kind: 'system', id: 'system', roles: [] }, language: tenant.language }
}
