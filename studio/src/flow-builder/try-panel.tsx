// A record to try the flow with: what it holds, which steps are open, why the others are not, and what each step changes.
import { Alert, Button, CloseButton, Group, Modal, Select, Stack, Text } from '@mantine/core'
import { clockDuration, type Duration, type Language, saySpan } from '@molde/engine'
import { IconArrowBackUp, IconClock, IconDice, IconPencil, IconRotate } from '@tabler/icons-react'
import { useState } from 'react'
import { sayAction } from '../action-input/say-action.ts'
import { reachesOut, verbOf } from '../action-input/wire-action.ts'
import type { Blueprint } from '../api/blueprints-api.ts'
import type { WireTransition } from '../api/flows-api.ts'
import { useRecordSearch, type WireData, type WireRecord } from '../api/records-api.ts'
import { sayNeed } from '../expression-input/say-tree.ts'
import { FieldValue } from '../field-value/field-value.tsx'
import { recordTitle } from '../field-value/record-title.ts'
import { FormFooter } from '../record-form/form-footer.tsx'
import { RecordForm } from '../record-form/record-form.tsx'
import { currentLanguage, useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { useFormats } from '../text/use-formats.tsx'
import { EventForm } from '../transition-form/event-form.tsx'
import { hueOf } from '../ui/hue-of.ts'
import { SearchSelect } from '../ui/search-select.tsx'
import { StateChip } from '../ui/state-chip.tsx'
import classes from './flow-builder.module.css'
import type { FlowDesk } from './flow-desk.ts'
import { isArrow, whoOf } from './say-transition.ts'
import {
  actionsAround,
  changedKeys,
  placeNow,
  type Trial,
  type TrialEvent,
  type TrialGround,
  type TrialTimer,
  trialEvents,
  trialTimers,
  wireOf,
} from './try-flow.ts'
import { everybody, type TrialDesk } from './use-trial.ts'

export interface TryPanelProps {
  readonly desk: FlowDesk
  readonly blueprint: Blueprint
  readonly trying: TrialDesk
  readonly onClose: () => void
}

export function TryPanel({ desk, blueprint, trying, onClose }: TryPanelProps) {
  const { t } = useText()
  const { ground, trial, faults } = trying
  return (
    <aside className={classes.panel} aria-label={t('flowMap.try')}>
      <Stack gap="md">
        <Group justify="space-between" wrap="nowrap">
          <Text fw={600} component="h2" m={0}>
            {t('flowMap.try')}
          </Text>
          <CloseButton onClick={onClose} aria-label={t('common.close')} />
        </Group>
        <Text size="xs" c="dimmed">
          {t('flowMap.tryAbout')}
        </Text>
        {!ground && <Alert color="gray">{t('flowMap.tryMend')}</Alert>}
        <Sources desk={desk} blueprint={blueprint} trying={trying} />
        {faults.length > 0 && (
          <Alert color="bad" variant="light" role="alert">
            {faults.map(({ message }) => (
              <Text key={message} size="sm">
                {message}
              </Text>
            ))}
          </Alert>
        )}
        {ground && trial && <Played desk={desk} blueprint={blueprint} trying={trying} ground={ground} trial={trial} />}
      </Stack>
    </aside>
  )
}

/** A made-up record, one that is there, or either with other values; and who acts. */
function Sources({ desk, blueprint, trying }: Omit<TryPanelProps, 'onClose'>) {
  const { t } = useText()
  const formats = useFormats()
  const [typed, setTyped] = useState('')
  const [editing, setEditing] = useState(false)
  const found = useRecordSearch(desk.tenant, blueprint.name, typed, true).data?.items ?? []
  const titles = found.map((record) => ({
    value: record.id,
    label: recordTitle(blueprint, record.data, formats) || t('records.untitled'),
  }))
  const choose = (id: string | null) => {
    const record = found.find((one) => one.id === id)
    if (record) trying.begin({ data: record.data, state: record.state, id: record.id })
  }
  const roles = [...new Set(desk.flow.transitions.flatMap((one) => whoOf(one).roles ?? []))]
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <Button size="xs" variant="default" leftSection={<IconDice size={14} stroke={1.5} />} onClick={trying.makeUp}>
          {t('flowMap.madeUp')}
        </Button>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPencil size={14} stroke={1.5} />}
          disabled={!trying.ground}
          onClick={() => setEditing(true)}
        >
          {t('flowMap.editSample')}
        </Button>
      </Group>
      <SearchSelect
        aria-label={t('flowMap.realRecord')}
        placeholder={t('flowMap.realRecord')}
        data={titles}
        value={trying.source?.id ?? null}
        onChange={choose}
        onSearchChange={setTyped}
        filter={({ options }) => options}
      />
      {roles.length > 0 && (
        <Select
          label={t('flowMap.actAs')}
          data={[
            { value: everybody, label: t('flowMap.everyRole') },
            ...roles.map((role) => ({ value: role, label: role })),
          ]}
          value={trying.role}
          allowDeselect={false}
          onChange={(role) => trying.setRole(role ?? everybody)}
        />
      )}
      {editing && (
        <EditSample
          desk={desk}
          blueprint={blueprint}
          value={trying.source?.data ?? {}}
          onClose={() => setEditing(false)}
          onTake={(data) => {
            setEditing(false)
            trying.begin({ data })
          }}
        />
      )}
    </Stack>
  )
}

