// Everything about one field: its words, its name on the wire, what it may hold, when it is shown.

import { Button, Group, NumberInput, Select, Stack, Switch, Text, Textarea, TextInput } from '@mantine/core'
import type { ExpressionScope } from '@molde/engine'
import { type BlueprintSummary, type FieldType, useBlueprints, type WireField } from '../api/blueprints-api.ts'
import { ExpressionInput } from '../expression-input/expression-input.tsx'
import { freeName, keyOf } from '../text/key-of.ts'
import { type Label, sayLabel, wordsOfKey } from '../text/say-label.ts'
import { currentLanguage, useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { isTemporary } from './edit-blueprint.ts'
import { FileSettings } from './file-settings.tsx'
import { OptionList } from './option-list.tsx'

export interface FieldSettingsProps {
  readonly tenant: string
  readonly own: string
  readonly field: WireField
  readonly others: readonly WireField[]
  readonly isTitle: boolean
  readonly scope: ExpressionScope
  readonly onChange: (change: Partial<WireField>) => void
  readonly onTitle: (isTitle: boolean) => void
  /** Only for a field that is not published yet. */
  readonly onRemove: (() => void) | undefined
}

const condition = { kind: 'boolean' } as const
const titleTypes: readonly FieldType[] = ['text', 'longText', 'email', 'phone', 'url']
const texts: readonly FieldType[] = ['text', 'longText', 'richText']
const numbers: readonly FieldType[] = ['number', 'integer', 'percent']
const listTypes: readonly FieldType[] = [
  'text',
  'number',
  'integer',
  'date',
  'datetime',
  'email',
  'phone',
  'url',
  'boolean',
]

export function FieldSettings(props: FieldSettingsProps) {
  const { tenant, field, others, isTitle, scope, onChange, onTitle, onRemove } = props
  const { t } = useText()
  const isNew = isTemporary(field.id)
  const words = sayLabel(field.label, [currentLanguage()], wordsOfKey(field.key))
  const taken = new Set(others.map((other) => other.key))
  const rename = (text: string) => {
    // The name of a field that nobody uses yet follows its words until it is changed by hand.
    const follows = isNew && field.key.replace(/_\d+$/, '') === keyOf(words, 'field')
    onChange({ label: labelled(field.label, text), ...(follows ? { key: freeName(keyOf(text, 'field'), taken) } : {}) })
  }
  return (
    <Stack gap="sm">
      <Group justify="space-between" wrap="nowrap">
        <Text fw={600}>{t(`fieldType.${field.type as 'text'}.name`)}</Text>
        {onRemove && (
          <Button variant="subtle" color="bad" size="xs" flex="none" onClick={onRemove}>
            {t('design.removeField')}
          </Button>
        )}
      </Group>
      {!onRemove && (
        <Text size="xs" c="dimmed">
          {t('design.keepsField')}
        </Text>
      )}
      <TextInput label={t('design.label')} value={words} onChange={(event) => rename(event.currentTarget.value)} />
      <TextInput
        label={t('design.key')}
        description={t('design.keyAbout')}
        value={field.key}
        onChange={(event) => onChange({ key: event.currentTarget.value })}
        classNames={{ input: 'mono' }}
        spellCheck={false}
      />
      <Textarea
        label={t('design.help')}
        description={t('design.helpAbout')}
        value={sayLabel(field.help, [currentLanguage()], '')}
        onChange={(event) =>
          onChange({ help: event.currentTarget.value ? labelled(field.help, event.currentTarget.value) : undefined })
        }
        autosize
        minRows={1}
      />
      <Switch
        label={t('design.required')}
        checked={field.required ?? false}
        onChange={(event) => onChange({ required: event.currentTarget.checked || undefined })}
      />
      <Switch
        label={t('design.readOnly')}
        description={t('design.readOnlyAbout')}
        checked={field.readOnly ?? false}
        onChange={(event) => onChange({ readOnly: event.currentTarget.checked || undefined })}
      />
      <Switch
        label={t('design.quickFilter')}
        description={t('design.quickFilterAbout')}
        checked={field.quickFilter ?? false}
        onChange={(event) => onChange({ quickFilter: event.currentTarget.checked || undefined })}
      />
      {titleTypes.includes(field.type) && (
        <Switch
          label={t('design.isTitle')}
          description={t('design.isTitleAbout')}
          checked={isTitle}
          onChange={(event) => onTitle(event.currentTarget.checked)}
        />
      )}
      <TypeSettings tenant={tenant} own={props.own} field={field} isNew={isNew} onChange={onChange} />
      <DefaultSetting field={field} onChange={onChange} />
      <ExpressionInput
        label={t('design.showWhen')}
        description={t('design.showWhenAbout')}
        value={field.showWhen ?? ''}
        onChange={(text) => onChange({ showWhen: text || undefined })}
        scope={scope}
        want={condition}
      />
    </Stack>
  )
}

interface TypeSettingsProps {
  readonly tenant: string
  /** The kind of record that is edited. */
  readonly own: string
  readonly field: WireField
  readonly isNew: boolean
  readonly onChange: (change: Partial<WireField>) => void
}

function TypeSettings({ tenant, own, field, isNew, onChange }: TypeSettingsProps) {
  const { t } = useText()
  const number = (
    name: 'minLength' | 'maxLength' | 'minimum' | 'maximum' | 'precision' | 'max' | 'maxItems',
    label: string,
  ) => (
    <NumberInput
      label={label}
      value={field[name] ?? ''}
      onChange={(value) => onChange({ [name]: value === '' ? undefined : Number(value) })}
      flex={1}
    />
  )
  if (texts.includes(field.type)) return <Group grow>{[number('maxLength', t('design.maxLength'))]}</Group>
  if (numbers.includes(field.type)) {
    return (
      <Group grow align="flex-start">
        {number('minimum', t('design.minimum'))}
        {number('maximum', t('design.maximum'))}
      </Group>
    )
  }
  if (field.type === 'rating') return number('max', t('design.ratingMax'))
  if (field.type === 'enum' || field.type === 'tags') {
    return <OptionList options={field.options ?? []} onChange={(options) => onChange({ options })} />
  }
  if (field.type === 'relation')
    return <RelationSettings tenant={tenant} own={own} field={field} isNew={isNew} onChange={onChange} />
  if (field.type === 'file' || field.type === 'image')
    return <FileSettings tenant={tenant} field={field} isNew={isNew} onChange={onChange} />
  if (field.type === 'list' && field.of) {
    return (
      <Select
        label={t('design.listOf')}
        data={listTypes.map((type) => ({ value: type, label: t(`fieldType.${type as 'text'}.name`) }))}
        value={field.of}
        disabled={!isNew}
        allowDeselect={false}
        onChange={(of) => onChange({ of: (of ?? 'text') as FieldType })}
      />
    )
  }
  return null
}

function RelationSettings({ tenant, own, field, isNew, onChange }: TypeSettingsProps) {
  const { t } = useText()
  const nameOf = useFieldName()
  const blueprints = useBlueprints(tenant)
  const known: readonly BlueprintSummary[] = blueprints.data?.items ?? []
  const choices = known.map((one) => ({ value: one.name, label: nameOf({ key: one.name, label: one.label }) }))
  const target = field.blueprint ?? ''
  const data = known.some((one) => one.name === own) ? choices : [...choices, { value: own, label: t('design.itself') }]
  return (
    <>
      <Select
        label={t('design.relationTo')}
        data={data}
        value={target}
        disabled={!isNew}
        allowDeselect={false}
        onChange={(blueprint) => onChange({ blueprint: blueprint ?? target })}
      />
      <Switch
        label={t('design.many')}
        checked={field.many ?? false}
        disabled={!isNew}
        onChange={(event) => onChange({ many: event.currentTarget.checked || undefined })}
      />
    </>
  )
}

/** The simple defaults people set by hand; any other stays as it is and is shown as text. */
function DefaultSetting({
  field,
  onChange,
}: {
  readonly field: WireField
  readonly onChange: TypeSettingsProps['onChange']
}) {
  const { t } = useText()
  const set = (value: unknown) => onChange({ default: value })
  if (field.type === 'datetime' || field.type === 'date') {
    const filled = typeof field.default === 'object' && field.default !== null
    const expr = field.type === 'datetime' ? 'now' : 'today()'
    return (
      <Switch
        label={t(field.type === 'datetime' ? 'design.defaultNow' : 'design.defaultToday')}
        checked={filled}
        onChange={(event) => set(event.currentTarget.checked ? { expr } : undefined)}
      />
    )
  }
  if (field.type === 'enum') {
    const data = (field.options ?? []).map((option) => ({
      value: option.key,
      label: sayLabel(option.label, [currentLanguage()], option.key),
    }))
    const value = typeof field.default === 'string' ? field.default : null
    return (
      <Select
        label={t('design.default')}
        data={data}
        value={value}
        clearable
        onChange={(key) => set(key ?? undefined)}
      />
    )
  }
  if (field.type === 'boolean') {
    return (
      <Switch
        label={t('design.defaultYes')}
        checked={field.default === true}
        onChange={(event) => set(event.currentTarget.checked || undefined)}
      />
    )
  }
  if (numbers.includes(field.type)) {
    const value = typeof field.default === 'number' ? field.default : ''
    return (
      <NumberInput
        label={t('design.default')}
        value={value}
        onChange={(next) => set(next === '' ? undefined : Number(next))}
      />
    )
  }
  if (field.type === 'text') {
    const value = typeof field.default === 'string' ? field.default : ''
    return (
      <TextInput
        label={t('design.default')}
        value={value}
        onChange={(event) => set(event.currentTarget.value || undefined)}
      />
    )
  }
  return null
}

function labelled(label: Label | undefined, words: string): Label {
  return label === undefined || typeof label === 'string' ? words : { ...label, [currentLanguage()]: words }
}
