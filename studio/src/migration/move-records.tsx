// Moves the records of a blueprint to its newest version or to any other: tried first, watched while it runs, stopped, undone, and what needs somebody.
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
import { MoveTarget as Target } from './move-target.tsx'
import { lastTarget, movedBy, undoableJobs } from './undoable-jobs.ts'
import { RestingText, useResting } from './use-resting.tsx'
import { WatchedJob } from './watched-job.tsx'

export interface Which {
  /** How many that are. */
  readonly count: number
  /** At which version each of them rests, where that is known. */
  readonly at?: readonly number[]
  readonly ids?: readonly string[]
  readonly filter?: string
}

export interface MoveRecordsProps {
  readonly tenant: string
  readonly blueprint: string
  /** The newest version: where they go unless another one is chosen. */
  readonly to: number
  /** Which of them; all unless told. */
  readonly which?: Which | undefined
  /** What is asked first; `move` unless told. */
  readonly begin?: 'move' | 'undo' | 'attention' | undefined
  /** Goes back to the version before as well; undefined where that cannot be. */
  readonly onBack?: (() => void) | undefined
  readonly onClose: () => void
}

export function MoveRecords(props: MoveRecordsProps) {
  const { t } = useText()
  const isPhone = useIsPhone()
  const [isUndo, setUndo] = useState(props.begin === 'undo')
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t(isUndo ? 'migration.undoTitle' : 'migration.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      size="lg"
      fullScreen={isPhone}
    >
      <div tabIndex={-1} data-autofocus className="reads-first">
        <Steps {...props} isUndo={isUndo} onUndoWanted={setUndo} />
      </div>
    </Modal>
  )
}

interface StepsProps extends MoveRecordsProps {
  readonly isUndo: boolean
  readonly onUndoWanted: (isWanted: boolean) => void
}

function Steps(props: StepsProps) {
  const { tenant, blueprint, to: newest, which, begin = 'move', isUndo, onUndoWanted, onClose } = props
  const { t } = useText()
  const [chosen, setChosen] = useState<number>()
  const [started, setStarted] = useState<Job>()
  const [undoing, setUndoing] = useState<readonly Job[]>()
  const [isEverything, setEverything] = useState(false)
  const jobs = useJobs(tenant)
  const [found, setFound] = useState<Job | null>()
  const last = begin === 'undo' ? lastTarget(jobs.data?.items ?? [], blueprint) : undefined
  const to = chosen ?? found?.to ?? last ?? newest
  const resting = useResting(tenant, blueprint, to)
  // Who comes back to work that is not finished goes on with it; what is tried again from here is watched where it is.
  if (found === undefined && jobs.data) setFound(unfinished(jobs.data.items, blueprint) ?? null)
  const job = started ?? found
  const place = { tenant, blueprint, to }
  const onBack = to === newest ? props.onBack : undefined
  const back = undoing ?? (found?.undoes === undefined ? undefined : [found])
  if (back) return <UndoneJobs {...place} jobs={back} onBack={isEverything ? onBack : undefined} onClose={onClose} />
  const undoable = undoableJobs(jobs.data?.items ?? [], blueprint, to)
  if (isUndo)
    return (
      <AskUndo
        tenant={tenant}
        to={newest}
        jobs={undoable}
        before={onBack && to - 1}
        onUndoing={(begun, all) => {
          setUndoing(begun)
          setEverything(all)
        }}
        onCancel={begin === 'undo' ? onClose : () => onUndoWanted(false)}
      />
    )
  const onUndo = undoable.length > 0 ? () => onUndoWanted(true) : undefined
  if (job) return <WatchedJob {...place} job={job} onStarted={setStarted} onUndo={onUndo} onClose={onClose} />
  if (!resting || jobs.isPending) return <Loader size="sm" aria-label={t('common.loading')} />
  const { here, elsewhere, waiting } = resting
  const canMove = to !== newest || elsewhere > waiting || (waiting === 0 && here > 0)
  if (begin !== 'attention' && (canMove || which))
    return (
      <Ask
        {...props}
        target={to}
        onTarget={setChosen}
        count={which ? countOf(which, to) : elsewhere}
        onStarted={(job) => {
          setChosen(to)
          setStarted(job)
        }}
      />
    )
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

/** How many of them do not rest there. */
function countOf({ count, at }: Which, version: number): number {
  return at ? at.filter((one) => one !== version).length : count
}

function unfinished(jobs: readonly Job[], blueprint: string): Job | undefined {
  return jobs.find(
    (job) =>
      job.kind === 'migrate' &&
      job.blueprint === blueprint &&
      !job.dryRun &&
      (isUnderWay(job) || job.status === 'paused'),
  )
}

interface AskProps extends MoveRecordsProps {
  /** Where they shall go. */
  readonly target: number
  readonly onTarget: (version: number) => void
  /** How many are asked about: those that rest elsewhere, or which were picked. */
  readonly count: number
  readonly onStarted: (job: Job) => void
}

function Ask({ tenant, blueprint, to: newest, which, target: to, onTarget, count, onStarted, onClose }: AskProps) {
  const { t } = useText()
  const formats = useFormats()
  const trying = useMigrate(tenant, blueprint)
  const moving = useMigrate(tenant, blueprint)
  const tried = useJob(tenant, trying.data?.id).data ?? trying.data
  const error = trying.error ?? moving.error
  const number = { count, shown: formats.number(count), version: to }
  const { ids, filter } = which ?? {}
  // What was tried says nothing of another version.
  const choose = (version: number) => {
    trying.reset()
    moving.reset()
    onTarget(version)
  }
  const wish = { to, ...(ids ? { ids } : {}), ...(filter === undefined ? {} : { filter }) }
  return (
    <Stack gap="md">
      {newest > 1 && <Target tenant={tenant} blueprint={blueprint} newest={newest} target={to} onTarget={choose} />}
      <Text>
        {count === 0
          ? t('migration.allThere', { version: to })
          : t(which ? 'migration.askPicked' : 'migration.askCounted', number)}
      </Text>
      <Text size="sm" c="dimmed">
        {to === newest ? t('migration.already', { version: to }) : t('migration.backAbout', { version: to, newest })}
      </Text>
      <Text size="sm" c="dimmed">
        {t(to === newest ? 'migration.about' : 'migration.aboutBack')}
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
          disabled={count === 0}
          onClick={() => trying.mutate({ ...wish, dryRun: true })}
        >
          {t('migration.try')}
        </Button>
        <Button
          loading={moving.isPending}
          disabled={count === 0}
          onClick={() => moving.mutate(wish, { onSuccess: onStarted })}
        >
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
