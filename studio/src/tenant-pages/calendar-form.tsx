// The hours of each weekday, the holidays and the clocks of one calendar.
import { ActionIcon, Button, Group, Select, Stack, Switch, Text, TextInput, Tooltip } from '@mantine/core'
import { trimmedLabel, type Weekday } from '@molde/engine'
import { IconPlus, IconX } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { type Calendar, type Holiday, type OpenHours, useSaveCalendar, type Week } from '../api/calendars-api.ts'
import { useTenant } from '../api/tenants-api.ts'
import { DateInput } from '../date-input/date-input.tsx'
import { ownWordsProps } from '../own-words/own-words.tsx'
import { freeName, keyOf } from '../text/key-of.ts'
import { type Label, sayLabel } from '../text/say-label.ts'
import { currentLanguage, useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { withLanguageOrNone } from '../text/with-language.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { dayName, weekFrom } from './say-week.ts'
import { allZones } from './zones.ts'

export interface CalendarFormProps {
  readonly tenant: string
  /** Undefined: a new one. */
  readonly calendar: Calendar | undefined
  readonly taken: readonly string[]
  readonly onDone: () => void
}

const office: readonly OpenHours[] = [{ opens: '09:00', closes: '18:00' }]
const usual: Week = { monday: office, tuesday: office, wednesday: office, thursday: office, friday: office }
const tenantZone = ' '

interface TypedHoliday {
  readonly date: string
  readonly yearly: boolean
  readonly label: Label | undefined
}

export function CalendarForm({ tenant, calendar, taken, onDone }: CalendarFormProps) {
  const { t } = useText()
  const { weekStart } = useFormats()
  const save = useSaveCalendar(tenant)
  const ours = useTenant(tenant).data?.timezone ?? 'UTC'
  const [label, setLabel] = useState(calendar?.label ?? calendar?.name)
  const [zone, setZone] = useState(calendar?.ownZone ? calendar.zone : tenantZone)
  const [week, setWeek] = useState<Week>(calendar?.week ?? usual)
  const [holidays, setHolidays] = useState<readonly TypedHoliday[]>((calendar?.holidays ?? []).map(typedHoliday))
  const [tried, setTried] = useState(false)
  const named = trimmedLabel(label)
  const days = weekFrom(weekStart)
  const isOpen = days.some((day) => (week[day] ?? []).length > 0)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (named === undefined || !isOpen || holidays.some(({ date }) => date === '')) return
    const wish = {
      label: named,
      zone: zone === tenantZone ? null : zone,
      week,
      holidays: holidays.map(wireHoliday),
    }
    const name = freeName(keyOf(sayLabel(named, [currentLanguage()], ''), 'calendar').slice(0, 50), new Set(taken))
    save.mutate({ name: calendar?.name, called: name, wish }, { onSuccess: onDone })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {save.error && <ErrorNotice error={save.error} />}
        <TextInput
          label={t('calendars.name')}
          {...ownWordsProps({ label, name: t('calendars.name'), maxLength: 200, onTranslate: setLabel })}
          onChange={(event) => setLabel(withLanguageOrNone(label, event.currentTarget.value))}
          error={tried && named === undefined && t('calendars.nameMissing')}
          maxLength={200}
          data-autofocus
        />
        <Select
          label={t('calendars.zone')}
          data={[
            { value: tenantZone, label: t('calendars.ourZone', { zone: ours }) },
            ...allZones(ours).map((one) => ({ value: one, label: one })),
          ]}
          value={zone}
          allowDeselect={false}
          searchable
          onChange={(next) => setZone(next ?? tenantZone)}
        />
        <Stack gap={6} role="group" aria-label={t('calendars.hours')}>
          <Text size="sm" fw={600}>
            {t('calendars.hours')}
          </Text>
          {days.map((day) => (
            <DayHours
              key={day}
              day={day}
              hours={week[day] ?? []}
              onChange={(hours) => setWeek({ ...week, [day]: hours })}
            />
          ))}
          {tried && !isOpen && (
            <Text size="sm" c="bad" role="alert">
              {t('calendars.neverOpen')}
            </Text>
          )}
        </Stack>
        <Holidays holidays={holidays} tried={tried} onChange={setHolidays} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t(calendar ? 'common.save' : 'calendars.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

interface DayHoursProps {
  readonly day: Weekday
  readonly hours: readonly OpenHours[]
  readonly onChange: (hours: readonly OpenHours[]) => void
}

function DayHours({ day, hours, onChange }: DayHoursProps) {
  const { t, language } = useText()
  const name = dayName(day, language, 'long')
  const put = (at: number, change: Partial<OpenHours>) =>
    onChange(hours.map((one, index) => (index === at ? { ...one, ...change } : one)))
  const more = (
    <Tooltip label={t('calendars.addHours')}>
      <ActionIcon
        aria-label={t('calendars.addHoursOf', { day: name })}
        onClick={() => onChange([...hours, after(hours.at(-1))])}
      >
        <IconPlus size={16} stroke={1.5} />
      </ActionIcon>
    </Tooltip>
  )
  return (
    <Group gap={4} align="flex-start" role="group" aria-label={name}>
      <Text size="sm" w={96} pt={8} className="begins-line">
        {name}
      </Text>
      <Stack gap={4} flex="1 1 260px">
        {hours.length === 0 && (
          <Group gap={6} mih={36}>
            <Text size="sm" c="dimmed">
              {t('calendars.closed')}
            </Text>
            {more}
          </Group>
        )}
        {hours.map((one, at) => (
          // Hours have no name of their own; their place is what they are.
          <Group key={`${at}`} gap={6} wrap="nowrap">
            {(['opens', 'closes'] as const).map((end) => (
              <DateInput
                key={end}
                kind="time"
                aria-label={t(`calendars.${end}`, { day: name, number: at + 1 })}
                value={one[end]}
                onChange={(time) => put(at, { [end]: time })}
                flex={1}
                miw={84}
                maw={124}
              />
            ))}
            <Tooltip label={t('calendars.removeHours')}>
              <ActionIcon
                aria-label={t('calendars.removeHoursOf', { day: name, number: at + 1 })}
                onClick={() => onChange(hours.filter((_, index) => index !== at))}
              >
                <IconX size={16} stroke={1.5} />
              </ActionIcon>
            </Tooltip>
            {at === hours.length - 1 && more}
          </Group>
        ))}
      </Stack>
    </Group>
  )
}

/** The first hours are those of an office; more come after a break of an hour. */
function after(last: OpenHours | undefined): OpenHours {
  if (!last) return { opens: '09:00', closes: '18:00' }
  const hour = Math.min(22, Number(last.closes.slice(0, 2)) + 1)
  const two = (value: number) => String(value).padStart(2, '0')
  return { opens: `${two(hour)}:00`, closes: `${two(Math.min(24, hour + 2))}:00` }
}

interface HolidaysProps {
  readonly holidays: readonly TypedHoliday[]
  readonly tried: boolean
  readonly onChange: (holidays: readonly TypedHoliday[]) => void
}

function Holidays({ holidays, tried, onChange }: HolidaysProps) {
  const { t } = useText()
  const put = (at: number, change: Partial<TypedHoliday>) =>
    onChange(holidays.map((one, index) => (index === at ? { ...one, ...change } : one)))
  return (
    <Stack gap="xs" role="group" aria-label={t('calendars.holidays')}>
      <Text size="sm" fw={600}>
        {t('calendars.holidays')}
      </Text>
      {holidays.map((one, at) => (
        <Group
          key={`${at}`}
          gap="xs"
          align="flex-end"
          role="group"
          aria-label={t('calendars.holiday', { number: at + 1 })}
        >
          <DateInput
            kind="date"
            label={t('calendars.day')}
            value={one.date}
            onChange={(date) => put(at, { date })}
            error={tried && one.date === '' && t('calendars.dayMissing')}
            w={{ base: '100%', sm: 164 }}
          />
          <TextInput
            label={t('calendars.called')}
            {...ownWordsProps({
              label: one.label,
              name: t('calendars.called'),
              maxLength: 200,
              onTranslate: (label) => put(at, { label }),
            })}
            onChange={(event) => put(at, { label: withLanguageOrNone(one.label, event.currentTarget.value) })}
            maxLength={200}
            flex={1}
            miw={120}
          />
          <Switch
            label={t('calendars.yearly')}
            checked={one.yearly}
            onChange={(event) => put(at, { yearly: event.currentTarget.checked })}
            pb={{ base: 0, sm: 8 }}
          />
          <ActionIcon
            size="lg"
            aria-label={t('calendars.removeHoliday', { number: at + 1 })}
            onClick={() => onChange(holidays.filter((_, index) => index !== at))}
          >
            <IconX size={16} stroke={1.5} />
          </ActionIcon>
        </Group>
      ))}
      <Button
        variant="default"
        size="xs"
        leftSection={<IconPlus size={14} stroke={1.5} />}
        style={{ alignSelf: 'flex-start' }}
        onClick={() => onChange([...holidays, { date: '', yearly: false, label: undefined }])}
      >
        {t('calendars.addHoliday')}
      </Button>
    </Stack>
  )
}

/** A leap year: it has every day that a year can have. */
const anyYear = '2024'

function typedHoliday(holiday: Holiday): TypedHoliday {
  const isYearly = 'yearly' in holiday
  return { date: isYearly ? `${anyYear}-${holiday.yearly}` : holiday.date, yearly: isYearly, label: holiday.label }
}

function wireHoliday({ date, yearly, label }: TypedHoliday): Holiday {
  const said = trimmedLabel(label)
  const named = said === undefined ? {} : { label: said }
  return yearly ? { yearly: date.slice(5), ...named } : { date, ...named }
}
