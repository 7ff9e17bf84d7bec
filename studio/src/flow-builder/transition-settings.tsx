// Everything about one transition: its words, its ends, who may press it and when, what it asks for and what it does.

import {
  Accordion,
  ActionIcon,
  Button,
  Group,
  MultiSelect,
  Select,
  Stack,
  Switch,
  TagsInput,
  Text,
  TextInput,
} from '@mantine/core'
import { sayFieldName } from '@molde/engine'
import { IconArrowDown, IconArrowUp, IconPlus } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { ActionList } from '../action-input/action-list.tsx'
import { groupKey, groupNode, stays } from '../api/flow-nodes.ts'
import type { WireTransition } from '../api/flows-api.ts'
import { ConditionInput } from '../expression-input/condition-input.tsx'
import { laterFields, useConditionNames } from '../expression-input/condition-names.ts'
import { useConditionWords } from '../expression-input/use-condition-words.ts'
import { ownWordsProps } from '../own-words/own-words.tsx'
import { freeName, keyOf } from '../text/key-of.ts'
import { sayLabel, wordsOfKey } from '../text/say-label.ts'
import { currentLanguage, useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { withLanguage } from '../text/with-language.ts'
import { SearchSelect } from '../ui/search-select.tsx'
import type { FlowDesk } from './flow-desk.ts'
import { actionsOf, checksOf, type FormEntry, formKey, formOf, isArrow, type Who, whoOf } from './say-transition.ts'
import { eventFor } from './tidy-keys.ts'

export interface TransitionSettingsProps {
  readonly desk: FlowDesk
  readonly transition: WireTransition
  /** Its place in the flow's list. */
  readonly index: number
  /** About its place among those of the same event: the first that is possible is taken. */
  readonly rank: { readonly at: number; readonly of: number }
  readonly onChange: (change: Partial<WireTransition>, about?: string) => void
  readonly onRank: (by: -1 | 1) => void
}

export function TransitionSettings(props: TransitionSettingsProps) {
  const { desk, transition, index, rank, onChange, onRank } = props
  const { flow, words, fields, tenant } = desk
  const { t } = useText()
  const nameOf = useFieldName()
  const states = Object.keys(flow.states).map((key) => ({ value: key, label: words.state(key) }))
  const groups = Object.keys(flow.groups ?? {}).map((key) => ({
    value: groupNode(key),
    label: t('flowMap.wholeGroup', { name: words.group(key) }),
  }))
  const sources = [
    { value: '*', label: t('flow.anywhere') },
    ...groups,
    ...states.filter((state) => flow.states[state.value]?.type !== 'final'),
  ]
  const targets = [...states, ...groups, { value: stays, label: t('flowMap.stays') }]
  const label = words.called(transition)
  const isSent = transition.event !== ''
  const takeByItself = (byItself: boolean) => {
    if (byItself) {
      const own = isArrow(label) ? undefined : transition.label
      return onChange({ always: true, event: '', label: own, who: undefined, check: undefined, form: undefined })
    }
    const taken = new Set(flow.transitions.map(({ event }) => event))
    const called = transition.label ?? t('flow.newTransition', { state: words.state(transition.to) })
    const event = freeName(keyOf(sayLabel(called, [currentLanguage()], ''), 'event'), taken)
    return onChange({ always: undefined, done: undefined, label: called, event })
  }
  // Without a name of its own it is called after the state it leads to, once nobody types any more.
  const [typed, setTyped] = useState<string>()
  const call = (called: string) => {
    const event = eventFor(flow, index, label, called)
    onChange({ label: withLanguage(transition.label, called), ...(event ? { event } : {}) }, 'label')
  }
  const form = formOf(transition)
  const who = whoOf(transition)
  const { scope, names } = useTransitionScope(desk, form)
  const say = { ...desk.say, ...useConditionWords(tenant, names) }
  const writeForm = (next: readonly FormEntry[]) => onChange({ form: next.length > 0 ? next : undefined })
  const writeWho = (change: Who) => onChange({ who: tidy({ ...who, ...change }) })
  return (
    <Stack gap="sm">
      {isSent && (
        <TextInput
          label={t('flow.button')}
          description={t('flow.buttonAbout')}
          {...ownWordsProps({
            label: transition.label,
            name: t('flow.button'),
            fallback: wordsOfKey(transition.event),
            onTranslate: (words) => onChange({ label: words }, 'label'),
          })}
          {...(typed !== undefined && { value: typed })}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            if (event.currentTarget.value.trim() !== '') call(event.currentTarget.value)
          }}
          onBlur={() => {
            if (typed?.trim() === '') call(t('flow.newTransition', { state: words.state(transition.to) }))
            setTyped(undefined)
          }}
        />
      )}
      <Switch
        label={t('flowMap.byItself')}
        description={t(transition.done ? 'flowMap.byItselfDone' : 'flowMap.byItselfAbout')}
        checked={!isSent}
        disabled={isSent && transition.to === stays}
        onChange={(event) => takeByItself(event.currentTarget.checked)}
      />
      <MultiSelect
        label={t('flow.from')}
        data={sources}
        value={transition.from === '*' ? ['*'] : [...transition.from]}
        searchable
        onChange={(chosen) => onChange({ from: chosen.at(-1) === '*' ? '*' : chosen.filter((key) => key !== '*') })}
      />
      <SearchSelect
        label={t('flow.to')}
        data={isSent ? targets : targets.slice(0, -1)}
        value={transition.to}
        allowDeselect={false}
        onChange={(to) => onChange({ to: to ?? transition.to, history: undefined })}
      />
      {groupKey(transition.to) !== undefined && (
        <Select
          label={t('flowMap.beginsAt')}
          data={[
            { value: 'first', label: t('flowMap.fromStart') },
            { value: 'shallow', label: t('flowMap.whereLast') },
            { value: 'deep', label: t('flowMap.exactlyWhere') },
          ]}
          value={transition.history ?? 'first'}
          allowDeselect={false}
          onChange={(history) =>
            onChange({ history: history === 'shallow' || history === 'deep' ? history : undefined })
          }
        />
      )}
      <ConditionInput
        tenant={tenant}
        label={t(isSent ? 'flow.guard' : 'flowMap.when')}
        description={t(isSent ? 'flow.guardAbout' : 'flowMap.byItselfGuard')}
        value={textOf(transition['guard'])}
        onChange={(guard) => onChange({ guard: guard || undefined }, 'guard')}
        scope={scope}
        names={names}
        drafted={desk.drafted}
        takesOnlyTrue
        placeholder={t('flow.guardExample')}
      />
      <ActionList
        tenant={tenant}
        title={t('flow.actions')}
        actions={actionsOf(transition)}
        onChange={(actions) => onChange({ do: actions }, 'do')}
        fields={fields}
        scope={scope}
        names={names}
        words={say}
      />
      {isSent && (
        <>
          <MultiSelect
            label={t('flow.form')}
            description={t('flow.formAbout')}
            data={offeredFields(desk, nameOf, t)}
            value={form.map(formKey)}
            onChange={(keys) => writeForm(keys.map((key) => form.find((entry) => formKey(entry) === key) ?? key))}
            searchable
          />
          {form.map((entry) => (
            <Switch
              key={formKey(entry)}
              size="xs"
              label={t('flowMap.mustFill', {
                field: nameOf(fields.find(({ key }) => key === formKey(entry)) ?? { key: formKey(entry) }),
              })}
              checked={typeof entry !== 'string' && entry.required === true}
              onChange={(event) => {
                const required = event.currentTarget.checked
                writeForm(
                  form.map((one) =>
                    one === entry ? (required ? { field: formKey(one), required } : formKey(one)) : one,
                  ),
                )
              }}
            />
          ))}
          <Accordion variant="contained" chevronPosition="left">
            <Accordion.Item value="who">
              <Accordion.Control>{t('flowMap.whoMay')}</Accordion.Control>
              <Accordion.Panel>
                <Stack gap="sm">
                  <TagsInput
                    label={t('flow.roles')}
                    description={t('flow.rolesAbout')}
                    value={[...(who.roles ?? [])]}
                    data={['owner', 'member']}
                    onChange={(roles) => writeWho({ roles })}
                  />
                  <Switch
                    label={t('flowMap.notCreator')}
                    checked={who.notCreator === true}
                    onChange={(event) => writeWho({ notCreator: event.currentTarget.checked })}
                  />
                  <ConditionInput
                    tenant={tenant}
                    label={t('flowMap.whoWhen')}
                    value={who.expr ?? ''}
                    onChange={(expr) => writeWho({ expr })}
                    scope={desk.scope}
                    names={desk.names}
                    drafted={desk.drafted}
                    takesOnlyTrue
                  />
                </Stack>
              </Accordion.Panel>
            </Accordion.Item>
            <Accordion.Item value="checks">
              <Accordion.Control>{t('flowMap.checks')}</Accordion.Control>
              <Accordion.Panel>
                <Checks {...props} scope={scope} names={names} />
              </Accordion.Panel>
            </Accordion.Item>
            <Accordion.Item value="programs">
              <Accordion.Control>{t('fieldFolds.programs')}</Accordion.Control>
              <Accordion.Panel>
                <TextInput
                  label={t('flow.event')}
                  description={t('flow.eventAbout')}
                  value={transition.event}
                  onChange={(event) => onChange({ event: event.currentTarget.value }, 'event')}
                  classNames={{ input: 'mono' }}
                />
              </Accordion.Panel>
            </Accordion.Item>
          </Accordion>
        </>
      )}
      {isSent && rank.of > 1 && (
        <Group gap="xs" wrap="nowrap">
          <Text size="sm" c="dimmed" flex={1}>
            {t('flowMap.rank', { at: rank.at, of: rank.of })}
          </Text>
          <ActionIcon disabled={rank.at === 1} onClick={() => onRank(-1)} aria-label={t('flowMap.earlier')}>
            <IconArrowUp size={16} stroke={1.5} />
          </ActionIcon>
          <ActionIcon disabled={rank.at === rank.of} onClick={() => onRank(1)} aria-label={t('flowMap.later')}>
            <IconArrowDown size={16} stroke={1.5} />
          </ActionIcon>
        </Group>
      )}
    </Stack>
  )
}

