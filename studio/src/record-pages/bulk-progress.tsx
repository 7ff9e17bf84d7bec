// How far a job is that does the same with all records of a list: a notice that stays until the job has ended, wherever one goes.
import { Button, Group, Progress, Stack, Text } from '@mantine/core'
import { useEffect } from 'react'
import { isUnderWay, type Job, useTellJob } from '../api/jobs-api.ts'
import { useJob } from '../api/migrations-api.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { useErrorText } from '../ui/error-notice.tsx'
import { showFailed } from '../ui/undo-toast.tsx'
import { useStable } from '../ui/use-stable.ts'

export interface BulkProgressProps {
  readonly tenant: string
  readonly job: Job
  readonly label: string
  readonly onEnd: (job: Job) => void
}

export function BulkProgress({ tenant, job: started, label, onEnd }: BulkProgressProps) {
  const { t } = useText()
  const { number } = useFormats()
  const sayError = useErrorText()
  const tell = useTellJob(tenant)
  const job = useJob(tenant, started.id).data ?? started
  const end = useStable(onEnd)
  const hasEnded = !isUnderWay(job) && job.status !== 'paused'
  useEffect(() => {
    if (hasEnded) end(job)
  }, [hasEnded, job, end])
  const part = job.total ? Math.min(100, (job.done / job.total) * 100) : 0
  return (
    <Stack gap={6}>
      <Text size="sm" fw={500}>
        {label}
      </Text>
      <Progress value={part} aria-label={label} animated={job.status === 'running'} />
      <Group justify="space-between" wrap="nowrap">
        <Text size="xs" c="dimmed" className="numbers">
          {t('bulk.progress', { done: number(job.done), total: number(Math.max(job.total ?? 0, job.done)) })}
        </Text>
        <Button
          size="compact-xs"
          variant="subtle"
          loading={tell.isPending}
          disabled={hasEnded}
          onClick={() =>
            tell.mutate({ id: job.id, verb: 'cancel' }, { onError: (error) => showFailed(sayError(error)) })
          }
        >
          {t('bulk.stop')}
        </Button>
      </Group>
      <Text size="xs" c="dimmed">
        {t('bulk.mayLeave')}
      </Text>
    </Stack>
  )
}
