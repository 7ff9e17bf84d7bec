// Records on their way into another kind: how far it is, which of them wait and why, and taking it back.
import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { isUnderWay, useTellJob } from '../api/jobs-api.ts'
import { usePassing, useTakeBack } from '../api/passages-api.ts'
import { JobProgress } from '../migration/job-progress.tsx'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'

export interface PassageProgressProps {
  readonly tenant: string
  readonly blueprint: string
  readonly onClose: () => void
}

export function PassageProgress({ tenant, blueprint, onClose }: PassageProgressProps) {
  const { t } = useText()
  const formats = useFormats()
  const job = usePassing(tenant, blueprint)
  const tell = useTellJob(tenant)
  const back = useTakeBack(tenant)
  if (!job) return <JobProgress job={{ done: 0, total: null, status: 'queued' }} label={t('passage.moving')} />
  const waiting = job.status === 'paused' ? (job.errors ?? []) : []
  const hasEnded = job.status === 'succeeded'
  const ended = job.undoes === undefined ? 'passage.done' : 'passage.takenBack'
  return (
    <Stack gap="md">
      {hasEnded ? (
        <Alert variant="light" color="ok" role="status">
          <Text size="sm">{t(ended, { count: job.done, shown: formats.number(job.done) })}</Text>
        </Alert>
      ) : (
        <JobProgress job={job} label={t(job.status === 'paused' ? 'passage.waits' : 'passage.moving')} />
      )}
      {waiting.length > 0 && (
        <Alert variant="light" color="warn" role="status">
          {waiting.map(({ message }) => (
            <Text key={message} size="sm">
              {message}
            </Text>
          ))}
        </Alert>
      )}
      {isUnderWay(job) && (
        <Text size="sm" c="dimmed">
          {t('passage.mayLeave')}
        </Text>
      )}
      {back.error !== null && <ErrorNotice error={back.error} />}
      <Group justify="flex-end" className="last-acts dialog-acts">
        {job.status === 'paused' && (
          <Button
            variant="default"
            loading={tell.isPending}
            onClick={() => tell.mutate({ id: job.id, verb: 'resume' })}
          >
            {t('passage.goOn')}
          </Button>
        )}
        {!isUnderWay(job) && job.undoes === undefined && (
          <Button variant="default" loading={back.isPending} onClick={() => back.mutate(job.id)}>
            {t('passage.takeBack')}
          </Button>
        )}
        <Button onClick={onClose}>{t('common.close')}</Button>
      </Group>
    </Stack>
  )
}