/** Sentences that refuse: the button is there, and says why it does not work. */
function Checks({
  desk,
  transition,
  onChange,
  scope,
  names,
}: TransitionSettingsProps & Pick<FlowDesk, 'scope' | 'names'>) {
  const { t } = useText()
  const checks = checksOf(transition)
  const write = (next: typeof checks) => onChange({ check: next.length > 0 ? next : undefined }, 'check')
  return (
    <Stack gap="md">
      <Text size="xs" c="dimmed">
        {t('flowMap.checksAbout')}
      </Text>
      {checks.map(({ check, message }, at) => (
        <Stack gap="xs" key={`${at}`} role="group" aria-label={t('flowMap.checkNumber', { number: at + 1 })}>
          <ConditionInput
            tenant={desk.tenant}
            label={t('flowMap.checkTrue')}
            value={check}
            onChange={(text) => write(checks.map((one, index) => (index === at ? { ...one, check: text } : one)))}
            scope={scope}
            names={names}
            drafted={desk.drafted}
          />
          <TextInput
            label={t('flowMap.checkMessage')}
            {...ownWordsProps({
              label: message,
              name: t('flowMap.checkMessage'),
              isLong: true,
              onTranslate: (words) =>
                words !== undefined &&
                write(checks.map((one, index) => (index === at ? { ...one, message: words } : one))),
            })}
            onChange={(event) => {
              const words = withLanguage(message, event.currentTarget.value)
              write(checks.map((one, index) => (index === at ? { ...one, message: words } : one)))
            }}
          />
          <Button
            variant="subtle"
            color="bad"
            size="xs"
            onClick={() => write(checks.filter((_, index) => index !== at))}
            style={{ alignSelf: 'flex-start' }}
          >
            {t('common.remove')}
          </Button>
        </Stack>
      ))}
      <Button
        variant="default"
        size="xs"
        leftSection={<IconPlus size={14} stroke={1.5} />}
        onClick={() =>
          write([...checks, { check: 'true', message: withLanguage(undefined, t('flowMap.checkExample')) }])
        }
      >
        {t('flowMap.addCheck')}
      </Button>
    </Stack>
  )
}

