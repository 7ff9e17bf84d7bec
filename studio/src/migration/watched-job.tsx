// Records on their way: how far it is, stopping it, how it ended, and those that need somebody.
import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useEffect } from 'react'
import { isUnderWay, type Job, type JobVerb, useTellJob } from '../api/jobs-api.ts'
import { useJob } from '../api/migrations-api.ts'
import { useAskPlacesAgain } from '../api/quarantine-api.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { useErrorText } from '../ui/error-notice.tsx'
import { showFailed } from '../ui/undo-toast.tsx'
import { useStable } from '../ui/use-stable.ts'
import { AttentionList } from './attention-list.tsx'
import { JobProgress } from './job-progress.tsx'
import { movedBy } from './undoable-jobs.ts'
import { useResting } from './use-resting.tsx'

const verbs: { readonly [S in Job['status']]: readonly JobVerb[] } = {
  queued: ['cancel'],
  running: ['pause', 'cancel'],
  paused: ['resume', 'cancel'],
  succeeded: [],
  failed: [],
  cancelled: [],
}

export interface WatchedJobProps {
  readonly tenant: string
  readonly blueprint: string
  readonly to: number
  readonly job: Job
  /** The job is kept, also when it has ended. */
  readonly onStarted: (job: Job) => void
  /** Undefined while there is nothing to undo. */
  readonly onUndo: (() => void) | undefined
  readonly onClose: () => void
}

export function WatchedJob({ tenant, blueprint, to, job: started, onStarted, onUndo, onClose }: WatchedJobProps) {
  const { t } = useText()
  const say = useErrorText()
  const tell = useTellJob(tenant)
  const job = useJob(tenant, started.id).data ?? started
  const hasEnded = !isUnderWay(job) && job.status !== 'paused'
  const again = useStable(useAskPlacesAgain(tenant, blueprint))
  const keep = useStable(onStarted)
  useEffect(() => keep(started), [keep, started])
  useEffect(() => {
    if (hasEnded) void again()
  }, [again, hasEnded])
  const act = (verb: JobVerb) => tell.mutate({ id: job.id, verb }, { onError: (error) => showFailed(say(error)) })
  return (
    <Stack gap="md">
      {hasEnded ? (
        <Ended tenant={tenant} blueprint={blueprint} job={job} version={to} />
      ) : (
        <>
          <JobProgress job={job} label={t(job.status === 'paused' ? 'migration.paused' : 'migration.moving')} />
          {job.status !== 'paused' && (
            <Text size="sm" c="dimmed">
              {t('migration.mayLeave')}
            </Text>
          )}
        </>
      )}
      {hasEnded && (job.quarantined ?? 0) > 0 && <AttentionList tenant={tenant} blueprint={blueprint} />}
      <Group justify="flex-end" className="last-acts">
        {verbs[job.status].map((verb) => (
          <Button key={verb} variant="default" loading={tell.isPending} onClick={() => act(verb)}>
            {t(`migration.${verb as 'pause'}`)}
          </Button>
        ))}
        {hasEnded && onUndo && (
          <Button variant="default" onClick={onUndo}>
            {t('migration.undo')}
          </Button>
        )}
        <Button onClick={onClose}>{t('common.close')}</Button>
      </Group>
    </Stack>
  )
}

interface EndedProps {
  readonly tenant: string
  readonly blueprint: string
  readonly job: Job
  readonly version: number
}

/** What is mended below is counted here at once. */
function Ended({ tenant, blueprint, job, version }: EndedProps) {
  const { t } = useText()
  const formats = useFormats()
  const resting = useResting(tenant, blueprint, version)
  const isDone = job.status === 'succeeded'
  const moved = isDone && resting ? Math.max(resting.here, movedBy(job)) : movedBy(job)
  const waiting = Math.min(job.quarantined ?? 0, resting?.waiting ?? Number.POSITIVE_INFINITY)
  const number = (count: number) => ({ count, shown: formats.number(count), version })
  return (
    <Alert variant="light" color={isDone && waiting === 0 ? 'ok' : 'warn'} role="status">
      <Text size="sm">{t(`migration.end_${job.status as 'succeeded'}`, number(moved))}</Text>
      {waiting > 0 && <Text size="sm">{t('migration.stayed', number(waiting))}</Text>}
    </Alert>
  )
}
