// The shown days as a list, for phones: each day that has records, and today.
import { ActionIcon, Button, Stack, Text, Title } from '@mantine/core'
import { IconCalendarShare, IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useId } from 'react'
import type { Day } from '../date-input/calendar-days.ts'
import { useText } from '../text/text.ts'
import { StateChip } from '../ui/state-chip.tsx'
import type { Calendar } from './calendar.ts'
import type { Entry } from './calendar-entry.ts'
import { entryTime } from './entry-time.ts'
import classes from './record-calendar.module.css'

export interface AgendaProps {
  readonly calendar: Calendar
  readonly entries: readonly Entry[]
  readonly days: readonly Day[]
}

export function Agenda({ calendar, entries, days }: AgendaProps) {
  const { t } = useText()
  const on = (day: Day) => entries.filter(({ first, last }) => first <= day && day <= last)
  const shown = days.filter((day) => day === calendar.today.day || days.length === 1 || on(day).length > 0)
  return (
    <div ref={calendar.focus.frame}>
      {shown.length === 0 && (
        <Text c="dimmed" py="lg" ta="center">
          {t('calendar.nothing')}
        </Text>
      )}
      {shown.map((day) => (
        <AgendaDay key={day} calendar={calendar} day={day} entries={on(day)} />
      ))}
    </div>
  )
}

interface AgendaDayProps {
  readonly calendar: Calendar
  readonly day: Day
  readonly entries: readonly Entry[]
}

function AgendaDay({ calendar, day, entries }: AgendaDayProps) {
  const { t } = useText()
  const heading = useId()
  const { onCreate } = calendar
  const full = calendar.words.full(day)
  return (
    <section aria-labelledby={heading} data-day={day}>
      <div className={classes.agendaHead}>
        <Title order={3} id={heading} aria-current={day === calendar.today.day ? 'date' : undefined}>
          {full}
        </Title>
        {onCreate && (
          <ActionIcon size={44} aria-label={t('calendar.newOn', { day: full })} onClick={() => onCreate(day)}>
            <IconPlus size={18} stroke={1.5} aria-hidden />
          </ActionIcon>
        )}
      </div>
      {entries.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('calendar.nothingToday')}
        </Text>
      ) : (
        <Stack component="ul" gap="xs" className="bare-list">
          {entries.map((entry) => (
            <AgendaEntry key={entry.record.id} calendar={calendar} entry={entry} />
          ))}
        </Stack>
      )}
    </section>
  )
}

function AgendaEntry({ calendar, entry }: { readonly calendar: Calendar; readonly entry: Entry }) {
  const { t } = useText()
  const { record } = entry
  const { hue, dot, words } = calendar.hueOf(record)
  const title = calendar.titleOf(record)
  const time = entryTime(entry, calendar.words)
  return (
    <li className={classes.agendaEntry} style={{ '--entry-line': dot ?? `var(--hue-${hue}-line)` } as never}>
      <Link
        to="/t/$tenant/records/$blueprint/$id"
        params={{ tenant: calendar.tenant, blueprint: record.blueprint, id: record.id }}
        className={classes.agendaLink}
        preload={false}
        data-entry={record.id}
      >
        {time && (
          <Text size="xs" c="dimmed" className="numbers">
            {time}
          </Text>
        )}
        <Text fw={500} style={{ overflowWrap: 'anywhere' }}>
          {title}
        </Text>
        {words && <StateChip label={words} hue={hue} {...(dot ? { dot } : {})} />}
      </Link>
      {calendar.fixed === undefined && (
        <Button
          variant="subtle"
          px="xs"
          fw={400}
          style={{ flex: 'none' }}
          leftSection={<IconCalendarShare size={18} stroke={1.5} aria-hidden />}
          aria-label={t('calendar.moveOf', { title })}
          onClick={() => calendar.onAskMove(record)}
        >
          {t('calendar.move')}
        </Button>
      )}
    </li>
  )
}