/** `input.` holds what this transition asks for. */
/** By the names they were just given, too; those that are only drafted are shown and wait. */
function offeredFields(
  { fields, drafted }: FlowDesk,
  nameOf: ReturnType<typeof useFieldName>,
  t: ReturnType<typeof useText>['t'],
) {
  const own = fields
    .filter((field) => !field.readOnly)
    .map((field) => ({
      value: field.key,
      label: drafted.called.get(sayFieldName(field.key)) ?? nameOf(field),
    }))
  const later = laterFields(drafted, t)
  return later.items.length === 0 ? own : [{ group: t('condition.group_record'), items: own }, later]
}

function useTransitionScope({ scope, offer }: FlowDesk, form: readonly FormEntry[]): Pick<FlowDesk, 'scope' | 'names'> {
  const asked = form.map(formKey).join(' ')
  const demanded = form.flatMap((entry) => (typeof entry !== 'string' && entry.required ? [entry.field] : [])).join(' ')
  const { narrowed, input } = useMemo(() => {
    const [keys, must] = [new Set(asked.split(' ')), new Set(demanded.split(' '))]
    const fields = scope.fields.filter(({ key }) => keys.has(key))
    return {
      narrowed: { ...scope, input: fields, allow: { ...scope.allow, input: true } },
      input: offer.fields
        .filter(({ key }) => keys.has(key))
        .map((field) => (must.has(field.key) ? { ...field, required: true } : field)),
    }
  }, [scope, offer, asked, demanded])
  return { scope: narrowed, names: useConditionNames({ ...offer, input }) }
}

function tidy({ roles, expr, notCreator }: Who): Who | undefined {
  const who = {
    ...(roles && roles.length > 0 ? { roles } : {}),
    ...(expr ? { expr } : {}),
    ...(notCreator ? { notCreator } : {}),
  }
  return Object.keys(who).length > 0 ? who : undefined
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
