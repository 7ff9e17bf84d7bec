// How a job is said on the wire: how far it is and when it is expected to end.
import type { Job, MigrationReport } from './job.ts'

export function presentJob(job: Job, now: number) {
  const { kind, ...about } = job.payload
  return {
    id: job.id,
    kind,
    blueprint: about.blueprint,
    status: job.status,
    done: job.done,
    total: job.total,
    quarantined: job.quarantined,
    ...migrationOf(job),
    ...('reason' in job.payload ? { reason: job.payload.reason } : {}),
    ...passageOf(job),
    ...bulkOf(job),
    eta: expectedEnd(job, now),
    errors: job.errors,
    createdAt: new Date(job.createdAt).toISOString(),
    updatedAt: new Date(job.updatedAt).toISOString(),
    finishedAt: job.finishedAt === null ? null : new Date(job.finishedAt).toISOString(),
    createdBy: job.createdBy,
  }
}

function migrationOf({ payload, cursor }: Job) {
  if (payload.kind !== 'migrate') return {}
  return {
    to: payload.to,
    ...(payload.dryRun ? { dryRun: true } : {}),
    ...(payload.undoes ? { undoes: payload.undoes.id } : {}),
    ...(typeof cursor === 'object' && cursor.kind === 'migrate' ? { report: presentReport(cursor.report) } : {}),
  }
}

function passageOf({ payload }: Job) {
  if (payload.kind !== 'pass') return {}
  const [here, there] = [payload.blueprint, payload.other.name]
  return {
    ...(payload.side === 'here' ? { from: there, into: here } : { from: here, into: there }),
    ...(payload.undoes ? { undoes: payload.undoes.id } : {}),
  }
}

function bulkOf({ payload, cursor }: Job) {
  if (payload.kind !== 'bulk') return {}
  return {
    act: payload.act.op,
    ...(payload.act.op === 'transition' ? { event: payload.act.event } : {}),
    ...(payload.undoes ? { undoes: payload.undoes.id } : {}),
    ...(typeof cursor === 'object' && cursor.kind === 'bulk' ? { bulk: cursor.report } : {}),
  }
}

/** What it counts for undoing is said with the undoing. */
function presentReport({ passed: _, ...report }: MigrationReport) {
  return report
}

/** By the pace so far; null when nothing can be said. */
function expectedEnd(job: Job, now: number): string | null {
  if (job.status !== 'running' || job.total === null || job.done === 0) return null
  const perRecord = (now - job.createdAt) / job.done
  return new Date(Math.round(now + perRecord * Math.max(0, job.total - job.done))).toISOString()
}