function EditSample(props: {
  readonly desk: FlowDesk
  readonly blueprint: Blueprint
  readonly value: WireData
  readonly onClose: () => void
  readonly onTake: (data: WireData) => void
}) {
  const { t } = useText()
  const { desk, blueprint } = props
  const hidden = new Set([
    desk.flow.stateField,
    ...blueprint.fields.flatMap(({ key, readOnly }) => (readOnly ? [key] : [])),
  ])
  const start = Object.fromEntries(Object.entries(props.value).filter(([key]) => !hidden.has(key))) as WireData
  const [value, setValue] = useState(start)
  const [stateFields] = useState([desk.flow.stateField])
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t('flowMap.editSample')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <RecordForm
        tenant={desk.tenant}
        blueprint={blueprint}
        value={value}
        onChange={setValue}
        onSubmit={props.onTake}
        stateFields={stateFields}
        formId="sample-form"
      />
      <FormFooter formId="sample-form" action={t('flowMap.tryThis')} pending={false} onCancel={props.onClose} />
    </Modal>
  )
}

interface PlayedProps {
  readonly desk: FlowDesk
  readonly blueprint: Blueprint
  readonly trying: TrialDesk
  readonly ground: TrialGround
  readonly trial: Trial
}

function Played({ desk, blueprint, trying, ground, trial }: PlayedProps) {
  const { t } = useText()
  const { words, flow } = desk
  const place = placeNow(trial)
  const hue = (key: string) => hueOf(words.color(key), Object.keys(flow.states).indexOf(key))
  const events = trialEvents(ground, place)
  const back = (label: string, Icon: typeof IconRotate, run: () => void) => (
    <Button
      size="compact-xs"
      variant="subtle"
      leftSection={<Icon size={14} stroke={1.5} />}
      disabled={trial.steps.length === 0}
      onClick={run}
    >
      {label}
    </Button>
  )
  return (
    <>
      <div>
        <Text size="sm" fw={600}>
          {t('flowMap.standsIn')}
        </Text>
        <Group gap="xs" justify="space-between" role="status">
          <Group gap={4}>
            {place.standing.map((state) => (
              <StateChip key={state} label={words.state(state)} hue={hue(state)} />
            ))}
          </Group>
          <Group gap={4}>
            {back(t('flowMap.stepBack'), IconArrowBackUp, trying.back)}
            {back(t('flowMap.startAgain'), IconRotate, trying.restart)}
          </Group>
        </Group>
      </div>
      <Stack gap="xs" role="group" aria-label={t('flowMap.nextSteps')}>
        <Text size="sm" fw={600}>
          {t('flowMap.nextSteps')}
        </Text>
        {events.length === 0 && (
          <Text size="sm" c="dimmed">
            {t(flow.states[place.state]?.type === 'final' ? 'flowMap.atTheEnd' : 'flowMap.noWayOut')}
          </Text>
        )}
        {events.map((event) => (
          <EventButton
            key={event.event}
            desk={desk}
            blueprint={blueprint}
            trying={trying}
            ground={ground}
            trial={trial}
            event={event}
          />
        ))}
      </Stack>
      <ByItself desk={desk} trying={trying} ground={ground} trial={trial} />
      <Changes desk={desk} blueprint={blueprint} ground={ground} trial={trial} />
      <Values desk={desk} blueprint={blueprint} data={wireOf(ground, place)} />
    </>
  )
}

