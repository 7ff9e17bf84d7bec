// Long work of this workspace: what runs, how far it is, and stopping it.
import { Button, Group, Paper, Progress, Skeleton, Stack, Text } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { isUnderWay, type Job, type JobVerb, useJobs, useTellJob } from '../api/jobs-api.ts'
import type { Hue } from '../style/theme.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNotice, useErrorText } from '../ui/error-notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'
import { StateChip } from '../ui/state-chip.tsx'
import { showFailed } from '../ui/undo-toast.tsx'

export function JobsPage() {
  const { t } = useText()
  const { tenant } = useParams({ from: '/inside/t/$tenant/settings/jobs' })
  const jobs = useJobs(tenant)
  const all = jobs.data?.items ?? []
  return (
    <>
      <title>{`${t('jobs.title')} · Molde`}</title>
      <PageHeader title={t('jobs.title')} about={t('jobs.about')} />
      {jobs.error && <ErrorNotice error={jobs.error} onRetry={() => void jobs.refetch()} />}
      {jobs.isPending && <Skeleton h={88} />}
      {jobs.isSuccess && all.length === 0 && <EmptyState drawing="work" sentence={t('jobs.empty')} />}
      <Stack component="ul" gap="xs" className="bare-list">
        {all.map((job) => (
          <li key={job.id}>
            <JobCard tenant={tenant} job={job} />
          </li>
        ))}
      </Stack>
    </>
  )
}

const hues: Record<Job['status'], Hue> = {
  queued: 'slate',
  running: 'blue',
  paused: 'amber',
  succeeded: 'green',
  failed: 'red',
  cancelled: 'slate',
}

const verbs: Record<Job['status'], readonly JobVerb[]> = {
  queued: ['cancel'],
  running: ['pause', 'cancel'],
  paused: ['resume', 'cancel'],
  succeeded: [],
  failed: [],
  cancelled: [],
}

function JobCard({ tenant, job }: { readonly tenant: string; readonly job: Job }) {
  const { t } = useText()
  const say = useErrorText()
  const formats = useFormats()
  const tell = useTellJob(tenant)
  const about = useJobName(job)
  const part = job.total ? Math.min(100, (job.done / job.total) * 100) : 0
  const progress = job.total
    ? t('jobs.progress', { done: formats.number(job.done), total: formats.number(job.total) })
    : t('jobs.doneSoFar', { done: formats.number(job.done) })
  return (
    <Paper withBorder p="md">
      <Stack gap="xs">
        <Group justify="space-between" gap="xs">
          <Group gap="xs">
            <Text fw={500}>{about}</Text>
            <StateChip label={t(`jobs.status_${job.status}`)} hue={hues[job.status]} />
          </Group>
          <Group gap="xs">
            {verbs[job.status].map((verb) => (
              <Button
                key={verb}
                size="compact-sm"
                variant="default"
                loading={tell.isPending}
                onClick={() => tell.mutate({ id: job.id, verb }, { onError: (error) => showFailed(say(error)) })}
              >
                {t(`jobs.${verb}`)}
              </Button>
            ))}
          </Group>
        </Group>
        {isUnderWay(job) && (
          <Progress value={part} aria-label={about} striped={job.total === null} animated={job.total === null} />
        )}
        <Group justify="space-between" gap="xs">
          <Text size="xs" c="dimmed" className="numbers">
            {progress}
          </Text>
          {job.createdAt && (
            <Text size="xs" c="dimmed">
              <RelativeTime at={job.createdAt} />
            </Text>
          )}
        </Group>
        {job.errors?.slice(0, 3).map((error) => (
          <Text key={error.message} size="xs" c="var(--molde-bad)">
            {error.message}
          </Text>
        ))}
      </Stack>
    </Paper>
  )
}

function useJobName(job: Job): string {
  const { t } = useText()
  const kind =
    job.kind === 'fill-slots'
      ? t('jobs.kind_fill-slots')
      : job.kind === 'enter-flow'
        ? t('jobs.kind_enter-flow')
        : job.kind === 'recompute'
          ? t('jobs.kind_recompute')
          : job.kind === 'purge'
            ? t('jobs.kind_purge')
            : t('jobs.kind_other')
  return job.blueprint ? `${kind}: ${job.blueprint}` : kind
}
