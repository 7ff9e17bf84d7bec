// When somebody is at work: the calendars by which timers count, each with its hours, holidays and clocks.
import { Button, Card, Group, Modal, Skeleton, Stack, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { type Calendar, useCalendars, useDeleteCalendar } from '../api/calendars-api.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { ConfirmByTyping } from '../ui/confirm-by-typing.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNotice, useErrorText } from '../ui/error-notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { showFailed } from '../ui/undo-toast.tsx'
import { CalendarForm } from './calendar-form.tsx'
import { sayWeek, weekFrom } from './say-week.ts'

export function CalendarsPage() {
  const { t } = useText()
  const { tenant } = useParams({ from: '/inside/t/$tenant/settings/calendars' })
  const calendars = useCalendars(tenant)
  const [open, setOpen] = useState<Calendar | 'new'>()
  const all = calendars.data?.items ?? []
  const newButton = (
    <Button leftSection={<IconPlus size={16} stroke={1.5} />} onClick={() => setOpen('new')}>
      {t('calendars.new')}
    </Button>
  )
  return (
    <>
      <title>{`${t('calendars.title')} · Molde`}</title>
      <PageHeader
        isSection
        title={t('calendars.title')}
        about={t('calendars.about')}
        actions={all.length > 0 && newButton}
      />
      {calendars.error && <ErrorNotice error={calendars.error} onRetry={() => void calendars.refetch()} />}
      {calendars.isPending && <Skeleton h={120} />}
      {calendars.isSuccess && all.length === 0 && (
        <EmptyState drawing="work" sentence={t('calendars.empty')} action={newButton} />
      )}
      <Stack component="ul" gap="sm" className="bare-list">
        {all.map((calendar) => (
          <li key={calendar.name}>
            <OneCalendar tenant={tenant} calendar={calendar} onEdit={() => setOpen(calendar)} />
          </li>
        ))}
      </Stack>
      <Modal
        opened={open !== undefined}
        onClose={() => setOpen(undefined)}
        title={t(open === 'new' ? 'calendars.new' : 'calendars.change')}
        size="lg"
        closeOnClickOutside={false}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        {open !== undefined && (
          <CalendarForm
            tenant={tenant}
            calendar={open === 'new' ? undefined : open}
            taken={all.map(({ name }) => name)}
            onDone={() => setOpen(undefined)}
          />
        )}
      </Modal>
    </>
  )
}

interface OneCalendarProps {
  readonly tenant: string
  readonly calendar: Calendar
  readonly onEdit: () => void
}

function OneCalendar({ tenant, calendar, onEdit }: OneCalendarProps) {
  const { t, language } = useText()
  const { say, weekStart } = useFormats()
  const fail = useErrorText()
  const drop = useDeleteCalendar(tenant)
  const [asking, setAsking] = useState(false)
  const { name, label, zone, week, holidays, usedBy } = calendar
  const called = say(label ?? undefined, name)
  const about = [zone, ...(holidays.length > 0 ? [t('calendars.holidayCount', { count: holidays.length })] : [])]
  return (
    <Card withBorder padding="sm" role="group" aria-label={called}>
      <Group justify="space-between" align="flex-start" gap="xs">
        <Stack gap={2} flex={1} miw={200}>
          <Text fw={600}>{called}</Text>
          {sayWeek(week, language, weekFrom(weekStart)).map((line) => (
            <Text key={line} size="sm">
              {line}
            </Text>
          ))}
          <Text size="sm" c="dimmed">
            {about.join(' · ')}
          </Text>
          <Text size="sm" c="dimmed">
            {usedBy.length > 0 ? t('calendars.usedBy', { count: usedBy.length }) : t('calendars.notUsed')}
          </Text>
        </Stack>
        <Group gap={4} role="group" aria-label={t('calendars.actionsOf', { name: called })}>
          <Button size="compact-sm" variant="default" onClick={onEdit}>
            {t('calendars.edit')}
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            color="bad"
            disabled={usedBy.length > 0}
            title={usedBy.length > 0 ? t('calendars.usedAbout') : undefined}
            onClick={() => setAsking(true)}
          >
            {t('calendars.delete')}
          </Button>
        </Group>
      </Group>
      <ConfirmByTyping
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('calendars.deleteTitle', { name: called })}
        consequence={t('calendars.deleteAbout')}
        name={called}
        action={t('calendars.delete')}
        pending={drop.isPending}
        onConfirm={() =>
          drop.mutate(name, { onError: (error) => showFailed(fail(error)), onSettled: () => setAsking(false) })
        }
      />
    </Card>
  )
}