/** What will happen where the record stands; one click, and the time until then has gone by. */
function ByItself({ desk, trying, ground, trial }: Omit<PlayedProps, 'blueprint'>) {
  const { t } = useText()
  const { dateTime } = useFormats()
  const place = placeNow(trial)
  const timers = trialTimers(ground, place)
  const [next, ...later] = timers
  if (!next) return null
  const stepOf = ({ transition, event }: TrialTimer) => {
    const step = desk.flow.transitions[transition]
    return step ? desk.words.called(step) : event
  }
  const when = ({ due }: TrialTimer) => dateTime(new Date(Math.max(due, place.at)).toISOString())
  return (
    <Stack gap={4} role="group" aria-label={t('timer.title')}>
      <Text size="sm" fw={600}>
        {t('timer.title')}
      </Text>
      <Button
        fullWidth
        variant="default"
        justify="space-between"
        leftSection={<IconClock size={16} stroke={1.5} />}
        rightSection={<Text size="xs">{stepOf(next)}</Text>}
        onClick={trying.passTime}
      >
        {sayLater(next.due - place.at, t)}
      </Button>
      {[next, ...later].map((timer) => (
        <Text key={timer.key} size="xs" c="dimmed">
          {t('timer.due', { step: stepOf(timer), when: when(timer) })}
        </Text>
      ))}
    </Stack>
  )
}

function sayLater(ms: number, t: ReturnType<typeof useText>['t']): string {
  return ms <= 0 ? t('timer.atOnce') : t('timer.later', { time: saySpan(roughly(ms), currentLanguage() as Language) })
}

/** In whole days and hours, of less than a day to the minute, of less than a minute to the second. */
function roughly(ms: number): Duration {
  const minutes = Math.round(ms / 60_000)
  if (minutes < 1) return clockDuration(Math.ceil(ms / 1000) * 1000)
  if (minutes < 24 * 60) return clockDuration(minutes * 60_000)
  const hours = Math.round(ms / 3_600_000)
  return { ...clockDuration((hours % 24) * 3_600_000), days: Math.floor(hours / 24) }
}

function EventButton(props: PlayedProps & { readonly event: TrialEvent }) {
  const { desk, blueprint, trying, ground, trial, event } = props
  const [asking, setAsking] = useState(false)
  const { words, flow, tenant } = desk
  const { t } = useText()
  const transition = flow.transitions[event.transition]
  const label = transition ? words.transition(transition) : event.event
  const record = { id: '', rev: 1, version: 1, data: wireOf(ground, placeNow(trial)) } as unknown as WireRecord
  const guard = transition?.['guard']
  const need = event.refusal?.code === 'guard' && typeof guard === 'string' ? sayNeed(guard, desk.say) : undefined
  return (
    <div>
      <Button
        fullWidth
        justify="space-between"
        variant={event.refusal ? 'default' : 'light'}
        disabled={event.refusal !== undefined}
        rightSection={isArrow(label) ? undefined : <Text size="xs">→ {words.state(event.to)}</Text>}
        onClick={() => (event.form.length > 0 ? setAsking(true) : trying.send(event.event, {}))}
      >
        {label}
      </Button>
      {event.refusal && (
        <Text size="xs" c="dimmed" mt={2}>
          {need ? t('condition.notYet', { need }) : event.refusal.reason}
        </Text>
      )}
      {asking && (
        <Modal
          opened
          onClose={() => setAsking(false)}
          title={label}
          closeButtonProps={{ 'aria-label': t('common.close') }}
        >
          <EventForm
            tenant={tenant}
            blueprint={blueprint}
            record={record}
            transition={{ event: event.event, to: event.to, form: event.form, allowed: true }}
            label={label}
            pending={false}
            error={undefined}
            onSend={(input) => {
              trying.send(event.event, input)
              setAsking(false)
            }}
            onCancel={() => setAsking(false)}
          />
        </Modal>
      )}
    </div>
  )
}

