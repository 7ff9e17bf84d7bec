// The first step of a flow: which field holds the state, or the names of the first states.
import { Button, Card, Select, Stack, TagsInput, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Blueprint } from '../api/blueprints-api.ts'
import { addStateField } from '../api/blueprints-api.ts'
import type { Flow, WireFlowState } from '../api/flows-api.ts'
import { freeName } from '../text/key-of.ts'
import { currentLanguage, useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { stateKey } from './edit-flow.ts'

export interface FlowStartProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly onStart: (flow: Flow) => void
  readonly onFieldMade: () => Promise<void>
}

const newField = ' '

export function FlowStart({ tenant, blueprint, onStart, onFieldMade }: FlowStartProps) {
  const { t } = useText()
  const nameOf = useFieldName()
  const title = nameOf({ key: blueprint.name, label: blueprint.label })
  const choices = blueprint.fields.filter((field) => field.type === 'enum' && !field.many)
  const [field, setField] = useState(choices[0]?.key ?? newField)
  const [names, setNames] = useState<string[]>([t('flow.firstStates.new'), t('flow.firstStates.done')])
  const [error, setError] = useState<unknown>()
  const [pending, setPending] = useState(false)
  const begin = async () => {
    const chosen = choices.find((one) => one.key === field)
    if (chosen) return onStart(skeleton(blueprint, chosen.key, chosen.options ?? []))
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
      onStart(skeleton(blueprint, key, options))
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
            <TagsInput label={t('flow.states')} description={t('flow.statesAbout')} value={names} onChange={setNames} />
          )}
          {error !== undefined && <ErrorNotice error={error} />}
          <Button onClick={begin} loading={pending} disabled={field === newField && names.length === 0}>
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
