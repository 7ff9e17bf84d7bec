// Which records does undoing migrations reach, and which have gone on since? Said before and after.
import { Text } from '@mantine/core'
import type { Job } from '../api/jobs-api.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'

export interface UndoReachProps {
  readonly jobs: readonly Job[]
}

/** Before: nothing when all records stand where these jobs left them. */
export function UndoLeaves({ jobs }: UndoReachProps) {
  const { t } = useText()
  const formats = useFormats()
  const count = movedOnFrom(jobs)
  if (count === 0) return null
  return (
    <Text size="sm" c="dimmed">
      {t('undoReach.leaves', { count, shown: formats.number(count) })}
    </Text>
  )
}

/** Afterwards: of the jobs that brought records back. Nothing when all came back. */
export function UndoLeft({ jobs }: UndoReachProps) {
  const { t } = useText()
  const formats = useFormats()
  const later = movedOnFrom(jobs)
  const stayed = jobs.reduce((sum, { undo }) => sum + (undo?.elsewhere ?? 0), later)
  if (stayed === 0) return null
  return (
    <Text size="sm">
      {t('undoReach.stayed', { count: stayed, shown: formats.number(stayed) })}
      {later > 0 && ` ${t('undoReach.laterFirst')}`}
    </Text>
  )
}

/** Those that one of these moved on itself are brought back by it. */
function movedOnFrom(jobs: readonly Job[]): number {
  const own = new Set(jobs.map(({ id }) => id))
  const later = jobs.flatMap(({ undo }) => undo?.movedOn ?? [])
  return later.filter(({ job }) => !own.has(job)).reduce((sum, { records }) => sum + records, 0)
}
