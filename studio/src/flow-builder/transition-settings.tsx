// Everything about one transition: its words, its ends, who may press it and when, what it asks for and what it does.

import { Button, MultiSelect, Select, Stack, TagsInput, TextInput } from '@mantine/core'
import type { ExpressionScope } from '@molde/engine'
import type { WireField } from '../api/blueprints-api.ts'
import type { Flow, WireTransition } from '../api/flows-api.ts'
import { ExpressionInput } from '../expression-input/expression-input.tsx'
import { sayLabel } from '../text/say-label.ts'
import { currentLanguage, useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { ActionList } from './action-list.tsx'
import type { WireAction } from './edit-flow.ts'

export interface TransitionSettingsProps {
  readonly flow: Flow
  readonly transition: WireTransition
  readonly fields: readonly WireField[]
  readonly scope: ExpressionScope
  readonly stateName: (key: string) => string
  readonly onChange: (change: Partial<WireTransition>) => void
  readonly onRemove: () => void
}

const condition = { kind: 'boolean' } as const

export function TransitionSettings(props: TransitionSettingsProps) {
  const { flow, transition, fields, scope, stateName, onChange, onRemove } = props
  const { t } = useText()
  const nameOf = useFieldName()
  const states = Object.keys(flow.states).map((key) => ({ value: key, label: stateName(key) }))
  const sources = [
    { value: '*', label: t('flow.anywhere') },
    ...states.filter((state) => flow.states[state.value]?.type !== 'final'),
  ]
  const form = formKeys(transition.form)
  return (
    <Stack gap="sm">
      <TextInput
        label={t('flow.button')}
        description={t('flow.buttonAbout')}
        value={sayLabel(transition.label, [currentLanguage()], transition.event)}
        onChange={(event) => onChange({ label: withLanguage(transition.label, event.currentTarget.value) })}
      />
      <TextInput
        label={t('flow.event')}
        description={t('flow.eventAbout')}
        value={transition.event}
        onChange={(event) => onChange({ event: event.currentTarget.value })}
        classNames={{ input: 'mono' }}
      />
      <MultiSelect
        label={t('flow.from')}
        data={sources}
        value={transition.from === '*' ? ['*'] : [...transition.from]}
        onChange={(chosen) => onChange({ from: chosen.at(-1) === '*' ? '*' : chosen.filter((key) => key !== '*') })}
      />
      <Select
        label={t('flow.to')}
        data={states}
        value={transition.to}
        allowDeselect={false}
        onChange={(to) => onChange({ to: to ?? transition.to })}
      />
      <ExpressionInput
        label={t('flow.guard')}
        description={t('flow.guardAbout')}
        value={text(transition.guard)}
        onChange={(guard) => onChange({ guard: guard || undefined })}
        scope={scope}
        want={condition}
        placeholder={t('flow.guardExample')}
      />
      <TagsInput
        label={t('flow.roles')}
        description={t('flow.rolesAbout')}
        value={rolesOf(transition.who)}
        data={['owner', 'member']}
        onChange={(roles) => onChange({ who: roles.length > 0 ? { ...whoOf(transition.who), roles } : undefined })}
      />
      <MultiSelect
        label={t('flow.form')}
        description={t('flow.formAbout')}
        data={fields
          .filter((field) => field.key !== flow.stateField)
          .map((field) => ({ value: field.key, label: nameOf(field) }))}
        value={form}
        onChange={(keys) =>
          onChange({ form: keys.length > 0 ? keys.map((key) => formField(transition.form, key)) : undefined })
        }
        searchable
      />
      <ActionList
        actions={(transition.do as readonly WireAction[] | undefined) ?? []}
        onChange={(actions) => onChange({ do: actions.length > 0 ? actions : undefined })}
        fields={fields.filter((field) => field.key !== flow.stateField)}
        scope={scope}
      />
      <Button variant="subtle" color="bad" onClick={onRemove}>
        {t('flow.removeTransition')}
      </Button>
    </Stack>
  )
}

type FormEntry = string | { readonly field: string; readonly required?: boolean }

function formKeys(form: unknown): string[] {
  return Array.isArray(form)
    ? (form as FormEntry[]).map((entry) => (typeof entry === 'string' ? entry : entry.field))
    : []
}

/** Keeps what was said of a field that stays. */
function formField(form: unknown, key: string): FormEntry {
  const kept = Array.isArray(form)
    ? (form as FormEntry[]).find((entry) => typeof entry !== 'string' && entry.field === key)
    : undefined
  return kept ?? key
}

function whoOf(who: unknown): { readonly roles?: readonly string[] } {
  return typeof who === 'object' && who !== null ? (who as { roles?: readonly string[] }) : {}
}

function rolesOf(who: unknown): string[] {
  return [...(whoOf(who).roles ?? [])]
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** A label that has one text per language keeps the others. */
export function withLanguage(label: WireTransition['label'], words: string): NonNullable<WireTransition['label']> {
  return label === undefined || typeof label === 'string' ? words : { ...label, [currentLanguage()]: words }
}
