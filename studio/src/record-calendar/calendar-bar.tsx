// Which days are shown, the way to others, and how many at once.
import { ActionIcon, Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { type Day, type Span, turnPage } from '../date-input/calendar-days.ts'
import { useText } from '../text/text.ts'
import { ChoiceStrip } from '../ui/choice-strip.tsx'

export interface CalendarBarProps {
  readonly title: string
  /** The name of the date that lays the records out: what a phone has no control for is said. */
  readonly by: string
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

export function CalendarBar({ title, by, at, span, today, focused, isPhone, onMove }: CalendarBarProps) {
  const { t } = useText()
  const turn = {
    month: [t('calendar.previousMonth'), t('calendar.nextMonth')],
    week: [t('calendar.previousWeek'), t('calendar.nextWeek')],
    day: [t('calendar.previousDay'), t('calendar.nextDay')],
  }[span] as [string, string]
  const named = { month: t('calendar.month'), week: t('calendar.week'), day: t('calendar.day') }
  const [back, on] = ([-1, 1] as const).map((way) => {
    const Icon = way < 0 ? IconChevronLeft : IconChevronRight
    const label = turn[way < 0 ? 0 : 1]
    return (
      <ActionIcon
        key={way}
        size={isPhone ? 44 : 36}
        aria-label={label}
        title={label}
        onClick={() => onMove(turnPage(at, span, way), span)}
      >
        <Icon size={18} stroke={1.5} aria-hidden />
      </ActionIcon>
    )
  })
  const toToday = (
    <Button
      size={isPhone ? 'md' : 'xs'}
      px="sm"
      variant="default"
      style={{ flex: 'none' }}
      onClick={() => onMove(today, span)}
    >
      {t('calendar.today')}
    </Button>
  )
  const what = (
    <Title order={2} aria-live="polite" miw={0}>
      {title}
    </Title>
  )
  const spanChoice = (
    <ChoiceStrip
      size={isPhone ? 'md' : 'xs'}
      isWide={isPhone}
      label={t('calendar.span')}
      value={span}
      onChange={(next) => onMove(focused, next)}
      choices={spans.map((one) => ({ value: one, shown: named[one] }))}
    />
  )
  // A phone has no room for a week's name beside four controls.
  if (isPhone)
    return (
      <Stack gap="xs" mb="xs">
        <Group justify="space-between" gap="xs" wrap="nowrap">
          <Stack gap={0} miw={0}>
            {what}
            <Text size="xs" c="dimmed" truncate>
              {t('look.dates')}: {by}
            </Text>
          </Stack>
          {toToday}
        </Group>
        <Group gap={4} wrap="nowrap">
          {back}
          {spanChoice}
          {on}
        </Group>
      </Stack>
    )
  return (
    <Group justify="space-between" gap="xs" mb="xs">
      <Group gap="xs" wrap="nowrap" miw={0}>
        <Group gap={0} wrap="nowrap">
          {back}
          {on}
        </Group>
        {toToday}
        {what}
      </Group>
      {spanChoice}
    </Group>
  )
}
