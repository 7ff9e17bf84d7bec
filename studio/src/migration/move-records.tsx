// Moves the records of a blueprint to its newest version: tried first, watched while it runs, stopped, undone, and what needs somebody.
import { Alert, Button, Group, Loader, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { isUnderWay, type Job, useJobs } from '../api/jobs-api.ts'
import { useJob, useMigrate } from '../api/migrations-api.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { useIsPhone } from '../ui/use-is-phone.ts'
import { AskUndo, UndoneJobs } from './ask-undo.tsx'
import { AttentionList } from './attention-list.tsx'
import { JobProgress } from './job-progress.tsx'
import { movedBy, undoableJobs } from './undoable-jobs.ts'
import { RestingText, useResting } from './use-resting.tsx'
import { WatchedJob } from './watched-job.tsx'

export interface MoveRecordsProps {
  readonly tenant: string
  readonly blueprint: string
  /** The newest version: where they go. */
  readonly to: number
  /** What is asked first; `move` unless told. */
  readonly begin?: 'move' | 'undo' | 'attention' | undefined
  /** Goes back to the version before as well; undefined where that cannot be. */
  readonly onBack?: (() => void) | undefined
  readonly onClose: () => void
}

export function MoveRecords(props: MoveRecordsProps) {
  const { t } = useText()
  const isPhone = useIsPhone()
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t(props.begin === 'undo' ? 'migration.undoTitle' : 'migration.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      size="lg"
      fullScreen={isPhone}
    >
      <div tabIndex={-1} data-autofocus className="reads-first">
        <Steps {...props} />
      </div>
    </Modal>
  )
}

function Steps(props: MoveRecordsProps) {
  const { tenant, blueprint, to, begin = 'move', onBack, onClose } = props
  const { t } = useText()
  const [started, setStarted] = useState<Job>()
  const [isUndo, setUndo] = useState(begin === 'undo')
  const [undoing, setUndoing] = useState<readonly Job[]>()
  const [isEverything, setEverything] = useState(false)
  const jobs = useJobs(tenant)
  const resting = useResting(tenant, blueprint, to)
  // Who comes back to work that is not finished goes on with it; what is tried again from here is watched where it is.
  const [found, setFound] = useState<Job | null>()
  if (found === undefined && jobs.data) setFound(unfinished(jobs.data.items, blueprint, to) ?? null)
  const job = started ?? found
  const place = { tenant, blueprint, to }
  const back = undoing ?? (found?.undoes === undefined ? undefined : [found])
  if (back) return <UndoneJobs {...place} jobs={back} onBack={isEverything ? onBack : undefined} onClose={onClose} />
  const undoable = undoableJobs(jobs.data?.items ?? [], blueprint, to)
  if (isUndo)
    return (
      <AskUndo
        tenant={tenant}
        to={to}
        jobs={undoable}
        before={onBack && to - 1}
        onUndoing={(begun, all) => {
          setUndoing(begun)
          setEverything(all)
        }}
        onCancel={begin === 'undo' ? onClose : () => setUndo(false)}
      />
    )
  const onUndo = undoable.length > 0 ? () => setUndo(true) : undefined
  if (job) return <WatchedJob {...place} job={job} onStarted={setStarted} onUndo={onUndo} onClose={onClose} />
  if (!resting || jobs.isPending) return <Loader size="sm" aria-label={t('common.loading')} />
  if (begin !== 'attention' && resting.elsewhere > resting.waiting)
    return <Ask {...props} count={resting.elsewhere} onStarted={setStarted} />
  return (
    <Stack gap="md">
      <RestingText resting={resting} version={to} />
      <AttentionList tenant={tenant} blueprint={blueprint} />
      <Group justify="flex-end" className="last-acts">
        {onUndo && (
          <Button variant="default" onClick={onUndo}>
            {t('migration.undo')}
          </Button>
        )}
        <Button onClick={onClose}>{t('common.close')}</Button>
      </Group>
    </Stack>
  )
}

function unfinished(jobs: readonly Job[], blueprint: string, to: number): Job | undefined {
  return jobs.find(
    (job) =>
      job.kind === 'migrate' &&
      job.blueprint === blueprint &&
      job.to === to &&
      !job.dryRun &&
      (isUnderWay(job) || job.status === 'paused'),
  )
}

interface AskProps extends MoveRecordsProps {
  /** How many rest elsewhere. */
  readonly count: number
  readonly onStarted: (job: Job) => void
}

function Ask({ tenant, blueprint, to, count, onStarted, onClose }: AskProps) {
  const { t } = useText()
  const formats = useFormats()
  const trying = useMigrate(tenant, blueprint)
  const moving = useMigrate(tenant, blueprint)
  const tried = useJob(tenant, trying.data?.id).data ?? trying.data
  const error = trying.error ?? moving.error
  return (
    <Stack gap="md">
      <Text>{t('migration.askCounted', { count, shown: formats.number(count), version: to })}</Text>
      <Text size="sm" c="dimmed">
        {t('migration.already', { version: to })}
      </Text>
      <Text size="sm" c="dimmed">
        {t('migration.about')}
      </Text>
      {error && <ErrorNotice error={error} />}
      {tried && <Tried job={tried} />}
      <Group justify="flex-end" className="last-acts">
        <Button variant="default" onClick={onClose}>
          {t('migration.leave')}
        </Button>
        <Button
          variant="default"
          loading={trying.isPending || (tried !== undefined && isUnderWay(tried))}
          onClick={() => trying.mutate({ to, dryRun: true })}
        >
          {t('migration.try')}
        </Button>
        <Button loading={moving.isPending} onClick={() => moving.mutate({ to }, { onSuccess: onStarted })}>
          {t('migration.now')}
        </Button>
      </Group>
    </Stack>
  )
}

/** What a trial found: nothing was written. */
function Tried({ job }: { readonly job: Job }) {
  const { t } = useText()
  const formats = useFormats()
  if (isUnderWay(job)) return <JobProgress job={job} label={t('migration.trying')} />
  const failing = job.quarantined ?? 0
  const fine = movedBy(job)
  return (
    <Alert variant="light" color={failing > 0 ? 'warn' : 'ok'} role="status">
      <Text size="sm" fw={600}>
        {t('migration.tried')}
      </Text>
      <Text size="sm">{t('migration.wouldMove', { count: fine, shown: formats.number(fine) })}</Text>
      {failing > 0 && (
        <Text size="sm">{t('migration.wouldWait', { count: failing, shown: formats.number(failing) })}</Text>
      )}
    </Alert>
  )
}
