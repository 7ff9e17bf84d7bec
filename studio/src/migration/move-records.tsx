// Moves the records of a blueprint to another version: tried first, watched while it runs, stopped, undone, and what needs somebody.
import { Alert, Button, Group, Modal, Progress, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { isUnderWay, type Job, type JobVerb, useTellJob } from '../api/jobs-api.ts'
import { useJob, useMigrate } from '../api/migrations-api.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { ErrorNotice, useErrorText } from '../ui/error-notice.tsx'
import { showFailed } from '../ui/undo-toast.tsx'
import { useIsPhone } from '../ui/use-is-phone.ts'
import { AttentionList } from './attention-list.tsx'
import { UndoLeaves, UndoOutcome } from './undo-reach.tsx'

export interface MoveRecordsProps {
  readonly tenant: string
  readonly blueprint: string
  /** Where they go. */
  readonly to: number
  /** How many rest elsewhere; undefined when nobody counted. */
  readonly count: number | undefined
  readonly onClose: () => void
}

export function MoveRecords(props: MoveRecordsProps) {
  const { t } = useText()
  const isPhone = useIsPhone()
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t('migration.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      size="lg"
      fullScreen={isPhone}
    >
      <Steps {...props} />
    </Modal>
  )
}

function Steps({ tenant, blueprint, to, count, onClose }: MoveRecordsProps) {
  const { t } = useText()
  const formats = useFormats()
  const trying = useMigrate(tenant, blueprint)
  const moving = useMigrate(tenant, blueprint)
  const tried = useJob(tenant, trying.data?.id).data ?? trying.data
  const job = useJob(tenant, moving.data?.id).data ?? moving.data
  const error = trying.error ?? moving.error
  if (job) return <Running tenant={tenant} blueprint={blueprint} job={job} onClose={onClose} />
  return (
    <Stack gap="md">
      <Text>
        {count === undefined
          ? t('migration.ask', { version: to })
          : t('migration.askCounted', { count, shown: formats.number(count), version: to })}
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
        <Button loading={moving.isPending} onClick={() => moving.mutate({ to })}>
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
  const fine = job.done - failing
  return (
    <Alert variant="light" color={failing > 0 ? 'warn' : 'ok'} role="status">
      <Text size="sm">{t('migration.wouldMove', { count: fine, shown: formats.number(fine) })}</Text>
      {failing > 0 && (
        <Text size="sm">{t('migration.wouldWait', { count: failing, shown: formats.number(failing) })}</Text>
      )}
    </Alert>
  )
}

const verbs: { readonly [S in Job['status']]: readonly JobVerb[] } = {
  queued: ['cancel'],
  running: ['pause', 'cancel'],
  paused: ['resume', 'cancel'],
  succeeded: ['undo'],
  failed: ['undo'],
  cancelled: ['undo'],
}

interface RunningProps {
  readonly tenant: string
  readonly blueprint: string
  readonly job: Job
  readonly onClose: () => void
}

function Running({ tenant, blueprint, job: started, onClose }: RunningProps) {
  const { t } = useText()
  const say = useErrorText()
  const formats = useFormats()
  const tell = useTellJob(tenant)
  // Undoing is a job of its own, and is watched in its place.
  const [undoing, setUndoing] = useState<Job>()
  const job = useJob(tenant, undoing?.id).data ?? undoing ?? started
  const isUndo = undoing !== undefined
  const act = (verb: JobVerb) =>
    tell.mutate(
      { id: job.id, verb },
      {
        onSuccess: (next) => verb === 'undo' && setUndoing(next),
        onError: (error) => showFailed(say(error)),
      },
    )
  const failing = job.quarantined ?? 0
  return (
    <Stack gap="md">
      <JobProgress job={job} label={t(isUndo ? 'migration.undoing' : 'migration.moving')} />
      {!isUnderWay(job) && job.status !== 'paused' && (
        <Alert variant="light" color={failing > 0 ? 'warn' : 'ok'} role="status">
          {isUndo ? (
            <UndoOutcome job={job} />
          ) : (
            t(`migration.end_${job.status as 'succeeded'}`, {
              count: job.done - failing,
              shown: formats.number(job.done - failing),
            })
          )}
        </Alert>
      )}
      {!isUndo && verbs[job.status].includes('undo') && <UndoLeaves job={job} />}
      {failing > 0 && !isUnderWay(job) && <AttentionList tenant={tenant} blueprint={blueprint} />}
      {isUnderWay(job) && (
        <Text size="sm" c="dimmed">
          {t('migration.mayLeave')}
        </Text>
      )}
      <Group justify="flex-end" className="last-acts">
        {verbs[job.status]
          .filter((verb) => verb !== 'undo' || !isUndo)
          .map((verb) => (
            <Button key={verb} variant="default" loading={tell.isPending} onClick={() => act(verb)}>
              {t(`migration.${verb}`)}
            </Button>
          ))}
        <Button onClick={onClose}>{t('common.close')}</Button>
      </Group>
    </Stack>
  )
}

function JobProgress({ job, label }: { readonly job: Job; readonly label: string }) {
  const { t } = useText()
  const formats = useFormats()
  const part = job.total ? Math.min(100, (job.done / job.total) * 100) : 0
  return (
    <Stack gap={4} aria-live="polite">
      <Text size="sm" fw={500}>
        {label}
      </Text>
      <Progress value={part} aria-label={label} animated={job.status === 'running'} />
      <Text size="xs" c="dimmed" className="numbers">
        {t('migration.progress', { done: formats.number(job.done), total: formats.number(job.total ?? job.done) })}
      </Text>
    </Stack>
  )
}