/** Every step so far, with the values before and after it. */
function Changes({ desk, blueprint, ground, trial }: Omit<PlayedProps, 'trying'>) {
  const { t } = useText()
  const nameOf = useFieldName()
  if (trial.steps.length === 0) return null
  const places = [trial.start, ...trial.steps]
  return (
    <Stack gap="xs" role="group" aria-label={t('flowMap.soFar')}>
      <Text size="sm" fw={600}>
        {t('flowMap.soFar')}
      </Text>
      {trial.steps.map((step, at) => {
        const before = places[at] as Trial['start']
        const taken = step.transitions.flatMap((at) => desk.flow.transitions[at] ?? [])
        const called = taken.length > 0 ? taken.map(desk.words.transition).join(' · ') : step.event
        const was = wireOf(ground, before)
        const is = wireOf(ground, step)
        const keys = changedKeys(ground, before, step).filter((key) => key !== desk.flow.stateField)
        return (
          <div key={`${at} ${step.event}`}>
            {step.passed !== undefined && (
              <Text size="xs" c="dimmed">
                {sayLater(step.passed, t)}
              </Text>
            )}
            <Text size="sm">
              {at + 1}. {called}
              {!isArrow(called) && ` → ${step.standing.map(desk.words.state).join(' · ')}`}
            </Text>
            {step.refused !== undefined && (
              <Text size="xs" c="bad">
                {t('timer.notPossible', { reason: step.refused })}
              </Text>
            )}
            <dl className={classes.change}>
              {keys.map((key) => {
                const field = blueprint.fields.find((one) => one.key === key)
                return field ? (
                  <div key={key} style={{ display: 'contents' }}>
                    <dt>{nameOf(field)}</dt>
                    <dd>
                      <Group gap={6}>
                        <FieldValue tenant={desk.tenant} field={field} value={was[key]} />
                        <span aria-hidden>→</span>
                        <FieldValue tenant={desk.tenant} field={field} value={is[key]} />
                      </Group>
                    </dd>
                  </div>
                ) : null
              })}
            </dl>
            <Beside desk={desk} taken={taken} from={before.state} to={step.state} />
          </div>
        )
      })}
    </Stack>
  )
}

interface BesideProps {
  readonly desk: FlowDesk
  readonly taken: readonly WireTransition[]
  readonly from: string
  readonly to: string
}

/** What the step does to others and tells them, in sentences: here nothing of it happens. */
function Beside({ desk, taken, from, to }: BesideProps) {
  const { t } = useText()
  const lines = actionsAround(desk.flow, taken, from, to)
    .filter((action) => reachesOut(verbOf(action)))
    .map((action) => sayAction(action, desk.say))
  if (lines.length === 0) return null
  return (
    <div role="group" aria-label={t('flowMap.besideIt')}>
      <Text size="xs" c="dimmed">
        {t('flowMap.besideIt')}
      </Text>
      {lines.map((line, at) => (
        <Text key={`${at}`} size="sm">
          {line}
        </Text>
      ))}
    </div>
  )
}

function Values({
  desk,
  blueprint,
  data,
}: {
  readonly desk: FlowDesk
  readonly blueprint: Blueprint
  readonly data: WireData
}) {
  const { t } = useText()
  const nameOf = useFieldName()
  return (
    <div role="group" aria-label={t('flowMap.values')}>
      <Text size="sm" fw={600} mb={4}>
        {t('flowMap.values')}
      </Text>
      <dl className={classes.change}>
        {blueprint.fields
          .filter(({ key }) => key !== desk.flow.stateField)
          .map((field) => (
            <div key={field.id} style={{ display: 'contents' }}>
              <dt>{nameOf(field)}</dt>
              <dd>
                <FieldValue tenant={desk.tenant} field={field} value={data[field.key]} />
              </dd>
            </div>
          ))}
      </dl>
    </div>
  )
}
