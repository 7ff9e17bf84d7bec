// The first step of a flow: which field holds the state, or the names of the first states; in use at once, or drawn further. One that
// comes beside others has a name, and mostly a field of its own.
import { Alert, Button, Card, Checkbox, Group, Select, Stack, TagsInput, Text, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { Blueprint } from '../api/blueprints-api.ts'
import { useRecordCount } from '../api/count-records-api.ts'
import { type Flow, useFlows, type WireFlowState } from '../api/flows-api.ts'
import { flowAt } from '../api/flows-of-kind.ts'
import { useIsOwner } from '../api/tenants-api.ts'
import { freeName, keyOf } from '../text/key-of.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { severalOf } from '../text/several.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { useFormats } from '../text/use-formats.tsx'
import { writtenLanguage } from '../text/with-language.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { inOneLine, stateKey } from './edit-flow.ts'
import type { FlowsAround } from './flow-strip.tsx'
import { eventsOfOthers, withFreeEvents } from './free-events.ts'
import { type NewStateField, newStateField, withNewStateField } from './new-state-field.ts'
import { createWithField, useAfterPublishing } from './publish-first-flow.ts'

export interface FlowStartProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  /** The flows that the kind of record has already. */
  readonly others: readonly Flow[]
  readonly around: FlowsAround
  /** `field` is the one that holds the state, where it is to be made: when the flow is published. */
  readonly onStart: (flow: Flow, field: NewStateField | undefined) => void
  readonly onPublished: (flow: Flow) => void
}

interface Begun {
  readonly flow: Flow
  /** The one that will hold the state, where it is to be made. */
  readonly field: NewStateField | undefined
}

const newField = ' '

