// Asks to which day, and at what time, a record is to be moved: what the mouse does by dragging.
import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { WireRecord } from '../api/records-api.ts'
import { isDay } from '../date-input/calendar-days.ts'
import { DateInput } from '../date-input/date-input.tsx'
import { toLocal } from '../field-value/local-datetime.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import type { TimeField } from './calendar-entry.ts'
import type { Place } from './move-entry.ts'

export interface MoveDialogProps {
  readonly record: WireRecord
  readonly title: string
  readonly start: TimeField
  readonly onClose: () => void
  readonly onMove: (to: Place) => void
}

export function MoveDialog({ record, title, start, onClose, onMove }: MoveDialogProps) {
  const { t } = useText()
  const { zone } = useFormats()
  const hasTime = start.type === 'datetime'
  const value = String(record.data[start.key] ?? '')
  const [typed, setTyped] = useState(() => (hasTime ? (toLocal(value, zone)?.slice(0, 16) ?? '') : value))
  const [isWrong, setWrong] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const place = readPlace(typed, hasTime)
    if (place) onMove(place)
    else setWrong(true)
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('calendar.moveOf', { title })}
      returnFocus={false}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          <DateInput
            data-autofocus
            kind={hasTime ? 'datetime' : 'date'}
            label={hasTime ? t('calendar.moveTime') : t('calendar.moveDay')}
            description={hasTime ? t('form.zoneHint', { zone }) : undefined}
            error={isWrong && (hasTime ? t('calendar.dayAndTimeMissing') : t('calendar.dayMissing'))}
            value={typed}
            // Where it stands now is there to be typed over.
            onFocus={(event) => event.currentTarget.select()}
            onChange={(next) => {
              setTyped(next)
              setWrong(false)
            }}
          />
          <Text size="sm" c="dimmed">
            {t('calendar.keepsLength')}
          </Text>
          <Group justify="flex-end" className="last-acts">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit">{t('calendar.move')}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

/** `2026-11-26` or `2026-11-26T09:30`. */
function readPlace(typed: string, hasTime: boolean): Place | undefined {
  const [day, clock] = typed.split('T')
  if (!isDay(day)) return undefined
  if (!hasTime) return { day }
  const [, hours, minutes] = /^(\d{2}):(\d{2})/.exec(clock ?? '') ?? []
  return hours && minutes ? { day, minutes: Number(hours) * 60 + Number(minutes) } : undefined
}
