// Who does the work that requests leave behind: search words from the outbox, jobs, and what is due. Four loops per tenant, so
// that a job that takes its time keeps no timer and no automation waiting, and a slow receiver none of them.
import { randomUUID } from 'node:crypto'
import { doRuns } from '../automations/do-runs.ts'
import { sweepFiles } from '../files/sweep-files.ts'
import { freeDeliveries } from '../outbox/delivery-table.ts'
import { dispatchOutbox } from '../outbox/dispatch-outbox.ts'
import { indexSearch } from '../record-store/search-table.ts'
import type { Runtime, Scope } from '../runtime.ts'
import { findTenantByNo } from '../tenants/tenant-table.ts'
import { fireTimers } from '../timers/fire-timers.ts'
import { nextTimerAt } from '../timers/timer-table.ts'
import { cleanUp } from './clean-up.ts'
import { workOnJob } from './database-queue.ts'
import { freeLeases, handBackJobs, nextDueAt } from './job-table.ts'
import { startTenantLoop } from './tenant-loop.ts'

export interface Worker {
  /** Ends after the batches in work; what is leased is handed back. */
  stop(): Promise<void>
}

/** Between two looks at jobs that are due already: what comes together is done together. */
const restMs = 150
/** What is over is swept away this often. */
const cleanEveryMs = 6 * 60 * 60_000
/** Files wait a day before they go; when in that hour does not matter. */
const sweepFilesMs = 3_600_000
/** Tenants that are sent for: it is waiting, not work. */
const postAtOnce = 32

export function startWorker(runtime: Runtime): Worker {
  const lease = randomUUID()
  const cleaned = new Map<number, number>()
  const filesSwept = new Map<number, number>()
  const freed = new Set<number>()

  const jobs = startTenantLoop(runtime, 'the worker', async (tenant, stopped) => {
    const scope = await scopeOf(runtime, tenant)
    if (!scope) return undefined
    await freeDeadLeases(scope)
    await takeInWords(scope, stopped)
    while (!stopped() && (await workOnJob(scope, lease, stopped))) await takeInWords(scope, stopped)
    await cleanSometimes(scope, stopped)
    await sweepFilesOf(scope, stopped)
    const due = stopped() ? undefined : await nextDueAt(scope.store.read, tenant)
    return due === undefined ? undefined : Math.max(restMs, due - runtime.now())
  })

  const timers = startTenantLoop(runtime, 'the clock', async (tenant, stopped) => {
    const scope = await scopeOf(runtime, tenant)
    if (!scope) return undefined
    while (!stopped() && (await fireTimers(scope, stopped)) > 0);
    const next = stopped() ? undefined : await nextTimerAt(scope.store.read, tenant)
    return next === undefined ? undefined : next - runtime.now()
  })

  const automations = startTenantLoop(runtime, 'what happens by itself', async (tenant, stopped) => {
    const scope = await scopeOf(runtime, tenant)
    return scope && doRuns(scope, stopped)
  })

  const post = startTenantLoop(
    runtime,
    'the post',
    async (tenant, stopped) => {
      const scope = await scopeOf(runtime, tenant)
      if (!scope) return undefined
      await freeDeadLeases(scope)
      return dispatchOutbox(scope, lease, stopped)
    },
    { atOnce: postAtOnce },
  )

  /** A SQLite file has one program: what another one held when this one came was left behind by a kill. */
  async function freeDeadLeases({ store, tenant }: Scope): Promise<void> {
    if (freed.has(tenant.no) || store.dialect !== 'sqlite') return
    freed.add(tenant.no)
    await store.inTransaction(async (tx) => {
      await freeLeases(tx, tenant.no, lease)
      await freeDeliveries(tx, tenant.no, lease)
    })
  }

  async function sweepFilesOf(scope: Scope, stopped: () => boolean): Promise<void> {
    const last = filesSwept.get(scope.tenant.no)
    if (stopped() || (last !== undefined && performance.now() - last < sweepFilesMs)) return
    filesSwept.set(scope.tenant.no, performance.now())
    const gone = await sweepFiles(scope, stopped)
    if (gone > 0) runtime.metrics.count('files_swept', gone)
  }

  async function takeInWords(scope: Scope, stopped: () => boolean): Promise<void> {
    for (let taken = 1; taken > 0 && !stopped(); ) {
      taken = await indexSearch(scope.store)
      if (taken > 0) runtime.metrics.count('records_indexed', taken)
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  async function cleanSometimes(scope: Scope, stopped: () => boolean): Promise<void> {
    const now = runtime.now()
    if (stopped() || now - (cleaned.get(scope.tenant.no) ?? Number.NEGATIVE_INFINITY) < cleanEveryMs) return
    cleaned.set(scope.tenant.no, now)
    await cleanUp(scope)
  }

  return {
    async stop() {
      const [tenants] = await Promise.all([jobs.stop(), timers.stop(), automations.stop(), post.stop()])
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