export function FlowStart({ tenant, blueprint, others, around, onStart, onPublished }: FlowStartProps) {
  const { t } = useText()
  const { say } = useFormats()
  const nameOf = useFieldName()
  const title = nameOf({ key: blueprint.name, label: severalOf(blueprint) })
  const isAnother = others.length > 0
  const choices = blueprint.fields.filter((field) => field.type === 'enum' && !field.many && !flowAt(others, field.key))
  // A choice that is there is often the state of the first flow, and seldom that of another.
  const [field, setField] = useState((isAnother ? undefined : choices[0]?.key) ?? newField)
  const [called, setCalled] = useState('')
  const name = called.trim()
  const [named, setNamed] = useState<string[]>([])
  const [typed, setTyped] = useState('')
  const [linked, setLinked] = useState(true)
  const [isMissing, setMissing] = useState(false)
  const states = useRef<HTMLInputElement>(null)
  const callIt = useRef<HTMLInputElement>(null)
  const flows = useFlows(tenant).data?.items
  // What is typed and not confirmed yet counts, too.
  const names = [...new Set([...named, typed].map((name) => name.trim()).filter(Boolean))]
  const publish = useAfterPublishing(tenant, blueprint, { onPublished }, ({ flow, field }: Begun) =>
    createWithField(tenant, withNewStateField(blueprint, field), flow),
  )
  const isOwner = useIsOwner(tenant)
  const records = useRecordCount(tenant, blueprint.name, {})
  const wayTo = (state: string) => t('flow.newTransition', { state })
  const lined = (flow: Flow, field?: NewStateField): Begun => ({
    flow: withFreeEvents(linked ? inOneLine(flow, (key) => wayTo(stateName(flow, key))) : flow, eventsOfOthers(others)),
    field,
  })
  const stateName = (flow: Flow, key: string) => say(flow.states[key]?.label, wordsOfKey(key))
  const chosen = choices.find((one) => one.key === field)
  const begun = (): Begun | undefined => {
    const isNameless = isAnother && name === ''
    const isStateless = !chosen && names.length === 0
    if (isNameless || isStateless) {
      setMissing(true)
      ;(isNameless ? callIt : states).current?.focus()
      return undefined
    }
    const label = isAnother ? { [writtenLanguage()]: name } : undefined
    const plain = isAnother ? keyOf(name, blueprint.name) : blueprint.name
    const ownName = { name: freeName(plain, new Set(flows?.map((flow) => flow.name))), ...(label && { label }) }
    if (chosen) return lined(skeleton(blueprint, ownName, chosen.key, chosen.options ?? []))
    const taken = new Set<string>()
    const options = names.map((label) => {
      const key = stateKey(label, taken)
      taken.add(key)
      return { key, label: { [writtenLanguage()]: label } }
    })
    const [key, words] = isAnother ? [keyOf(name, 'status'), name] : ['status', t('flow.statusField')]
    const fresh = newStateField(blueprint, { key, label: words, options })
    return lined(skeleton(blueprint, ownName, fresh.key, options), fresh)
  }
  const draw = () => {
    const one = begun()
    if (one) onStart(one.flow, one.field)
  }
  const use = () => {
    const one = begun()
    if (one) publish.mutate(one)
  }
  const inOrder = chosen ? (chosen.options ?? []).map(({ key, label }) => say(label, wordsOfKey(key))) : names
  return (
    <Stack maw={560} mx="auto">
      <PageHeader
        title={t(isAnother ? 'flow.anotherTitle' : 'flow.title', { name: title })}
        above={
          <Link to="/t/$tenant/design/$blueprint" params={{ tenant, blueprint: blueprint.name }} className="above-link">
            {title}
          </Link>
        }
      />
      {around.strip}
      {isAnother ? (
        <Text size="sm" c="dimmed">
          {t('flow.emptyAnother')}
        </Text>
      ) : (
        <EmptyState drawing="mould" sentence={t('flow.empty')} />
      )}
      <Card withBorder>
        <Stack gap="sm">
          {isAnother && (
            <TextInput
              label={t('flow.name')}
              placeholder={t('flow.nameExample')}
              ref={callIt}
              autoFocus
              value={called}
              error={isMissing && name === '' ? t('flow.nameMissing') : undefined}
              onChange={(event) => setCalled(event.currentTarget.value)}
            />
          )}
          {choices.length > 0 && (
            <Select
              label={t('flow.stateField')}
              data={[
                ...choices.map((one) => ({ value: one.key, label: nameOf(one) })),
                {
                  value: newField,
                  label: isAnother && name !== '' ? t('flow.newFieldCalled', { name }) : t('flow.newStateField'),
                },
              ]}
              value={field}
              allowDeselect={false}
              onChange={(key) => setField(key ?? newField)}
            />
          )}
          {field === newField && (
            <TagsInput
              label={t('flow.states')}
              description={t('flow.statesAbout')}
              placeholder={named.length === 0 ? t('flowStart.example') : ''}
              error={isMissing && names.length === 0 ? t('flowStart.missing') : undefined}
              ref={states}
              autoFocus={choices.length === 0 && !isAnother}
              value={named}
              onChange={setNamed}
              searchValue={typed}
              onSearchChange={setTyped}
            />
          )}
          <Checkbox
            label={t('flow.inOneLine')}
            description={t('flow.inOneLineAbout')}
            checked={linked}
            onChange={(event) => setLinked(event.currentTarget.checked)}
          />
          {linked && inOrder.length > 1 && (
            <Text size="sm" aria-live="polite">
              {inOrder.join(' → ')}
            </Text>
          )}
          {linked && records !== undefined && records.value > 0 && inOrder[0] !== undefined && (
            <Alert variant="light" color="gray">
              {t('flowMap.enter', { count: records.value, state: inOrder[0] })}
            </Alert>
          )}
          {publish.error && <ErrorNotice error={publish.error} />}
          <Group grow>
            <Button variant={linked && isOwner ? 'default' : 'filled'} onClick={draw} disabled={publish.isPending}>
              {t('flow.begin')}
            </Button>
            {linked && isOwner && (
              <Button onClick={use} loading={publish.isPending}>
                {t('flow.publish')}
              </Button>
            )}
          </Group>
          {!isAnother && (
            <Text size="xs" c="dimmed">
              {t('flow.optional')}
            </Text>
          )}
        </Stack>
      </Card>
    </Stack>
  )
}

function skeleton(
  blueprint: Blueprint,
  named: Pick<Flow, 'name' | 'label'>,
  stateField: string,
  options: readonly { key: string; label?: WireFlowState['label'] }[],
): Flow {
  return {
    ...named,
    // Not published yet.
    version: 0,
    blueprint: blueprint.name,
    stateField,
    initial: options[0]?.key ?? '',
    states: Object.fromEntries(options.map((option) => [option.key, option.label ? { label: option.label } : {}])),
    transitions: [],
  }
}
