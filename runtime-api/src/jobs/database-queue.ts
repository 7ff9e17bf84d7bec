// Jobs as rows: one worker at a time holds one, and whatever a batch did counts exactly when its checkpoint does.
import type { Definition } from '../blueprints/definition.ts'
import { commit, inDefinition } from '../blueprints/in-definition.ts'
import { bulkBatch } from '../bulks/bulk-batch.ts'
import { announce } from '../live-events/announce.ts'
import { noteJobEnded, starterOf } from '../notifications/note-job-ended.ts'
import { announceTold } from '../notifications/told.ts'
import { passBatch } from '../passages/pass-batch.ts'
import { purgeBatch } from '../purges/purge-batch.ts'
import { purgeBlueprintBatch } from '../purges/purge-blueprint-batch.ts'
import { migrateBatch } from '../record-migrations/migrate-batch.ts'
import { StaleRecord } from '../record-store/record-errors.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { enterFlowBatch } from './enter-flow-batch.ts'
import { fillSlotsBatch } from './fill-slots-batch.ts'
import { type BatchResult, type Job, type JobError, type JobPayload, mostErrors } from './job.ts'
import { checkpointJob, holdJob, leaseDueJob, postponeJob } from './job-table.ts'
import { recomputeBatch } from './recompute-batch.ts'
import { setTimersBatch } from './set-timers-batch.ts'
import { holdWhileTrashed, isInTrash } from './trashed-blueprint.ts'

type BlueprintPurge = Extract<JobPayload, { readonly kind: 'purge-blueprint' }>

const leaseMs = 30_000
const mostAttempts = 8

/** The job was paused, cancelled or taken over while a batch was in work: the batch is rolled back. */
class JobTaken extends Error {
  override readonly name = 'JobTaken'
}

/** Takes the oldest due job and works on it until it is finished, stopped, or `stopped` says so. False: nothing was due. */
export async function workOnJob(scope: Scope, lease: string, stopped: () => boolean): Promise<boolean> {
  const now = scope.runtime.now()
  const due = { name: lease, until: now + leaseMs, now }
  const job = await scope.store.inTransaction((tx) => leaseDueJob(tx, scope.tenant.no, due))
  if (!job) return false
  try {
    await runBatches(scope, job, lease, stopped)
  } catch (thrown) {
    if (thrown instanceof JobTaken) return true
    if (!(await isInTrash(scope, job))) await postpone(scope, job, lease, thrown)
    else if (await holdWhileTrashed(scope, job, lease)) tell(scope, job, 'paused')
  }
  return true
}

async function runBatches(scope: Scope, leased: Job, lease: string, stopped: () => boolean): Promise<void> {
  let job = leased
  let told = 0
  const starter = await starterOf(scope, leased)
  while (!stopped()) {
    const batch = await nextBatch(scope, job, async (result, tx) => {
      await checkpoint(tx, scope, job, lease, result)
      if (result.waits) await holdFor(tx, scope, job, lease, result.waits)
      if (result.finished) await noteJobEnded(tx, scope, job, starter)
    })
    job = {
      ...job,
      cursor: batch.cursor,
      done: job.done + batch.done,
      quarantined: batch.quarantined ?? job.quarantined,
      errors: [...job.errors, ...(batch.errors ?? [])],
    }
    const now = scope.runtime.now()
    if (batch.finished || now - told >= 500) {
      told = now
      tell(scope, job, batch.finished ? 'succeeded' : 'running')
    }
    if (batch.events) announce(scope, batch.events)
    if (batch.waits) {
      tell(scope, job, 'paused')
      return
    }
    if (batch.finished) {
      scope.runtime.metrics.count('jobs_done')
      return
    }
    // Others write between two batches.
    const { rest } = batch
    await new Promise((resolve) => (rest === undefined ? setImmediate(resolve) : setTimeout(resolve, rest)))
  }
}

type Counted = (result: BatchResult, tx: Db) => Promise<void>

