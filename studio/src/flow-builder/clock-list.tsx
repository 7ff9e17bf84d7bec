// Times that are promised: where each begins, stands still and ends, how long it is, and what happens when it is used up.
import { ActionIcon, Button, Card, Group, MultiSelect, Select, Stack, Text, TextInput, Tooltip } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import type { WireClock } from '../api/flows-api.ts'
import { ownWordsProps } from '../own-words/own-words.tsx'
import { freeName } from '../text/key-of.ts'
import { sayLabel } from '../text/say-label.ts'
import { currentLanguage, useText } from '../text/text.ts'
import { withLanguage, writtenLanguage } from '../text/with-language.ts'
import { ChoiceSelect } from '../ui/choice-select.tsx'
import { stepsFrom } from './edit-timers.ts'
import type { FlowDesk } from './flow-desk.ts'
import { LengthInput } from './length-input.tsx'
import { allTheTime, calendarChoices } from './timer-list.tsx'
import type { FlowActs } from './use-flow-acts.ts'

export interface ClockListProps {
  readonly desk: FlowDesk
  readonly acts: FlowActs
}

export function ClockList({ desk, acts }: ClockListProps) {
  const { t } = useText()
  const { flow } = desk
  const { clocks = [] } = flow
  const add = () => {
    const ends = Object.keys(flow.states).filter((key) => flow.states[key]?.type === 'final')
    // Lists of records ask for a promised time by its name, whichever flow it is of.
    const all = [desk.flow, ...desk.others].flatMap((one) => one.clocks ?? [])
    const name = freeName('clock', new Set(all.map((one) => one.name)))
    const label = { [writtenLanguage()]: t('clock.newName', { number: clocks.length + 1 }) }
    acts.changeClocks([...clocks, { name, label, starts: [flow.initial], stops: ends, target: 'P1D' }])
  }
  return (
    <Stack gap="xs" role="group" aria-label={t('clock.title')}>
      <div>
        <Text size="sm" fw={600}>
          {t('clock.title')}
        </Text>
        <Text size="xs" c="dimmed">
          {t('clock.about')}
        </Text>
      </div>
      {clocks.map((clock, at) => (
        <ClockCard key={clock.name} desk={desk} acts={acts} clock={clock} at={at} />
      ))}
      {Object.keys(flow.states).length > 0 && (
        <Button variant="default" size="xs" leftSection={<IconPlus size={14} stroke={1.5} />} onClick={add}>
          {t('clock.add')}
        </Button>
      )}
    </Stack>
  )
}

const sides = ['starts', 'pauses', 'stops'] as const

function ClockCard({ desk, acts, clock, at }: ClockListProps & { readonly clock: WireClock; readonly at: number }) {
  const { t } = useText()
  const { flow, words } = desk
  const { clocks = [] } = flow
  const called = sayLabel(clock.label, [currentLanguage()], clock.name)
  const change = (next: Partial<WireClock>, about?: string) =>
    acts.changeClocks(
      clocks.map((one, index) => (index === at ? withoutEmpty({ ...one, ...next }) : one)),
      about && `${clock.name} ${about}`,
    )
  // Each state does one thing with it.
  const free = (side: (typeof sides)[number]) =>
    Object.keys(flow.states).filter((key) => !sides.some((other) => other !== side && clock[other]?.includes(key)))
  const steps = clock.starts.flatMap((state) => stepsFrom(flow, state))
  const known = new Map(steps.map((step) => [step.event, words.called(step)]))
  const nothing = ' '
  return (
    <Card withBorder padding="xs" role="group" aria-label={called}>
      <Stack gap="xs">
        <Group gap={4} wrap="nowrap" align="flex-end">
          <TextInput
            label={t('clock.name')}
            {...ownWordsProps({
              label: clock.label,
              name: t('clock.name'),
              fallback: clock.name,
              onTranslate: (label) => change({ label }, 'label'),
            })}
            onChange={(event) => change({ label: withLanguage(clock.label, event.currentTarget.value) }, 'label')}
            maxLength={200}
            flex={1}
            miw={0}
          />
          <Tooltip label={t('clock.remove', { name: called })}>
            <ActionIcon
              size="lg"
              aria-label={t('clock.remove', { name: called })}
              onClick={() => acts.changeClocks(clocks.filter((_, index) => index !== at))}
            >
              <IconX size={16} stroke={1.5} />
            </ActionIcon>
          </Tooltip>
        </Group>
        <LengthInput
          label={t('clock.target')}
          unitLabel={t('timer.unitLabel')}
          value={clock.target}
          onChange={(target) => change({ target }, 'target')}
        />
        {sides.map((side) => (
          <MultiSelect
            key={side}
            label={t(`clock.${side}`)}
            data={free(side).map((key) => ({ value: key, label: words.state(key) }))}
            value={[...(clock[side] ?? [])]}
            onChange={(states) => change({ [side]: states })}
            error={side === 'starts' && clock.starts.length === 0 ? t('clock.startsMissing') : undefined}
            searchable
          />
        ))}
        {(desk.calendars.length > 0 || clock.calendar !== undefined) && (
          <ChoiceSelect
            label={t('timer.countsBy')}
            data={[
              { value: allTheTime, label: t('timer.allTheTime') },
              ...calendarChoices(desk, clock.calendar).map((one) => ({ value: one, label: words.calendar(one) })),
            ]}
            value={clock.calendar ?? allTheTime}
            onChange={(next) => change({ calendar: next === allTheTime ? undefined : next })}
          />
        )}
        <Select
          label={t('clock.then')}
          data={[
            { value: nothing, label: t('clock.onlySaid') },
            ...[...known].map(([value, label]) => ({ value, label })),
          ]}
          value={clock.event ?? nothing}
          allowDeselect={false}
          onChange={(event) => change({ event: event === nothing || event === null ? undefined : event })}
        />
        {desk.clockProblems(at).map((message) => (
          <Text key={message} size="xs" c="bad" role="alert">
            {message}
          </Text>
        ))}
      </Stack>
    </Card>
  )
}

function withoutEmpty({ calendar, event, ...clock }: WireClock): WireClock {
  return { ...clock, ...(calendar !== undefined && { calendar }), ...(event !== undefined && { event }) } as WireClock
}
