// A sign where a value is missing because somebody has to decide about it, with what stood there as its hint.
import { IconAlertTriangle } from '@tabler/icons-react'
import type { Quarantined } from '../api/quarantine-api.ts'
import { useText } from '../text/text.ts'
import classes from './record-table.module.css'

export interface WaitsMarkProps {
  readonly waits: readonly Quarantined[]
}

export function WaitsMark({ waits }: WaitsMarkProps) {
  const { t } = useText()
  if (waits.length === 0) return null
  const hint = t('waits.mark', { why: waits.map(({ message }) => message).join(' ') })
  return (
    <span className={classes.waits} title={hint}>
      <IconAlertTriangle size={14} stroke={1.5} aria-hidden />
      <span className="for-readers">{hint}</span>
    </span>
  )
}

/** What of it is told in the cell of this column; `isTitle`: there also all that has no column of its own. */
export function waitsIn(
  waits: readonly Quarantined[],
  key: string,
  columns: readonly { readonly key: string }[],
  isTitle: boolean,
): readonly Quarantined[] {
  const isShown = (field: string | null) => columns.some((column) => column.key === field)
  return waits.filter(({ targetField }) => targetField === key || (isTitle && !isShown(targetField)))
}
