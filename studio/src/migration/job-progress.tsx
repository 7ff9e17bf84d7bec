// How far a job is: a bar, and in numbers.
import { Progress, Stack, Text } from '@mantine/core'
import type { Job } from '../api/jobs-api.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'

export interface JobProgressProps {
  readonly job: Pick<Job, 'done' | 'total' | 'status'>
  readonly label: string
}

export function JobProgress({ job, label }: JobProgressProps) {
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
        {t('migration.progress', {
          done: formats.number(job.done),
          total: formats.number(Math.max(job.total ?? 0, job.done)),
        })}
      </Text>
    </Stack>
  )
}
