// How many of the records that a job moved still stand where it left them, and who has moved the others on?
import type { Job } from '../jobs/job.ts'
import { findJob, jobsAfter } from '../jobs/job-table.ts'
import type { Db } from '../store/store.ts'

export interface UndoReach {
  /** Undoing it would bring these back; of an undo, those that it has brought back. */
  readonly back: number
  /** Later jobs that moved others on, and are not undone themselves: once they are, these stand here again. */
  readonly movedOn: readonly { readonly job: string; readonly to: number; readonly records: number }[]
  /** Of an undo that has ended: those that somebody has moved by an edit since. */
  readonly elsewhere?: number
}

/** By what every job has counted, so it costs the same however many records there are. Undefined: there is nothing to undo. */
export async function undoReachOf(db: Db, tenant: number, job: Job): Promise<UndoReach | undefined> {
  const { payload } = job
  if (payload.kind !== 'migrate' || payload.dryRun) return undefined
  if (!payload.undoes) return reachOf(db, tenant, job)
  const undone = await findJob(db, tenant, payload.undoes.id)
  if (!undone) return undefined
  const left = await reachOf(db, tenant, undone)
  const isEnded = job.status === 'succeeded'
  return { back: reportOf(job)?.moved ?? 0, movedOn: left.movedOn, ...(isEnded && { elsewhere: left.back }) }
}

async function reachOf(db: Db, tenant: number, job: Job): Promise<UndoReach> {
  const { no, id } = job
  const later = await jobsAfter(db, tenant, 'migrate', no)
  const undoing = (undone: string) =>
    later.filter(({ payload }) => payload.kind === 'migrate' && payload.undoes?.id === undone)
  const movedOn = later.flatMap((other) => {
    const { payload } = other
    if (payload.kind !== 'migrate' || payload.undoes) return []
    const records = passed(other, no) - sum(undoing(other.id).map((undo) => passed(undo, no)))
    return records > 0 ? [{ job: other.id, to: payload.to, records }] : []
  })
  const moved = reportOf(job)?.moved ?? 0
  const gone = sum(undoing(id).map((undo) => reportOf(undo)?.moved ?? 0)) + sum(movedOn.map(({ records }) => records))
  return { back: Math.max(0, moved - gone), movedOn }
}

/** How many records of the job `no` it moved on; of an undo, how many it gave back to that one. */
function passed(job: Job, no: number): number {
  return reportOf(job)?.passed?.[no] ?? 0
}

function reportOf({ cursor }: Job) {
  return typeof cursor === 'object' && cursor.kind === 'migrate' ? cursor.report : undefined
}

function sum(counts: readonly number[]): number {
  return counts.reduce((all, n) => all + n, 0)
}