/** `count` in the transaction of the batch. */
function nextBatch(scope: Scope, job: Job, count: Counted): Promise<BatchResult> {
  const { payload } = job
  if (payload.kind === 'purge-blueprint') return withoutDefinition(scope, job, payload, count)
  return inDefinition(scope, payload.blueprint, (definition) =>
    commit(scope, definition, async (tx) => {
      if (definition.no !== payload.blueprintNo) throw new Error('Another blueprint has this name now')
      const result = await runBatch(tx, scope, definition, job, payload)
      await count(result, tx)
      return result
    }),
  )
}

/** What is destroyed has no definition any more that could change. Records of others are tried again when somebody was faster. */
async function withoutDefinition(
  scope: Scope,
  job: Job,
  payload: BlueprintPurge,
  count: Counted,
): Promise<BatchResult> {
  for (let attempt = 1; ; attempt += 1) {
    let last: Db | undefined
    try {
      const done = await scope.store.inTransaction(async (tx) => {
        last = tx
        const result = await purgeBlueprintBatch(tx, scope, job, payload)
        await count(result, tx)
        return result
      })
      announceTold(scope, last)
      return done
    } catch (thrown) {
      if (!(thrown instanceof StaleRecord) || attempt === mostAttempts) throw thrown
    }
  }
}

function runBatch(
  tx: Db,
  scope: Scope,
  definition: Definition,
  job: Job,
  payload: Exclude<JobPayload, BlueprintPurge>,
): Promise<BatchResult> {
  switch (payload.kind) {
    case 'fill-slots':
      return fillSlotsBatch(tx, scope, definition, job, payload)
    case 'recompute':
      return recomputeBatch(tx, scope, definition, job, payload)
    case 'enter-flow':
      return enterFlowBatch(tx, scope, definition, job, payload)
    case 'set-timers':
      return setTimersBatch(tx, scope, definition, job, payload)
    case 'migrate':
      return migrateBatch(tx, scope, definition, job, payload)
    case 'pass':
      return passBatch(tx, scope, definition, job, payload)
    case 'bulk':
      return bulkBatch(tx, scope, definition, job, payload)
    case 'purge':
      return purgeBatch(tx, scope, definition, job, payload)
    default:
      return payload satisfies never
  }
}

/** Somebody has to look: the reasons of before are not those of now. */
async function holdFor(tx: Db, scope: Scope, { no }: Job, lease: string, errors: readonly JobError[]): Promise<void> {
  await holdJob(tx, scope.tenant.no, { no, lease, errors, at: scope.runtime.now() })
}

async function checkpoint(tx: Db, scope: Scope, job: Job, lease: string, batch: BatchResult): Promise<void> {
  const at = scope.runtime.now()
  const kept = await checkpointJob(tx, scope.tenant.no, {
    no: job.no,
    lease,
    leaseUntil: at + leaseMs,
    cursor: batch.cursor,
    done: job.done + batch.done,
    quarantined: batch.quarantined ?? job.quarantined,
    errors: [...job.errors, ...(batch.errors ?? [])].slice(-mostErrors),
    finished: batch.finished,
    at,
  })
  if (!kept) throw new JobTaken()
}

/** Again after a while that doubles; in the end it is given up and says why. */
async function postpone(scope: Scope, job: Job, lease: string, thrown: unknown): Promise<void> {
  const at = scope.runtime.now()
  const giveUp = job.attempts >= mostAttempts
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  scope.runtime.log.error({ job: job.id, err: thrown }, 'a job failed')
  scope.runtime.metrics.count('jobs_failed')
  const starter = giveUp ? await starterOf(scope, job) : undefined
  let last: Db | undefined
  await scope.store.inTransaction(async (tx) => {
    last = tx
    await postponeJob(tx, scope.tenant.no, {
      no: job.no,
      lease,
      errors: [...job.errors, { message: message.slice(0, 300) }].slice(-mostErrors),
      dueAt: at + Math.min(60_000, 250 * 2 ** job.attempts),
      giveUp,
      at,
    })
    await noteJobEnded(tx, scope, job, starter)
  })
  announceTold(scope, last)
  if (giveUp) tell(scope, job, 'failed')
}

function tell(scope: Scope, job: Job, status: string): void {
  const { id, payload, done, total } = job
  announce(scope, [{ kind: 'job.progress', id, job: payload.kind, status, done, total }])
}
