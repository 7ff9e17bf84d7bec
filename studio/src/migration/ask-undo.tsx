// Bringing moved records back to where they were: asked, watched, done.
import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useEffect } from 'react'
import { isUnderWay, type Job } from '../api/jobs-api.ts'
import { useJobsOf, useUndoJobs } from '../api/migrations-api.ts'
import { useAskPlacesAgain } from '../api/quarantine-api.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { useStable } from '../ui/use-stable.ts'
import { JobProgress } from './job-progress.tsx'
import { UndoLeaves, UndoLeft } from './undo-reach.tsx'
import { movedBy } from './undoable-jobs.ts'

export interface AskUndoProps {
  readonly tenant: string
  /** The newest version: where they were moved. */
  readonly to: number
  /** What is undone, the newest first. */
  readonly jobs: readonly Job[]
  readonly onUndoing: (jobs: readonly Job[], isEverything: boolean) => void
  /** The version before, where that can be gone back to as well. */
  readonly before: number | undefined
  readonly onCancel: () => void
}

export function AskUndo({ tenant, to, jobs, onUndoing, before, onCancel }: AskUndoProps) {
  const { t } = useText()
  const formats = useFormats()
  const undo = useUndoJobs(tenant)
  const known = useJobsOf(
    tenant,
    jobs.map(({ id }) => id),
  )
  const count = jobs.reduce((sum, job) => sum + movedBy(job), 0)
  const begin = (isEverything: boolean) =>
    undo.mutate(
      jobs.map(({ id }) => id),
      { onSuccess: (undoing) => onUndoing(undoing, isEverything) },
    )
  return (
    <Stack gap="md">
      <Text>{t('migration.askUndo', { count, shown: formats.number(count) })}</Text>
      <Text size="sm" c="dimmed">
        {t('migration.undoAbout', { version: to })}
      </Text>
      {before !== undefined && (
        <Text size="sm" c="dimmed">
          {t('undoReach.everythingAbout', { version: before })}
        </Text>
      )}
      <UndoLeaves jobs={known} />
      {undo.error && <ErrorNotice error={undo.error} />}
      <Group justify="flex-end" className="last-acts">
        <Button variant="default" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
        {before !== undefined && (
          <Button variant="default" disabled={count === 0 || undo.isPending} onClick={() => begin(true)}>
            {t('undoReach.everything')}
          </Button>
        )}
        <Button loading={undo.isPending} disabled={count === 0} onClick={() => begin(false)}>
          {t('migration.undoNow')}
        </Button>
      </Group>
    </Stack>
  )
}

export interface UndoneJobsProps {
  readonly tenant: string
  readonly blueprint: string
  /** The jobs that bring records back. */
  readonly jobs: readonly Job[]
  /** What follows once all of them are back; undefined where nothing does. */
  readonly onBack?: (() => void) | undefined
  readonly onClose: () => void
}

export function UndoneJobs({ tenant, blueprint, jobs: started, onBack, onClose }: UndoneJobsProps) {
  const { t } = useText()
  const formats = useFormats()
  const known = useJobsOf(
    tenant,
    started.map(({ id }) => id),
  )
  const jobs = started.map((job) => known.find(({ id }) => id === job.id) ?? job)
  const isMoving = jobs.some(isUnderWay)
  const again = useStable(useAskPlacesAgain(tenant, blueprint))
  useEffect(() => {
    if (!isMoving) void again()
  }, [again, isMoving])
  const sum = (of: (job: Job) => number) => jobs.reduce((n, job) => n + of(job), 0)
  const [count, waiting] = [sum(movedBy), sum((job) => job.quarantined ?? 0)]
  const goOn = useStable(() => onBack?.())
  const isBack = !isMoving && waiting === 0 && jobs.every(({ status }) => status === 'succeeded')
  useEffect(() => {
    if (isBack) goOn()
  }, [goOn, isBack])
  return (
    <Stack gap="md">
      {isMoving ? (
        <JobProgress
          label={t('migration.undoing')}
          job={{ status: 'running', done: sum(({ done }) => done), total: sum(({ total }) => total ?? 0) }}
        />
      ) : (
        <Alert variant="light" color={waiting > 0 ? 'warn' : 'ok'} role="status">
          <Text size="sm">{t('migration.undone', { count, shown: formats.number(count) })}</Text>
          <UndoLeft jobs={jobs} />
          {waiting > 0 && (
            <Text size="sm">{t('migration.notUndone', { count: waiting, shown: formats.number(waiting) })}</Text>
          )}
        </Alert>
      )}
      <Group justify="flex-end" className="last-acts">
        <Button onClick={onClose}>{t('common.close')}</Button>
      </Group>
    </Stack>
  )
}
