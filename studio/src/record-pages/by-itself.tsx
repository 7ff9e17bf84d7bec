// What will happen to a record while nobody does anything, and why something that was due did not.
import { Group, Stack, Text } from '@mantine/core'
import { IconClock, IconClockExclamation, IconClockPause } from '@tabler/icons-react'
import type { WireRecord } from '../api/records-api.ts'
import { type RecordClock, type RecordTimer, useTimers } from '../api/transitions-api.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { arrowTo } from '../transition-form/event-label.ts'
import { roughLength } from './rough-length.ts'

export interface ByItselfProps {
  readonly tenant: string
  readonly blueprint: string
  readonly record: WireRecord
}

export function ByItself({ tenant, blueprint, record }: ByItselfProps) {
  const { t } = useText()
  const isInFlow = record.state !== null && record.deletedAt === null
  const { items: timers = [], clocks = [] } = useTimers(tenant, blueprint, record.id, isInFlow).data ?? {}
  // What was done has led somewhere, which the record shows.
  const told = timers.filter(({ status }) => status !== 'done')
  if (told.length + clocks.length === 0) return null
  return (
    <Stack component="ul" className="bare-list" gap={2} mb="sm" aria-label={t('moves.byItself')}>
      {clocks.map((clock) => (
        <OneClock key={clock.name} clock={clock} />
      ))}
      {told.map((timer) => (
        <OneTimer key={timer.name} timer={timer} />
      ))}
    </Stack>
  )
}

/** How much of a promised time is left, or how late it is. */
function OneClock({ clock }: { readonly clock: RecordClock }) {
  const { t } = useText()
  const { say, duration, dateTime } = useFormats()
  const isLate = clock.breachedAt !== undefined
  const time = duration(roughLength(clock.remaining, clock.calendar !== undefined))
  const words = { name: say(clock.label, clock.name), time, when: clock.dueAt ? dateTime(clock.dueAt) : '' }
  const way = clock.status === 'runs' ? (isLate ? 'late' : 'runs') : isLate ? 'wasLate' : clock.status
  const Icon = isLate ? IconClockExclamation : clock.status === 'pauses' ? IconClockPause : IconClock
  return (
    <Group component="li" gap={6} wrap="nowrap" align="flex-start" c={isLate ? 'bad' : 'dimmed'}>
      <Icon size={16} stroke={1.5} aria-hidden style={{ flex: 'none', marginTop: 2 }} />
      <Text size="sm">{t(`moves.clock.${way}`, words)}</Text>
    </Group>
  )
}

function OneTimer({ timer }: { readonly timer: RecordTimer }) {
  const { t } = useText()
  const { say, dateTime } = useFormats()
  const values = { step: say(timer.label, timer.event), when: dateTime(timer.dueAt) }
  const isArmed = timer.status === 'armed'
  const state = arrowTo(values.step)
  const comes = state === undefined ? t('moves.comes', values) : t('moves.becomes', { ...values, state })
  const Icon = isArmed ? IconClock : IconClockExclamation
  return (
    <Group component="li" gap={6} wrap="nowrap" align="flex-start">
      <Icon size={16} stroke={1.5} aria-hidden style={{ flex: 'none', marginTop: 2 }} />
      <Text size="sm" c="dimmed">
        {isArmed ? comes : t('moves.didNotCome', { ...values, reason: timer.reason ?? t('moves.refused') })}
      </Text>
    </Group>
  )
}
