// What only some types of field have: limits, choices, where a link leads.
import { Group, NumberInput, Select, TextInput } from '@mantine/core'
import type { FieldType, WireField } from '../api/blueprints-api.ts'
import { useText } from '../text/text.ts'
import { FileSettings } from './file-settings.tsx'
import type { LinkTarget } from './kind-meant.ts'
import { LinkSettings } from './link-settings.tsx'
import { OptionList } from './option-list.tsx'

export interface TypeSettingsProps {
  readonly tenant: string
  readonly targets: readonly LinkTarget[]
  /** The blueprint that is edited. */
  readonly own: string
  readonly field: WireField
  readonly isNew: boolean
  readonly onChange: (change: Partial<WireField>) => void
  /** Another field takes the place of a published one of which no record has a value. */
  readonly onReplace: (change: Partial<WireField>) => void
  readonly onDropOption: ((option: string, target: string | null) => void) | undefined
}

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

export function TypeSettings(props: TypeSettingsProps) {
  const { tenant, targets, own, field, isNew, onChange, onReplace, onDropOption } = props
  const { t } = useText()
  const number = (
    name: 'minLength' | 'maxLength' | 'minimum' | 'maximum' | 'precision' | 'max' | 'maxItems',
    label: string,
  ) => (
    <NumberInput
      label={label}
      value={field[name] ?? ''}
      onChange={(value) => onChange({ [name]: value === '' ? undefined : Number(value) })}
      {...(name === 'precision' ? { min: 0, max: 12, allowDecimal: false, clampBehavior: 'strict' as const } : {})}
      flex={1}
    />
  )
  if (texts.includes(field.type)) return <Group grow>{[number('maxLength', t('design.maxLength'))]}</Group>
  if (numbers.includes(field.type)) {
    return (
      <>
        <Group grow align="flex-start">
          {field.type !== 'percent' && (
            <TextInput
              label={t('design.unit')}
              placeholder={t('design.unitPlaceholder')}
              value={field.unit ?? ''}
              maxLength={20}
              onChange={(event) => onChange({ unit: event.currentTarget.value || undefined })}
            />
          )}
          {field.type !== 'integer' && number('precision', t('design.precision'))}
        </Group>
        <Group grow align="flex-start">
          {number('minimum', t('design.minimum'))}
          {number('maximum', t('design.maximum'))}
        </Group>
      </>
    )
  }
  if (field.type === 'rating') return number('max', t('design.ratingMax'))
  if (field.type === 'enum' || field.type === 'tags') {
    return (
      <OptionList
        options={field.options ?? []}
        onChange={(options) => onChange({ options })}
        dropping={onDropOption && { tenant, blueprint: own, field, onDrop: onDropOption }}
      />
    )
  }
  if (field.type === 'relation')
    return <LinkSettings {...{ tenant, targets, own, field, isNew, onChange, onReplace }} />
  if (field.type === 'file' || field.type === 'image')
    return <FileSettings field={field} isNew={isNew} onChange={onChange} />
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
