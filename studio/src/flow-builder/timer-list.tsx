// What happens by itself while a record stands in a state or a group: when, and which step is taken then.
import { ActionIcon, Button, Card, Group, Select, Stack, Switch, Text, Tooltip } from '@mantine/core'
import { IconClock, IconPlus, IconX } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { ActionList } from '../action-input/action-list.tsx'
import type { WireAction } from '../action-input/wire-action.ts'
import type { WireTimer } from '../api/flows-api.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { ChoiceSelect } from '../ui/choice-select.tsx'
import { connectTargets } from './connect-targets.ts'
import { isInternal, leadsOn, stepsFrom, timersAt } from './edit-timers.ts'
import type { FlowDesk } from './flow-desk.ts'
import { LengthInput } from './length-input.tsx'
import type { FlowActs } from './use-flow-acts.ts'

export interface TimerListProps {
  readonly desk: FlowDesk
  /** A state by its key or a group by its node. */
  readonly node: string
  readonly acts: FlowActs
}

export function TimerList({ desk, node, acts }: TimerListProps) {
  const { t } = useText()
  const timers = timersAt(desk.flow, node)
  const newest = useRef<HTMLDivElement>(null)
  const isAdded = useRef(false)
  // It comes in below what is seen.
  useEffect(() => {
    if (isAdded.current) newest.current?.scrollIntoView({ block: 'nearest' })
    isAdded.current = false
  }, [timers.length])
  return (
    <Stack gap="xs" role="group" aria-label={t('timer.title')}>
      <div>
        <Text size="sm" fw={600}>
          {t('timer.title')}
        </Text>
        {timers.length === 0 && (
          <Text size="xs" c="dimmed">
            {t('timer.about')}
          </Text>
        )}
      </div>
      {timers.map((timer, at) => (
        <div key={timer.name} ref={at === timers.length - 1 ? newest : undefined}>
          <TimerCard desk={desk} node={node} acts={acts} timer={timer} at={at} />
        </div>
      ))}
      <Button
        variant="default"
        size="xs"
        leftSection={<IconPlus size={14} stroke={1.5} />}
        onClick={() => {
          isAdded.current = true
          acts.addTimer(node, firstTarget(desk, node))
        }}
      >
        {t('timer.add')}
      </Button>
    </Stack>
  )
}

/** Onwards to where no step leads from here: what happens by itself is rarely what somebody has a button for. Else where one leads. */
function firstTarget(desk: FlowDesk, node: string): string {
  const targets = connectTargets(desk, node).map(({ value }) => value)
  const led = stepsFrom(desk.flow, node).flatMap(({ to }) => (targets.includes(to) ? [to] : []))
  const after = targets.includes(node) ? targets.slice(targets.indexOf(node) + 1) : []
  const onwards = after.find((target) => !led.includes(target))
  return onwards ?? led[0] ?? targets.find((target) => target !== node) ?? node
}

type Side = 'exactly' | 'before' | 'after'

