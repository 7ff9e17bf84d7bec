// Moves a record to another day or time: shown at once, undone for ten seconds, and put back with the reason when refused.
import { useCallback } from 'react'
import { ApiError } from '../api/api-client.ts'
import type { Blueprint } from '../api/blueprints-api.ts'
import { useChangeRecord } from '../api/change-record-api.ts'
import type { WireData, WireRecord } from '../api/records-api.ts'
import { recordTitle } from '../field-value/record-title.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { useErrorText } from '../ui/error-notice.tsx'
import { showFailed, showUndo } from '../ui/undo-toast.tsx'
import type { TimeField } from './calendar-entry.ts'
import { movedData, type Place } from './move-entry.ts'

export interface MoveUse {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly start: TimeField
  readonly end: TimeField | undefined
  /** It is back where it was. */
  readonly onRefused: (record: WireRecord) => void
}

/** Answers whether anything has to move. */
export function useMove({
  tenant,
  blueprint,
  start,
  end,
  onRefused,
}: MoveUse): (record: WireRecord, to: Place) => boolean {
  const { t } = useText()
  const formats = useFormats()
  const sayError = useErrorText()
  const { mutateAsync } = useChangeRecord(tenant, blueprint.name)
  return useCallback(
    (record, to) => {
      const data = movedData(record.data, start, end, to, formats.zone)
      if (!data) return false
      const title = recordTitle(blueprint, record.data, formats) || t('records.untitled')
      const when = (of: WireData) => {
        const value = String(of[start.key])
        return start.type === 'datetime' ? formats.dateTime(value) : formats.date(value)
      }
      const fail = (error: unknown) => {
        const isStale = error instanceof ApiError && error.status === 412
        showFailed(
          isStale
            ? t('calendar.changedMeanwhile', { title })
            : t('calendar.notMoved', { title, reason: sayError(error) }),
        )
        onRefused(record)
      }
      const back = Object.fromEntries(Object.keys(data).map((key) => [key, record.data[key] ?? null]))
      // Each move has its own outcome, also when the next one begins before it.
      mutateAsync({ record, data }).then(
        (moved) =>
          showUndo({
            text: t('calendar.moved', { title, when: when(data) }),
            undo: t('common.undo'),
            onUndo: () => void mutateAsync({ record: moved, data: back, exact: true }).catch(fail),
          }),
        fail,
      )
      return true
    },
    [blueprint, start, end, formats, mutateAsync, onRefused, sayError, t],
  )
}
