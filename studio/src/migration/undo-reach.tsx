// Which records does undoing a migration reach, and which have gone on since? Said before and after.
import { Text } from '@mantine/core'
import type { Job } from '../api/jobs-api.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'

/** Before: under a job that has ended and may be undone. Nothing when all its records stand where it left them. */
export function UndoLeaves({ job: { undo } }: { readonly job: Job }) {
  const { t } = useText()
  const formats = useFormats()
  const count = movedOnBy(undo)
  if (count === 0) return null
  return (
    <Text size="sm" c="dimmed">
      {t('undoReach.leaves', { count, shown: formats.number(count) })}
    </Text>
  )
}

/** Afterwards. */
export function UndoOutcome({ job: { undo } }: { readonly job: Job }) {
  const { t } = useText()
  const formats = useFormats()
  const later = movedOnBy(undo)
  const stayed = later + (undo?.elsewhere ?? 0)
  if (!undo || stayed === 0) return t('migration.undone')
  return (
    <>
      {t('undoReach.back', { count: undo.back, shown: formats.number(undo.back) })}{' '}
      {t('undoReach.stayed', { count: stayed, shown: formats.number(stayed) })}
      {later > 0 && ` ${t('undoReach.laterFirst')}`}
    </>
  )
}

function movedOnBy(undo: Job['undo']): number {
  return undo?.movedOn.reduce((sum, { records }) => sum + records, 0) ?? 0
}
