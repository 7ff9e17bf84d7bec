// What is wrong with a flow, shown by a record: step by step on the drawing, each with what is filled in and what it makes of it.
import { ActionIcon, Button, CloseButton, Group, Progress, Stack, Text, Tooltip } from '@mantine/core'
import { type Json, witnessGround } from '@molde/engine'
import {
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerTrackNext,
  IconPlayerTrackPrev,
  IconRotate,
} from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { roleWords } from '../action-input/say-action.ts'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import type { WireData } from '../api/records-api.ts'
import { FieldValue } from '../field-value/field-value.tsx'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import classes from './flow-builder.module.css'
import type { FlowDesk } from './flow-desk.ts'
import { isArrow } from './say-transition.ts'
import { changedKeys, type TrialPlace, wireOf } from './try-flow.ts'
import type { Shown } from './use-shown.ts'

export interface ShownPanelProps {
  readonly desk: FlowDesk
  readonly blueprint: Blueprint
  readonly shown: Shown
  /** Goes on with the record by hand. */
  readonly onTake: (record: { readonly data: WireData; readonly state: string }) => void
  readonly onClose: () => void
}

export function ShownPanel({ desk, blueprint, shown, onTake, onClose }: ShownPanelProps) {
  const { t } = useText()
  const { at, last, here, ground, problem } = shown
  const panel = useRef<HTMLElement>(null)
  // The arrow keys work at once, and the way back is where it was asked for.
  useEffect(() => {
    const before = document.activeElement
    panel.current?.focus()
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  return (
    <aside
      ref={panel}
      tabIndex={-1}
      className={classes.panel}
      aria-label={t('flowShow.title')}
      onKeyDown={(event) => turn(event, shown, onClose)}
    >
      <Stack gap="md">
        <Group justify="space-between" wrap="nowrap">
          <Text fw={600} component="h2" m={0}>
            {t('flowShow.title')}
          </Text>
          <CloseButton onClick={onClose} aria-label={t('common.close')} />
        </Group>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {problem.message}
        </Text>
        <Steps shown={shown} />
        <Moment desk={desk} blueprint={blueprint} shown={shown} />
        <Button
          variant="default"
          onClick={() => onTake({ data: wireOf(ground, here), state: here.state })}
          disabled={at < last && shown.isPlaying}
        >
          {t('flowShow.goOn')}
        </Button>
        <Text size="xs" c="dimmed">
          {t('flowShow.about')}{' '}
          <Text span inherit visibleFrom="sm">
            {t('flowShow.keys')}
          </Text>
        </Text>
      </Stack>
    </aside>
  )
}

function turn(event: KeyboardEvent<HTMLElement>, { at, last, to }: Shown, onClose: () => void): void {
  const wish = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: last }[event.key]
  if (event.key === 'Escape') return onClose()
  if (wish === undefined || event.altKey || event.ctrlKey || event.metaKey) return
  event.preventDefault()
  event.stopPropagation()
  to(wish)
}

function Steps({ shown }: { readonly shown: Shown }) {
  const { t } = useText()
  const { at, last, isPlaying, to, play, pause } = shown
  const place = t('flowShow.place', { at: at + 1, of: last + 1 })
  const [label, Icon, run] = isPlaying
    ? ([t('flowShow.pause'), IconPlayerPause, pause] as const)
    : at < last
      ? ([t('flowShow.play'), IconPlayerPlay, play] as const)
      : ([t('flowShow.again'), IconRotate, play] as const)
  const tool = (name: string, Sign: typeof IconRotate, press: () => void, isOff = false) => (
    <Tooltip label={name}>
      {/* Still reached at its end, so that the keyboard does not fall off. */}
      <ActionIcon
        variant="default"
        size="lg"
        aria-label={name}
        aria-disabled={isOff}
        data-disabled={isOff || undefined}
        onClick={press}
      >
        <Sign size={16} stroke={1.5} />
      </ActionIcon>
    </Tooltip>
  )
  return (
    <Stack gap={6} role="group" aria-label={t('flowShow.steps')}>
      <Group gap="xs" wrap="nowrap">
        {tool(t('flowShow.before'), IconPlayerTrackPrev, () => to(at - 1), at === 0)}
        {last > 0 && tool(label, Icon, run)}
        {tool(t('flowShow.next'), IconPlayerTrackNext, () => to(at + 1), at === last)}
        <Text size="sm" c="dimmed" ml="auto">
          {place}
        </Text>
      </Group>
      <Progress value={(100 * (at + 1)) / (last + 1)} size={3} aria-label={place} />
    </Stack>
  )
}

function Moment({ desk, blueprint, shown }: Omit<ShownPanelProps, 'onTake' | 'onClose'>) {
  const { t } = useText()
  const { trial, at, step, here, ground } = shown
  const before: TrialPlace = trial.steps[at - 2] ?? trial.start
  const filled = step ? (step.filled ?? {}) : trial.made
  const others = (step ? changedKeys(ground, before, here) : Object.keys(wireOf(ground, here))).filter(
    (key) => key !== desk.flow.stateField && !Object.hasOwn(filled, key),
  )
  return (
    <Stack gap="xs" role="status" aria-live="polite" aria-atomic>
      <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
        {useMomentWords(desk, shown)}
      </Text>
      <By desk={desk} shown={shown} />
      <ValueList desk={desk} blueprint={blueprint} title={t('flowShow.filled')} data={filled} />
      <ValueList
        desk={desk}
        blueprint={blueprint}
        title={t('flowShow.written')}
        data={Object.fromEntries(others.map((key) => [key, wireOf(ground, here)[key] ?? null]))}
      />
    </Stack>
  )
}

function useMomentWords(desk: FlowDesk, { step, here }: Shown): string {
  const { t } = useText()
  const state = here.standing.map(desk.words.state).join(' · ')
  if (!step) return t('flowShow.begins', { state })
  if (step.event === '') return t('flowShow.stands', { state })
  const taken = step.transitions.flatMap((at) => desk.flow.transitions[at] ?? [])
  const named = desk.flow.transitions.filter(({ event }) => event === step.event).slice(0, 1)
  const called = [...new Set((taken.length > 0 ? taken : named).map(desk.words.called))].join(' · ')
  if (step.fitsNone) return t('flowShow.fitsNone', { step: called })
  if (step.refused !== undefined) return t('flowShow.refused', { step: called, reason: step.refused })
  return isArrow(called) ? called : t('flowShow.leads', { step: called, state })
}

/** Who acts, where that is not just anybody. */
function By({ desk, shown }: Pick<ShownPanelProps, 'desk' | 'shown'>) {
  const { t, language } = useText()
  const { actor } = shown.step ?? {}
  if (!actor) return null
  const roles = new Intl.ListFormat(language, { type: 'conjunction' }).format(
    actor.roles.map((role) => roleWords(role, desk.say)),
  )
  const said = [
    ...(actor.id === witnessGround.creator ? [t('flowShow.byCreator')] : []),
    ...(actor.roles.length > 0 ? [t('flowShow.byRoles', { roles })] : []),
  ]
  if (said.length === 0) return null
  return (
    <Text size="sm" c="dimmed">
      {said.join(' ')}
    </Text>
  )
}

interface ValueListProps extends Pick<ShownPanelProps, 'desk' | 'blueprint'> {
  readonly title: string
  readonly data: WireData
}

function ValueList({ desk, blueprint, title, data }: ValueListProps) {
  const nameOf = useFieldName()
  const fields = blueprint.fields.filter(({ key }) => Object.hasOwn(data, key))
  if (fields.length === 0) return null
  return (
    <div role="group" aria-label={title}>
      <Text size="xs" c="dimmed">
        {title}
      </Text>
      <dl className={classes.change}>
        {fields.map((field) => (
          <div key={field.key} style={{ display: 'contents' }}>
            <dt>{nameOf(field)}</dt>
            <dd>
              <MadeUpValue desk={desk} field={field} value={data[field.key]} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

interface MadeUpValueProps {
  readonly desk: FlowDesk
  readonly field: WireField
  readonly value: Json | undefined
}

/** People and records that are only thought of have no name; what is cleared is said. */
function MadeUpValue({ desk, field, value }: MadeUpValueProps) {
  const { t } = useText()
  if (value === null || value === undefined || value === '') return <Text c="dimmed">{t('flowShow.empty')}</Text>
  if (field.type === 'user')
    return <span>{t(value === witnessGround.creator ? 'flowShow.creator' : 'flowShow.somebody')}</span>
  if (field.type === 'relation') return <span>{t('flowShow.aRecord')}</span>
  return <FieldValue tenant={desk.tenant} field={field} value={value} />
}
