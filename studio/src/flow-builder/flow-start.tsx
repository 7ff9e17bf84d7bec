// The first step of a flow: which field holds the state, or the names of the first states.
import { Button, Card, Checkbox, Select, Stack, TagsInput, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Blueprint } from '../api/blueprints-api.ts'
import { addStateField } from '../api/blueprints-api.ts'
import type { Flow, WireFlowState } from '../api/flows-api.ts'
import { freeName } from '../text/key-of.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { currentLanguage, useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { useFormats } from '../text/use-formats.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { inOneLine, stateKey } from './edit-flow.ts'

export interface FlowStartProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly onStart: (flow: Flow) => void
  readonly onFieldMade: () => Promise<void>
}

const newField = ' '

export function FlowStart({ tenant, blueprint, onStart, onFieldMade }: FlowStartProps) {
  const { t } = useText()
  const { say } = useFormats()
  const nameOf = useFieldName()
  const title = nameOf({ key: blueprint.name, label: blueprint.label })
  const choices = blueprint.fields.filter((field) => field.type === 'enum' && !field.many)
  const [field, setField] = useState(choices[0]?.key ?? newField)
  const [named, setNamed] = useState<string[]>([])
  const [typed, setTyped] = useState('')
  const [linked, setLinked] = useState(true)
  const [error, setError] = useState<unknown>()
  const [pending, setPending] = useState(false)
  // What is typed and not confirmed yet counts, too.
  const told = [...new Set([...named, typed].map((name) => name.trim()).filter(Boolean))]
  const usual = [t('flow.firstStates.new'), t('flow.firstStates.done')]
  const names = told.length > 0 ? told : usual
  const wayTo = (state: string) => t('flow.newTransition', { state })
  const start = (flow: Flow) => onStart(linked ? inOneLine(flow, (key) => wayTo(stateName(flow, key))) : flow)
  const stateName = (flow: Flow, key: string) => say(flow.states[key]?.label, wordsOfKey(key))
  const begin = async () => {
    const chosen = choices.find((one) => one.key === field)
    if (chosen) return start(skeleton(blueprint, chosen.key, chosen.options ?? []))
    setPending(true)
    try {
      const taken = new Set<string>()
      const options = names.map((label) => {
        const key = stateKey(label, taken)
        taken.add(key)
        return { key, label: { [currentLanguage()]: label } }
      })
      const key = freeName('status', new Set(blueprint.fields.map((one) => one.key)))
      await addStateField(tenant, blueprint.name, key, t('flow.statusField'), options)
      await onFieldMade()
      start(skeleton(blueprint, key, options))
    } catch (failed) {
      setError(failed)
    } finally {
      setPending(false)
    }
  }
  return (
    <Stack maw={560} mx="auto">
      <PageHeader
        title={t('flow.title', { name: title })}
        above={
          <Link to="/t/$tenant/design/$blueprint" params={{ tenant, blueprint: blueprint.name }} className="above-link">
            {title}
          </Link>
        }
      />
      <EmptyState drawing="mould" sentence={t('flow.empty')} />
      <Card withBorder>
        <Stack gap="sm">
          <Select
            label={t('flow.stateField')}
            data={[
              ...choices.map((one) => ({ value: one.key, label: nameOf(one) })),
              { value: newField, label: t('flow.newStateField') },
            ]}
            value={field}
            allowDeselect={false}
            onChange={(key) => setField(key ?? newField)}
          />
          {field === newField && (
            <TagsInput
              label={t('flow.states')}
              description={t('flow.statesAbout')}
              placeholder={named.length === 0 ? usual.join(', ') : ''}
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
          {error !== undefined && <ErrorNotice error={error} />}
          <Button onClick={begin} loading={pending}>
            {t('flow.begin')}
          </Button>
          <Text size="xs" c="dimmed">
            {t('flow.optional')}
          </Text>
        </Stack>
      </Card>
    </Stack>
  )
}

function skeleton(
  blueprint: Blueprint,
  stateField: string,
  options: readonly { key: string; label?: WireFlowState['label'] }[],
): Flow {
  return {
    name: blueprint.name,
    // Not published yet.
    version: 0,
    blueprint: blueprint.name,
    stateField,
    initial: options[0]?.key ?? '',
    states: Object.fromEntries(options.map((option) => [option.key, option.label ? { label: option.label } : {}])),
    transitions: [],
  }
}
