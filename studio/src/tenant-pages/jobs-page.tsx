// Long work of this workspace: what runs, how far it is, and stopping it.
import { Button, Group, Paper, Progress, Skeleton, Stack, Text } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { type Blueprint, useBlueprints } from '../api/blueprints-api.ts'
import { isUnderWay, type Job, type JobVerb, useJobs, useTellJob } from '../api/jobs-api.ts'
import { useMe } from '../api/me-api.ts'
import { useIsOwner } from '../api/tenants-api.ts'
import { undoableJobs } from '../migration/undoable-jobs.ts'
import type { Hue } from '../style/theme.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { severalOf } from '../text/several.ts'
import { useText, withWords } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNotice, useErrorText } from '../ui/error-notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'
import { StateChip } from '../ui/state-chip.tsx'
import { showFailed } from '../ui/undo-toast.tsx'

// Asked for when somebody undoes a move; its words are those of the builder.
const loadMove = withWords('builder', () => import('../migration/move-records.tsx'))
const MoveRecords = lazy(async () => ({ default: (await loadMove()).MoveRecords }))

export function JobsPage() {
  const { t } = useText()
  const { tenant } = useParams({ from: '/inside/t/$tenant/settings/jobs' })
  const jobs = useJobs(tenant)
  const all = jobs.data?.items ?? []
  const isOwner = useIsOwner(tenant)
  const blueprints = useBlueprints(tenant).data?.items ?? []
  const [undoing, setUndoing] = useState<Job>()
  const me = useMe().data
  const sayError = useErrorText()
  const tell = useTellJob(tenant)
  const undoOf = (job: Job) => {
    if (isOwner && canBeUndone(all, job)) return () => setUndoing(job)
    // What was done with a whole list is undone without being asked about: it can be done again.
    if (!me || !isUndoableBulk(all, job, me.id)) return undefined
    return () => tell.mutate({ id: job.id, verb: 'undo' }, { onError: (error) => showFailed(sayError(error)) })
  }
  return (
    <>
      <title>{`${t('jobs.title')} · Molde`}</title>
      <PageHeader isSection title={t('jobs.title')} about={t('jobs.about')} />
      {jobs.error && <ErrorNotice error={jobs.error} onRetry={() => void jobs.refetch()} />}
      {jobs.isPending && <Skeleton h={88} />}
      {jobs.isSuccess && all.length === 0 && <EmptyState drawing="work" sentence={t('jobs.empty')} />}
      <Stack component="ul" gap="xs" className="bare-list">
        {all.map((job) => (
          <li key={job.id}>
            <JobCard tenant={tenant} job={job} blueprints={blueprints} onUndo={undoOf(job)} />
          </li>
        ))}
      </Stack>
      {undoing?.blueprint !== undefined && (
        <Suspense>
          <MoveRecords
            tenant={tenant}
            blueprint={undoing.blueprint}
            to={undoing.to ?? 1}
            begin="undo"
            onClose={() => setUndoing(undefined)}
          />
        </Suspense>
      )}
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

/** The newest of the jobs that one question takes back together. */
function canBeUndone(all: readonly Job[], { id, kind, blueprint, to }: Job): boolean {
  return kind === 'migrate' && blueprint !== undefined && undoableJobs(all, blueprint, to ?? 1)[0]?.id === id
}

const undoableMs = 24 * 60 * 60_000

/** For a day, by whoever began it. */
function isUndoableBulk(all: readonly Job[], job: Job, me: string): boolean {
  const { id, kind, undoes, bulk, createdBy, finishedAt } = job
  if (kind !== 'bulk' || undoes !== undefined || createdBy !== me || !finishedAt) return false
  const isFresh = Date.now() - Date.parse(finishedAt) < undoableMs
  return isFresh && (bulk?.written ?? 0) > 0 && !all.some((other) => other.undoes === id)
}

interface JobCardProps {
  readonly tenant: string
  readonly job: Job
  readonly blueprints: readonly Blueprint[]
  /** Undefined: there is nothing to undo, or it is not for this person. */
  readonly onUndo: (() => void) | undefined
}

function JobCard({ tenant, job, blueprints, onUndo }: JobCardProps) {
  const { t } = useText()
  const say = useErrorText()
  const formats = useFormats()
  const tell = useTellJob(tenant)
  const about = useJobName(job, blueprints)
  const undoWord = job.kind === 'bulk' ? 'common.undo' : 'jobs.undoMove'
  const part = job.total ? Math.min(100, (job.done / job.total) * 100) : 0
  const progress = job.total
    ? t('jobs.progress', { done: formats.number(job.done), total: formats.number(Math.max(job.total, job.done)) })
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
            {onUndo && (
              <Button size="compact-sm" variant="default" aria-label={`${t(undoWord)} ${about}`} onClick={onUndo}>
                {t(undoWord)}
              </Button>
            )}
          </Group>
        </Group>
        {job.bulk && !isUnderWay(job) && (
          <Text size="sm" className="numbers">
            {t('jobs.bulkSaid', {
              written: formats.number(job.bulk.written),
              refused: formats.number(job.bulk.refused),
            })}
          </Text>
        )}
        {job.reason !== undefined && <Text size="sm">{t('jobs.reason', { reason: job.reason })}</Text>}
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
        {reasonsOf(job).map((error) => (
          <Text key={error.message} size="xs" c="var(--molde-bad)">
            {error.message}
          </Text>
        ))}
      </Stack>
    </Paper>
  )
}

/** Why something did not go as it should: of a whole list each reason once, with its number. */
function reasonsOf({ bulk, errors = [] }: Job): readonly { readonly message?: string }[] {
  if (!bulk) return errors.slice(0, 3)
  return bulk.reasons.slice(0, 3).map(({ message, records }) => ({ message: `${message} (${records})` }))
}

/** A move is named after what it moves; the rest by its kind of work. */
function useJobName({ kind, blueprint, to, undoes, dryRun }: Job, blueprints: readonly Blueprint[]): string {
  const { t } = useText()
  const { say } = useFormats()
  const known = blueprints.find(({ name }) => name === blueprint)
  // One that is gone is called as it was in the API.
  const name = known ? say(severalOf(known), wordsOfKey(known.name)) : (blueprint ?? '')
  if (kind === 'migrate' && name !== '') {
    const values = { name, version: to ?? 1 }
    if (undoes !== undefined) return t('jobs.movingBack', values)
    return dryRun ? t('jobs.tryingMove', values) : t('jobs.moving', values)
  }
  const work =
    kind === 'fill-slots'
      ? t('jobs.kind_fill-slots')
      : kind === 'enter-flow'
        ? t('jobs.kind_enter-flow')
        : kind === 'set-timers'
          ? t('jobs.kind_set-timers')
          : kind === 'recompute'
            ? t('jobs.kind_recompute')
            : kind === 'purge'
              ? t('jobs.kind_purge')
              : kind === 'bulk'
                ? t('jobs.kind_bulk')
                : kind === 'purge-blueprint'
                  ? t('jobs.kind_purge-blueprint')
                  : t('jobs.kind_other')
  return name === '' ? work : `${work}: ${name}`
}
