// When: what sets an automation off, chosen in plain words, and what goes with it.
import { Checkbox, MultiSelect, NumberInput, Radio, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { type TriggerKind, triggerKinds, type WireTrigger } from '../api/automations-api.ts'
import type { WireField } from '../api/blueprints-api.ts'
import type { Flow } from '../api/flows-api.ts'
import { eventsIn, flowOfEvent, prefixOf } from '../api/flows-of-kind.ts'
import { ExpressionInput } from '../expression-input/expression-input.tsx'
import { sayLabel, wordsOfKey } from '../text/say-label.ts'
import { severalOf } from '../text/several.ts'
import { currentLanguage, useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { stateOf } from '../transition-form/place-of-step.ts'
import { useFlowName } from '../transition-form/use-flow-name.ts'
import { ChoiceSelect } from '../ui/choice-select.tsx'
import { SearchSelect } from '../ui/search-select.tsx'
import classes from './automation-builder.module.css'
import { type AutomationDraft, needsKind } from './automation-draft.ts'
import { type Problems, problemsAt } from './judge-automation.ts'
import { formWords, stepWords } from './say-automation.ts'
import { ScheduleSettings } from './schedule-settings.tsx'
import type { AutomationDesk } from './use-automation-desk.ts'
import { Wrong } from './wrong.tsx'

export interface TriggerSettingsProps {
  readonly desk: AutomationDesk
  readonly draft: AutomationDraft
  readonly problems: Problems
  readonly onChange: (change: Partial<AutomationDraft>) => void
}

/** What a kind of trigger begins with. */
function startOfTrigger(kind: TriggerKind): WireTrigger {
  return kind === 'schedule' ? { kind, every: 'day', at: '08:00' } : { kind }
}

export function TriggerSettings(props: TriggerSettingsProps) {
  const { desk, draft, problems, onChange } = props
  const { t } = useText()
  const { trigger, blueprint } = draft
  const { kind } = trigger
  const put = (next: WireTrigger) => onChange({ trigger: next })
  const choose = (next: TriggerKind) => next !== kind && put(startOfTrigger(next))
  const about = (name: string | null) => {
    const bare = needsKind(trigger) ? startOfTrigger(kind) : trigger
    const { find: _, ...rest } = bare
    onChange({ blueprint: name === null || name === nothing ? undefined : name, trigger: rest })
  }
  const kinds = desk.kinds.map((one) => ({
    value: one.name,
    label: sayLabel(severalOf(one), [currentLanguage()], wordsOfKey(one.name)),
  }))
  const own = [
    ...(problems.get('') ?? []),
    ...(problems.get('/trigger') ?? []),
    ...(problems.get('/trigger/kind') ?? []),
  ]
  return (
    <Stack gap="md">
      <Radio.Group value={kind} onChange={(next) => choose(next as TriggerKind)} aria-label={t('automation.whenTitle')}>
        <SimpleGrid cols={{ base: 1, xs: 2, lg: 3 }} spacing="xs">
          {triggerKinds.map((one) => (
            <Radio.Card
              key={one}
              value={one}
              className={classes['trigger']}
              p="sm"
              aria-label={t(`automation.kind_${one}`)}
            >
              <Text size="sm" fw={600}>
                {t(`automation.kind_${one}`)}
              </Text>
              <Text size="xs" c="dimmed">
                {t(`automation.about_${one}`)}
              </Text>
            </Radio.Card>
          ))}
        </SimpleGrid>
      </Radio.Group>
      <SearchSelect
        label={t('automation.kindOfRecord')}
        {...(needsKind(trigger)
          ? {}
          : { description: t(`automation.kindAbout_${kind === 'schedule' ? 'schedule' : 'webhook'}`) })}
        placeholder={t('automation.chooseKind')}
        data={needsKind(trigger) ? kinds : [{ value: nothing, label: t('automation.noRecord') }, ...kinds]}
        value={blueprint ?? (needsKind(trigger) ? null : nothing)}
        allowDeselect={false}
        onChange={about}
      />
      {kind === 'submitted' && desk.blueprint && <FormSettings {...props} onPut={put} />}
      {kind === 'changed' && desk.blueprint && <ChangedSettings {...props} onPut={put} />}
      {kind === 'transition' && desk.flows.length > 0 && <StepSettings {...props} onPut={put} />}
      {kind === 'schedule' && (
        <ScheduleSettings tenant={desk.tenant} trigger={trigger} problems={problems} onChange={put} />
      )}
      {kind === 'webhook' && <OutsideSettings {...props} onPut={put} />}
      <Wrong said={own} />
    </Stack>
  )
}

const nothing = ''

interface PartProps extends TriggerSettingsProps {
  readonly onPut: (trigger: WireTrigger) => void
}

function FormSettings({ desk: { forms, words }, draft: { trigger }, problems, onPut }: PartProps) {
  const { t } = useText()
  return (
    <SearchSelect
      label={t('automation.form')}
      {...(forms.length === 0 && { description: t('automation.noForms') })}
      data={[
        { value: nothing, label: t('automation.anyForm') },
        ...forms.map(({ name }) => ({ value: name, label: formWords(name, words) })),
      ]}
      value={trigger.form ?? nothing}
      allowDeselect={false}
      onChange={(form) => onPut({ kind: 'submitted', ...(form !== null && form !== nothing && { form }) })}
      error={problems.get('/trigger/form')?.join(' ')}
    />
  )
}

function ChangedSettings({ desk, draft: { trigger }, problems, onPut }: PartProps) {
  const { t } = useText()
  const nameOf = useFieldName()
  const fields = desk.blueprint?.fields ?? []
  const chosen = trigger.fields ?? []
  const [only, ...more] = chosen
  const field = more.length === 0 ? fields.find(({ key }) => key === only) : undefined
  return (
    <Stack gap="sm">
      <MultiSelect
        label={t('automation.fields')}
        description={t('automation.fieldsAbout')}
        data={fields.map((one) => ({ value: one.key, label: nameOf(one) }))}
        value={[...chosen]}
        onChange={(keys) => onPut({ kind: 'changed', ...(keys.length > 0 && { fields: keys }) })}
        searchable
        error={problemsAt(problems, '/trigger/fields').join(' ') || undefined}
      />
      {field && (
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          {(['from', 'to'] as const).map((end) => (
            <End
              key={`${field.key} ${end}`}
              label={t(`automation.${end}`)}
              field={field}
              value={trigger[end]}
              problem={problemsAt(problems, `/trigger/${end}`).join(' ')}
              onChange={(value) => onPut(withEnd(trigger, end, value))}
            />
          ))}
        </SimpleGrid>
      )}
    </Stack>
  )
}

function withEnd(trigger: WireTrigger, end: 'from' | 'to', value: WireTrigger['from']): WireTrigger {
  const { [end]: _, ...rest } = trigger
  return value === undefined ? rest : { ...rest, [end]: value }
}

interface EndProps {
  readonly label: string
  readonly field: WireField
  readonly value: WireTrigger['from']
  readonly problem: string
  readonly onChange: (value: WireTrigger['from']) => void
}

const numbers: readonly string[] = ['integer', 'number', 'percent', 'rating']
const texts: readonly string[] = ['text', 'email', 'phone', 'url']

/** Any value, none, or this one. */
function End({ label, field, value, problem, onChange }: EndProps) {
  const { t } = useText()
  const choices = field.many
    ? []
    : field.type === 'boolean'
      ? [
          { value: 'is true', label: t('common.yes') },
          { value: 'is false', label: t('common.no') },
        ]
      : (field.options ?? []).map((one) => ({
          value: `is ${one.key}`,
          label: sayLabel(one.label, [currentLanguage()], wordsOfKey(one.key)),
        }))
  const isWritten = !field.many && (numbers.includes(field.type) || texts.includes(field.type))
  const shown = value === undefined ? 'any' : value === null ? 'empty' : isWritten ? 'written' : `is ${String(value)}`
  const choose = (next: string) => {
    if (next === 'any') return onChange(undefined)
    if (next === 'empty') return onChange(null)
    if (next === 'written') return onChange(numbers.includes(field.type) ? 0 : '')
    const text = next.slice(3)
    onChange(field.type === 'boolean' ? text === 'true' : text)
  }
  return (
    <Stack gap={4}>
      <ChoiceSelect
        label={label}
        data={[
          { value: 'any', label: t('automation.anyValue') },
          { value: 'empty', label: t('condition.nothing') },
          ...(isWritten ? [{ value: 'written', label: t('automation.thisValue') }] : []),
          ...choices,
        ]}
        value={shown}
        onChange={choose}
      />
      {isWritten && typeof value === 'number' && (
        <NumberInput
          aria-label={t('automation.valueOf', { label })}
          value={value}
          onChange={(next) => typeof next === 'number' && onChange(next)}
        />
      )}
      {isWritten && typeof value === 'string' && (
        <TextInput
          aria-label={t('automation.valueOf', { label })}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
      <Wrong said={problem === '' ? [] : [problem]} />
    </Stack>
  )
}

const noFields: readonly WireField[] = []

function StepSettings({ desk, draft: { trigger }, problems, onPut }: PartProps) {
  const { t } = useText()
  const { flows, blueprint, words } = desk
  const flowName = useFlowName({ fields: blueprint?.fields ?? noFields })
  const ofFlows = (among: readonly Flow[], itemsOf: (flow: Flow) => readonly { value: string; label: string }[]) =>
    // Of one flow nobody need be told which it is.
    flows.length > 1
      ? among.map((flow) => ({ group: flowName(flow), items: [...itemsOf(flow)] }))
      : among.flatMap(itemsOf)
  const stepsOf = (flow: Flow) => eventsIn(flow).map((event) => ({ value: event, label: stepWords(event, words) }))
  const statesIn = (flow: Flow) => {
    const options = blueprint?.fields.find(({ key }) => key === flow.stateField)?.options ?? []
    const prefix = prefixOf(flow, flow.stateField)
    return options
      .filter(({ retired }) => !retired)
      .map(({ key, label }) => ({
        value: stateOf(prefix, key) ?? key,
        label: sayLabel(label, [currentLanguage()], wordsOfKey(key)),
      }))
  }
  const meant = trigger.event === undefined ? undefined : flowOfEvent(flows, trigger.event)
  const write = (member: 'event' | 'from' | 'to', value: string) => {
    const { [member]: _, ...rest } = trigger
    const next: WireTrigger = value === nothing ? rest : { ...rest, [member]: value }
    const flow = next.event === undefined ? undefined : flowOfEvent(flows, next.event)
    if (member !== 'event' || !flow || flow === meant) return onPut(next)
    // A step of another flow leads between other states.
    const { from, to, ...plain } = next
    const known = (state: unknown) => statesIn(flow).some((one) => one.value === state)
    onPut({ ...plain, ...(known(from) && { from }), ...(known(to) && { to }) })
  }
  return (
    <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
      <Select
        label={t('automation.stepTitle')}
        data={[{ value: nothing, label: t('automation.anyStepChoice') }, ...ofFlows(flows, stepsOf)]}
        value={trigger.event ?? nothing}
        allowDeselect={false}
        onChange={(event) => event !== null && write('event', event)}
        error={problems.get('/trigger/event')?.join(' ')}
      />
      {(['from', 'to'] as const).map((end) => (
        <Select
          key={end}
          label={t(`automation.state_${end}`)}
          data={[{ value: nothing, label: t('automation.anyState') }, ...ofFlows(meant ? [meant] : flows, statesIn)]}
          value={typeof trigger[end] === 'string' ? trigger[end] : nothing}
          allowDeselect={false}
          onChange={(state) => state !== null && write(end, state)}
          error={problems.get(`/trigger/${end}`)?.join(' ')}
        />
      ))}
    </SimpleGrid>
  )
}

const findable: readonly string[] = ['text', 'email', 'phone', 'url', 'number', 'integer', 'autonumber']

function OutsideSettings({ desk, draft, problems, onPut }: PartProps) {
  const { t } = useText()
  const nameOf = useFieldName()
  const { trigger } = draft
  const fields = (desk.blueprint?.fields ?? []).filter(({ type, many }) => findable.includes(type) && !many)
  const outside = { ...desk.scope, fields: [], allow: { ...desk.scope.allow, record: false } }
  return (
    <Stack gap="sm">
      <Checkbox
        label={t('automation.signed')}
        description={t('automation.signedAbout')}
        checked={trigger.signed === true}
        onChange={(event) => {
          const { signed: _, ...rest } = trigger
          onPut(event.currentTarget.checked ? { ...rest, signed: true } : rest)
        }}
      />
      {desk.blueprint && (
        <>
          <Select
            label={t('automation.findField')}
            description={t('automation.findAbout')}
            data={fields.map((one) => ({ value: one.key, label: nameOf(one) }))}
            value={trigger.find?.field ?? null}
            allowDeselect={false}
            onChange={(field) =>
              field !== null && onPut({ ...trigger, find: { field, value: trigger.find?.value ?? `payload.${field}` } })
            }
            error={problems.get('/trigger/find/field')?.join(' ')}
          />
          {trigger.find && (
            <ExpressionInput
              label={t('automation.findValue')}
              value={trigger.find.value}
              onChange={(value) => onPut({ ...trigger, find: { field: trigger.find?.field ?? '', value } })}
              scope={outside}
            />
          )}
        </>
      )}
    </Stack>
  )
}
