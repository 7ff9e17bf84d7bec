// What will happen to a record while nobody does anything, and why something that was due did not.
import { Group, Stack, Text } from '@mantine/core'
import { IconClock, IconClockExclamation, IconClockPause } from '@tabler/icons-react'
import type { Blueprint } from '../api/blueprints-api.ts'
import type { Flow } from '../api/flows-api.ts'
import { stateIn } from '../api/flows-of-kind.ts'
import type { WireRecord } from '../api/records-api.ts'
import { type RecordClock, type RecordTimer, useTimers } from '../api/transitions-api.ts'
import { lengthOf, readClock } from '../record-clock/read-clock.ts'
import { useNow } from '../record-clock/use-now.ts'
import { usePassed } from '../record-clock/use-passed.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { arrowTo } from '../transition-form/event-label.ts'
import { useFlowName } from '../transition-form/use-flow-name.ts'

export interface ByItselfProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly record: WireRecord
  readonly flows: readonly Flow[]
}

export function ByItself({ tenant, blueprint, record, flows }: ByItselfProps) {
  const { t } = useText()
  const nameOf = useFlowName(blueprint)
  const isInFlow = record.deletedAt === null && flows.some((flow) => stateIn(flow, record) !== null)
  const { data, dataUpdatedAt } = useTimers(tenant, blueprint.name, record.id, isInFlow)
  const { items: timers = [], clocks = [] } = data ?? {}
  // What was done has led somewhere, which the record shows.
  const told = timers.filter(({ status }) => status !== 'done')
  if (told.length + clocks.length === 0) return null
  // In the order of the flows; of one alone nobody need be told which it is.
  const all = [...clocks, ...told].map(({ flow }) => flow)
  const groups = flows.length < 2 ? [undefined] : flows.filter(({ name }) => all.includes(name))
  return groups.map((flow) => {
    const isOf = (one: { readonly flow?: string }) => flow === undefined || one.flow === flow.name
    const label = flow ? t('moves.byItselfIn', { flow: nameOf(flow) }) : t('moves.byItself')
    return (
      <Stack key={flow?.name ?? ''} component="ul" className="bare-list" gap={2} mb="sm" aria-label={label}>
        {flow && (
          <Text component="li" size="xs" fw={500} c="dimmed" aria-hidden>
            {nameOf(flow)}
          </Text>
        )}
        {clocks.filter(isOf).map((clock) => (
          <OneClock key={clock.name} tenant={tenant} clock={clock} toldAt={dataUpdatedAt} />
        ))}
        {told.filter(isOf).map((timer) => (
          <OneTimer key={timer.name} timer={timer} />
        ))}
      </Stack>
    )
  })
}

/** How much of a promised time is left, or how late it is. */
function OneClock({ tenant, clock, toldAt }: OneClockProps) {
  const { t } = useText()
  const { say, duration, dateTime } = useFormats()
  const reading = readClock({ ...clock, toldAt }, useNow(), usePassed(tenant, clock.calendar))
  const { way } = reading
  const isLate = way === 'late' || way === 'latePauses' || way === 'wasLate'
  const length = lengthOf(reading, clock.calendar !== undefined)
  const time = length === undefined ? `< ${duration('PT1M')}` : duration(length)
  const words = { name: say(clock.label, clock.name), time, when: clock.dueAt ? dateTime(clock.dueAt) : '' }
  const Icon = isLate ? IconClockExclamation : way === 'pauses' ? IconClockPause : IconClock
  return (
    <Group component="li" gap={6} wrap="nowrap" align="flex-start" c={isLate ? 'bad' : 'dimmed'}>
      <Icon size={16} stroke={1.5} aria-hidden style={{ flex: 'none', marginTop: 2 }} />
      <Text size="sm">{t(`moves.clock.${toldAs[way]}`, words)}</Text>
    </Group>
  )
}

interface OneClockProps {
  readonly tenant: string
  readonly clock: RecordClock
  /** When it was told, by the clock of this browser. */
  readonly toldAt: number
}

/** Under which words each is told. */
const toldAs = {
  runs: 'runs',
  soon: 'runs',
  late: 'late',
  pauses: 'pauses',
  latePauses: 'wasLate',
  kept: 'stopped',
  wasLate: 'wasLate',
} as const

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
