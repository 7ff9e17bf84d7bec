// At a time: every day, on days of the week or of the month, or as a cron line; and when that is next.
import { Chip, Group, MultiSelect, Stack, Text, TextInput } from '@mantine/core'
import { useMemo } from 'react'
import type { WireTrigger } from '../api/automations-api.ts'
import { useTenant } from '../api/tenants-api.ts'
import { currentLanguage, useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { ChoiceStrip } from '../ui/choice-strip.tsx'
import { type Problems, problemsAt } from './judge-automation.ts'
import { nextMoments } from './next-moments.ts'
import { weekdays, weekdayWords } from './say-automation.ts'
import { Wrong } from './wrong.tsx'

export interface ScheduleSettingsProps {
  readonly tenant: string
  readonly trigger: WireTrigger
  readonly problems: Problems
  readonly onChange: (trigger: WireTrigger) => void
}

const ways = ['day', 'week', 'month', 'cron'] as const
type Way = (typeof ways)[number]

export function ScheduleSettings({ tenant, trigger, problems, onChange }: ScheduleSettingsProps) {
  const { t } = useText()
  const { every, on = [], at = '08:00', cron, zone } = trigger
  const way: Way = cron === undefined ? (every ?? 'day') : 'cron'
  const own = { kind: 'schedule' as const, ...(zone !== undefined && { zone }) }
  const choose = (next: Way) => {
    if (next === 'cron') return onChange({ ...own, cron: '0 8 * * mon-fri' })
    const days = next === 'week' ? ['monday'] : [1]
    onChange({ ...own, every: next, ...(next !== 'day' && { on: days }), at })
  }
  return (
    <Stack gap="sm">
      <ChoiceStrip
        label={t('automation.howOften')}
        value={way}
        onChange={choose}
        choices={ways.map((one) => ({ value: one, shown: t(`automation.way_${one}`) }))}
      />
      {way === 'week' && (
        <Chip.Group multiple value={on.map(String)} onChange={(days) => onChange({ ...trigger, on: sorted(days) })}>
          <Group gap={4} role="group" aria-label={t('automation.days')}>
            {weekdays.map((day) => (
              <Chip key={day} value={day} size="xs" radius="sm">
                {weekdayWords(day, currentLanguage())}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      )}
      {way === 'month' && (
        <MultiSelect
          label={t('automation.days')}
          data={[
            ...Array.from({ length: 31 }, (_, day) => ({ value: String(day + 1), label: String(day + 1) })),
            { value: 'last', label: t('automation.lastDay') },
          ]}
          value={on.map(String)}
          onChange={(days) => onChange({ ...trigger, on: days.map((day) => (day === 'last' ? day : Number(day))) })}
          searchable
        />
      )}
      {way === 'cron' ? (
        <TextInput
          label={t('automation.cron')}
          description={t('automation.cronAbout')}
          value={cron ?? ''}
          onChange={(event) => onChange({ ...own, cron: event.currentTarget.value })}
          classNames={{ input: 'mono' }}
          spellCheck={false}
        />
      ) : (
        <TextInput
          type="time"
          label={t('automation.at')}
          value={at}
          onChange={(event) => onChange({ ...trigger, at: event.currentTarget.value })}
          maw={160}
        />
      )}
      <Wrong said={problemsAt(problems, '/trigger').filter((one) => !(problems.get('/trigger') ?? []).includes(one))} />
      <Next tenant={tenant} trigger={trigger} />
    </Stack>
  )
}

const sorted = (days: readonly string[]) => weekdays.filter((day) => days.includes(day))

function Next({ tenant, trigger }: Pick<ScheduleSettingsProps, 'tenant' | 'trigger'>) {
  const { t } = useText()
  const formats = useFormats()
  const own = useTenant(tenant).data?.timezone
  const zone = trigger.zone ?? own ?? 'UTC'
  const moments = useMemo(() => nextMoments(trigger, zone, Date.now()), [trigger, zone])
  if (moments.length === 0) return null
  const said = moments.map((at) => formats.dateTime(new Date(at).toISOString()))
  return (
    <Text size="sm" c="dimmed" role="status">
      {t('automation.next', { moments: new Intl.ListFormat(currentLanguage(), { type: 'conjunction' }).format(said) })}
    </Text>
  )
}
