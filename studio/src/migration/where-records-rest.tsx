// Where the records of a blueprint rest, and what can be done about it: move them, look at those that wait, undo the last move.
import { Button, Group } from '@mantine/core'
import { isUnderWay, useJobs } from '../api/jobs-api.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import classes from './migration.module.css'
import { lastTarget, undoableJobs } from './undoable-jobs.ts'
import { RestingText, useResting } from './use-resting.tsx'

export interface WhereRecordsRestProps {
  readonly tenant: string
  readonly blueprint: string
  /** The newest version. */
  readonly version: number
  readonly onMove: (begin: 'move' | 'undo' | 'attention') => void
}

/** Nothing while there is only one place for records to rest. */
export function WhereRecordsRest({ tenant, blueprint, version, onMove }: WhereRecordsRestProps) {
  const { t } = useText()
  const formats = useFormats()
  const jobs = useJobs(tenant)
  const resting = useResting(tenant, blueprint, version)
  const all = jobs.data?.items ?? []
  const isMoving = all.some(
    (job) => job.kind === 'migrate' && job.blueprint === blueprint && !job.dryRun && isUnderWay(job),
  )
  if (!resting) return null
  const { here, elsewhere, waiting } = resting
  const undoable = undoableJobs(all, blueprint, lastTarget(all, blueprint) ?? version)
  const canMove = elsewhere > waiting || (waiting === 0 && here > 0)
  return (
    <section className={classes.places} aria-label={t('migration.places')}>
      <RestingText resting={resting} version={version} />
      <Group gap="xs">
        {undoable.length > 0 && (
          <Button size="xs" variant="default" onClick={() => onMove('undo')}>
            {t('migration.undo')}
          </Button>
        )}
        {(isMoving || canMove) && (
          <Button size="xs" variant="default" onClick={() => onMove('move')}>
            {t(isMoving ? 'migration.watch' : 'migration.open')}
          </Button>
        )}
        {!isMoving && waiting > 0 && (
          <Button size="xs" onClick={() => onMove('attention')}>
            {t('migration.look', { count: waiting, shown: formats.number(waiting) })}
          </Button>
        )}
      </Group>
    </section>
  )
}