function TimerCard({
  desk,
  node,
  acts,
  timer,
  at,
}: TimerListProps & { readonly timer: WireTimer; readonly at: number }) {
  const { t } = useText()
  const nameOf = useFieldName()
  const number = at + 1
  const dates = desk.fields.filter(({ type, many }) => (type === 'date' || type === 'datetime') && !many)
  const isAt = timer.at !== undefined
  const side: Side = timer.offset === undefined ? 'exactly' : timer.offset.startsWith('-') ? 'before' : 'after'
  const problems = desk.timerProblems(node, at)
  const { event, calendar } = timer
  /** Everything but when it is due, which is said anew. */
  const { after: _, at: __, offset: ___, ...kept } = timer
  const change = (when: Partial<WireTimer>, about?: string) =>
    acts.changeTimer(node, at, { ...kept, ...when } as WireTimer, about)
  const offset = (length: string, which: Side) =>
    change(
      { at: timer.at ?? '', ...(which !== 'exactly' && { offset: `${which === 'before' ? '-' : ''}${length}` }) },
      'length',
    )
  return (
    <Card withBorder padding="xs" role="group" aria-label={t('timer.number', { number })}>
      <Stack gap="xs">
        <Group gap={4} wrap="nowrap" align="flex-end">
          <ChoiceSelect
            label={t('timer.when')}
            data={[
              { value: 'after', label: t('timer.afterSome') },
              ...(dates.length > 0 || isAt ? [{ value: 'at', label: t('timer.atDate') }] : []),
            ]}
            value={isAt ? 'at' : 'after'}
            onChange={(way) => change(way === 'at' ? { at: dates[0]?.key ?? '' } : { after: 'PT2H' })}
            flex={1}
            miw={0}
          />
          <Tooltip label={t('timer.remove', { number })}>
            <ActionIcon onClick={() => acts.removeTimer(node, at)} aria-label={t('timer.remove', { number })} size="lg">
              <IconX size={16} stroke={1.5} />
            </ActionIcon>
          </Tooltip>
        </Group>
        {isAt ? (
          <>
            <Select
              label={t('timer.date')}
              data={dates.map((field) => ({ value: field.key, label: nameOf(field) }))}
              value={timer.at || null}
              allowDeselect={false}
              searchable
              error={timer.at === '' ? t('timer.dateMissing') : undefined}
              onChange={(key) => key !== null && change({ at: key, ...(timer.offset && { offset: timer.offset }) })}
            />
            <ChoiceSelect
              label={t('timer.side')}
              data={(['exactly', 'before', 'after'] as const).map((one) => ({
                value: one,
                label: t(`timer.sides.${one}`),
              }))}
              value={side}
              onChange={(next) => offset(timer.offset?.replace(/^-/, '') ?? 'P1D', next)}
            />
            {side !== 'exactly' && (
              <LengthInput
                label={t('timer.howLong')}
                unitLabel={t('timer.unitLabel')}
                value={timer.offset?.replace(/^-/, '') ?? ''}
                onChange={(length) => offset(length, side)}
              />
            )}
          </>
        ) : (
          <LengthInput
            label={t('timer.howLong')}
            unitLabel={t('timer.unitLabel')}
            value={timer.after ?? ''}
            onChange={(after) => change({ after }, 'length')}
          />
        )}
        {(desk.calendars.length > 0 || calendar !== undefined) && (
          <ChoiceSelect
            label={t('timer.countsBy')}
            data={[
              { value: allTheTime, label: t('timer.allTheTime') },
              ...calendarChoices(desk, calendar).map((one) => ({ value: one, label: desk.words.calendar(one) })),
            ]}
            value={calendar ?? allTheTime}
            onChange={(next) => {
              const { calendar: _, ...rest } = timer
              acts.changeTimer(node, at, next === allTheTime ? rest : { ...rest, calendar: next })
            }}
          />
        )}
        <ThenSelect desk={desk} node={node} acts={acts} timer={timer} at={at} />
        {leadsOn(desk.flow, node, event) && (
          <Switch
            size="xs"
            label={t('timer.button')}
            checked={!isInternal(desk.flow, event)}
            onChange={(changed) => acts.keepButton(event, changed.currentTarget.checked)}
          />
        )}
        <Reminders desk={desk} node={node} acts={acts} timer={timer} at={at} />
        {problems.map((message) => (
          <Text key={message} size="xs" c="bad" role="alert">
            {message}
          </Text>
        ))}
        <Group gap={6} wrap="nowrap" align="flex-start" c="dimmed">
          <IconClock size={14} stroke={1.5} aria-hidden style={{ flex: 'none', marginTop: 3 }} />
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {desk.words.timer(timer)}
          </Text>
        </Group>
      </Stack>
    </Card>
  )
}

