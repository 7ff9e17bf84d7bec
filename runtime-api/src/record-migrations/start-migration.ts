// Moving records to a version is long work: it is written down as a job, and so is undoing it.
import { issue, MoldeError, parseListQuery, refuseIf } from '@molde/engine'
import { definitionOf } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import { undoBulk } from '../bulks/undo-bulk.ts'
import { ApiError } from '../errors.ts'
import { enqueueJob } from '../jobs/enqueue-job.ts'
import type { Job, MigratePayload } from '../jobs/job.ts'
import { changeJobStatus, findJob, jobsAfter } from '../jobs/job-table.ts'
import { presentJob } from '../jobs/present-job.ts'
import { announce } from '../live-events/announce.ts'
import { undoPassage } from '../passages/start-passage.ts'
import { countsOf } from '../record-store/count-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { sumOfQuarantine } from './quarantine-table.ts'
import { undoReachOf } from './undo-reach.ts'

export interface MigrationWish {
  readonly to: number
  readonly filter?: string
  readonly ids?: readonly string[]
  readonly dryRun?: boolean
}

export const mostSelected = 1_000

/** Answers the job. Throws a MoldeError for a version that was never published and a filter that cannot be read. */
export async function startMigration(scope: Scope, blueprint: string, wish: MigrationWish) {
  const definition = await definitionOf(scope, scope.store.read, blueprint)
  const { head } = definition
  if (wish.to < 1 || wish.to > head.version)
    refuseIf([issue(['to'], 'no-such-version', { value: String(wish.to), head: head.version })])
  if (wish.filter !== undefined) readFilter(scope, definition, wish.filter)
  return started(scope, definition, {
    to: wish.to,
    ...(wish.filter === undefined ? {} : { filter: { text: wish.filter, version: head.version } }),
    ...(wish.ids === undefined ? {} : { ids: [...new Set(wish.ids)] }),
    ...(wish.dryRun ? { dryRun: true as const } : {}),
  })
}

/** Again for those that had to wait: all of them, or only these. */
export async function retryQuarantine(scope: Scope, blueprint: string, ids: readonly string[] | undefined) {
  const definition = await definitionOf(scope, scope.store.read, blueprint)
  const { n, target } = await sumOfQuarantine(scope.store.read, scope.tenant.no, definition.no, ids)
  if (n === 0) throw new ApiError('conflict', { detail: 'No such record waits' })
  return started(
    scope,
    definition,
    { to: target, waiting: true, ...(ids ? { ids: [...new Set(ids)] } : {}) },
    { total: n },
  )
}

/**
 * Brings the records that the job moved, and that still stand where it left them, back to where it found them. What was edited since
 * stays edited. The answer says how many others there are.
 */
export async function undoJob(scope: Scope, id: string) {
  const job = await findJob(scope.store.read, scope.tenant.no, id)
  if (!job) throw new ApiError('not-found')
  const { payload } = job
  if (payload.kind === 'bulk') {
    refuseRunning(job)
    return undoBulk(scope, job, payload)
  }
  if (!scope.actor.roles.includes('owner')) throw new ApiError('forbidden')
  if (payload.kind === 'pass') {
    refuseRunning(job)
    return undoPassage(scope, job, payload)
  }
  if (payload.kind !== 'migrate' || payload.dryRun || payload.undoes)
    throw new ApiError('conflict', { detail: 'Only a migration of records can be undone' })
  refuseRunning(job)
  const definition = await definitionOf(scope, scope.store.read, payload.blueprint)
  if (definition.no !== payload.blueprintNo) throw new ApiError('not-found')
  const reach = await undoReachOf(scope.store.read, scope.tenant.no, job)
  const [later] = reach?.movedOn ?? []
  if (reach?.back === 0 && later)
    throw new ApiError('conflict', { detail: `Job ${later.job} has moved its records on; undo that one first` })
  const wish = { to: payload.to, undoes: { no: job.no, id } }
  const undo = await started(scope, definition, wish, { undone: job, total: reach?.back ?? 0 })
  return { ...undo, undo: { back: 0, movedOn: reach?.movedOn ?? [] } }
}

function refuseRunning({ status }: Job): void {
  if (status === 'queued' || status === 'running')
    throw new ApiError('conflict', { detail: 'Pause or cancel the job before you undo it' })
}

interface Beginning {
  /** The job that is undone: it does not go on. */
  readonly undone?: Job
  /** How many records it will look at, when that is known better than from the counts. */
  readonly total?: number
}

async function started(
  scope: Scope,
  definition: Definition,
  wish: Omit<MigratePayload, 'kind' | 'blueprint' | 'blueprintNo'>,
  { undone, total }: Beginning = {},
) {
  const job = await scope.store.inTransaction(async (tx) => {
    if (undone) {
      await refuseTwice(tx, scope, undone, total ?? 0)
      await endJob(tx, scope, undone)
    }
    const payload = { kind: 'migrate', blueprint: definition.name, blueprintNo: definition.no, ...wish } as const
    const id = await enqueueJob(tx, scope, payload, total ?? (await totalOf(tx, scope, payload)))
    return (await findJob(tx, scope.tenant.no, id)) as Job
  })
  announce(scope, [{ kind: 'job.progress', id: job.id, job: 'migrate', status: job.status, done: 0, total: job.total }])
  return presentJob(job, scope.runtime.now())
}

/** What is just being undone is not undone twice; what was undone, only when records stand there again. */
async function refuseTwice(tx: Db, scope: Scope, { no, id }: Job, back: number): Promise<void> {
  const later = await jobsAfter(tx, scope.tenant.no, 'migrate', no)
  const before = later.find(({ payload }) => payload.kind === 'migrate' && payload.undoes?.id === id)
  if (before?.status === 'succeeded' && back > 0) return
  if (before && before.status !== 'cancelled' && before.status !== 'failed')
    throw new ApiError('conflict', { detail: `The job is undone already, by ${before.id}` })
}

async function endJob(tx: Db, scope: Scope, { id }: Job): Promise<void> {
  const at = scope.runtime.now()
  await changeJobStatus(tx, scope.tenant.no, { id, from: ['paused', 'failed'], to: 'cancelled', at })
}

async function totalOf(tx: Db, scope: Scope, payload: MigratePayload): Promise<number> {
  if (payload.ids) return payload.ids.length
  const counts = await countsOf(tx, scope.tenant.no, payload.blueprintNo)
  return counts.filter(({ version }) => version !== payload.to).reduce((sum, { n }) => sum + n, 0)
}

function readFilter(scope: Scope, { head, scope: words }: Definition, filter: string): void {
  try {
    parseListQuery({ filter }, head, words, { now: scope.runtime.now(), zone: scope.tenant.timezone })
  } catch (failed) {
    if (!(failed instanceof MoldeError)) throw failed
    refuseIf(failed.issues.map((found) => ({ ...found, path: ['filter'] })))
  }
}
