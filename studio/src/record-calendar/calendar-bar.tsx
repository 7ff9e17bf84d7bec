// Which days are shown, the way to others, and how many at once.
import { ActionIcon, Button, Group, SegmentedControl, Title } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useText } from '../text/text.ts'
import { type Day, type Span, turnPage } from './calendar-days.ts'

export interface CalendarBarProps {
  readonly title: string
  readonly at: Day
  readonly span: Span
  readonly today: Day
  /** The day that was looked at last: a smaller span shows this one. */
  readonly focused: Day
  /** Bigger things to hit. */
  readonly isPhone: boolean
  readonly onMove: (at: Day, span: Span) => void
}

const spans: readonly Span[] = ['month', 'week', 'day']

export function CalendarBar({ title, at, span, today, focused, isPhone, onMove }: CalendarBarProps) {
  const { t } = useText()
  const turn = {
    month: [t('calendar.previousMonth'), t('calendar.nextMonth')],
    week: [t('calendar.previousWeek'), t('calendar.nextWeek')],
    day: [t('calendar.previousDay'), t('calendar.nextDay')],
  }[span] as [string, string]
  const named = { month: t('calendar.month'), week: t('calendar.week'), day: t('calendar.day') }
  return (
    <Group justify="space-between" gap="xs" mb="xs">
      <Group gap="xs" wrap="nowrap" miw={0}>
        <Group gap={0} wrap="nowrap">
          <ActionIcon
            size={isPhone ? 44 : 36}
            aria-label={turn[0]}
            title={turn[0]}
            onClick={() => onMove(turnPage(at, span, -1), span)}
          >
            <IconChevronLeft size={18} stroke={1.5} aria-hidden />
          </ActionIcon>
          <ActionIcon
            size={isPhone ? 44 : 36}
            aria-label={turn[1]}
            title={turn[1]}
            onClick={() => onMove(turnPage(at, span, 1), span)}
          >
            <IconChevronRight size={18} stroke={1.5} aria-hidden />
          </ActionIcon>
        </Group>
        <Button size={isPhone ? 'md' : 'xs'} px="sm" variant="default" onClick={() => onMove(today, span)}>
          {t('calendar.today')}
        </Button>
        <Title order={2} aria-live="polite" miw={0}>
          {title}
        </Title>
      </Group>
      <SegmentedControl
        size={isPhone ? 'md' : 'xs'}
        fullWidth={isPhone}
        w={isPhone ? '100%' : undefined}
        aria-label={t('calendar.span')}
        value={span}
        onChange={(next) => onMove(focused, next as Span)}
        data={spans.map((one) => ({ value: one, label: named[one] }))}
      />
    </Group>
  )
}