/** How long before, and who is told. */
function Reminders({
  desk,
  node,
  acts,
  timer,
  at,
}: TimerListProps & { readonly timer: WireTimer; readonly at: number }) {
  const { t } = useText()
  const { remind = [], onRemind = [] } = timer
  const put = (next: readonly string[], about?: string) => {
    const { remind: _, onRemind: __, ...rest } = timer
    const told = onRemind.length > 0 ? { onRemind } : {}
    acts.changeTimer(node, at, next.length > 0 ? { ...rest, ...told, remind: next } : rest, about)
  }
  return (
    <Stack gap="xs" role="group" aria-label={t('timer.reminders')}>
      {remind.map((before, place) => (
        // A reminder has no name of its own; its place is what it is.
        <Group key={`${place}`} gap={4} wrap="nowrap" align="flex-start">
          <div style={{ flex: 1, minWidth: 0 }}>
            <LengthInput
              label={t('timer.remindBefore', { number: place + 1 })}
              unitLabel={t('timer.beforeUnit')}
              value={before}
              onChange={(length) =>
                put(
                  remind.map((one, index) => (index === place ? length : one)),
                  'remind',
                )
              }
            />
          </div>
          <ActionIcon
            mt={26}
            size="lg"
            aria-label={t('timer.removeReminder', { number: place + 1 })}
            onClick={() => put(remind.filter((_, index) => index !== place))}
          >
            <IconX size={16} stroke={1.5} />
          </ActionIcon>
        </Group>
      ))}
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={14} stroke={1.5} />}
        style={{ alignSelf: 'flex-start' }}
        onClick={() => put([...remind, remind.length === 0 ? 'PT1H' : 'P1D'])}
      >
        {t('timer.addReminder')}
      </Button>
      {remind.length > 0 && (
        <>
          <ActionList
            tenant={desk.tenant}
            title={t('timer.onRemind')}
            actions={onRemind as readonly WireAction[]}
            onChange={(actions) => {
              const { onRemind: _, ...rest } = timer
              acts.changeTimer(node, at, actions ? { ...rest, onRemind: actions } : rest, 'told')
            }}
            fields={desk.fields}
            scope={desk.scope}
            names={desk.names}
            words={desk.say}
            outsideOnly
          />
          {onRemind.length === 0 && (
            <Text size="xs" c="dimmed">
              {t('timer.remindsUsually')}
            </Text>
          )}
        </>
      )}
    </Stack>
  )
}

export const allTheTime = ' '

/** One that is gone is still said. */
export function calendarChoices({ calendars }: FlowDesk, chosen: string | undefined): readonly string[] {
  const names = calendars.map(({ name }) => name)
  return chosen === undefined || names.includes(chosen) ? names : [...names, chosen]
}

/** A step that is there, or one of its own to any state. */
function ThenSelect({
  desk,
  node,
  acts,
  timer,
  at,
}: TimerListProps & { readonly timer: WireTimer; readonly at: number }) {
  const { t } = useText()
  const { flow, words } = desk
  const steps = stepsFrom(flow, node)
  const own = 'to '
  const sentence = (step: (typeof steps)[number]) => {
    const called = words.called(step)
    return called.startsWith('→') ? called : `${called} → ${words.state(step.to)}`
  }
  return (
    <Select
      label={t('timer.then')}
      data={[
        { group: t('flowMap.waysOut'), items: steps.map((step) => ({ value: step.event, label: sentence(step) })) },
        {
          group: t('timer.newStep'),
          items: connectTargets(desk, node)
            .filter(({ value }) => value !== node)
            .map(({ value, label }) => ({ value: own + value, label: t('flow.newTransition', { state: label }) })),
        },
      ]}
      value={steps.some(({ event }) => event === timer.event) ? timer.event : null}
      allowDeselect={false}
      searchable
      error={leadsOn(flow, node, timer.event) ? undefined : t('timer.thenMissing')}
      onChange={(chosen) => {
        if (chosen === null) return
        if (chosen.startsWith(own)) acts.leadTimerTo(node, at, chosen.slice(own.length))
        else acts.leadTimer(node, at, chosen)
      }}
    />
  )
}
