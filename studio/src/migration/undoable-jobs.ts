// Which jobs would bring the records back to where they rested before they were moved to a version?
import { isUnderWay, type Job } from '../api/jobs-api.ts'

/** Of the newest first: what moved records to the version, also again after mending, since they were last moved elsewhere or back. */
export function undoableJobs(newestFirst: readonly Job[], blueprint: string, version: number): readonly Job[] {
  const moves = newestFirst.filter(
    (job) => job.kind === 'migrate' && job.blueprint === blueprint && job.dryRun !== true,
  )
  const end = moves.findIndex((job) => job.to !== version || job.undoes !== undefined)
  const recent = end < 0 ? moves : moves.slice(0, end)
  if (recent.some((job) => isUnderWay(job) || job.status === 'paused')) return []
  return recent.filter((job) => movedBy(job) > 0)
}

/** Where records were moved last. */
export function lastTarget(newestFirst: readonly Job[], blueprint: string): number | undefined {
  return newestFirst.find((job) => job.kind === 'migrate' && job.blueprint === blueprint && job.dryRun !== true)?.to
}

export const movedBy = ({ report }: Job): number => report?.moved ?? 0
