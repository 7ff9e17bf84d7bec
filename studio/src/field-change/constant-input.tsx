// An input for one value that stands for itself: what new records start with, or what records get that have none.
import { NumberInput, Select, Switch, TextInput } from '@mantine/core'
import type { FieldType, WireField } from '../api/blueprints-api.ts'
import { sayLabel, wordsOfKey } from '../text/say-label.ts'
import { currentLanguage, useText } from '../text/text.ts'

const numberTypes: readonly FieldType[] = ['number', 'integer', 'percent', 'rating']

/** Types of which a value can be given by hand. */
export const constantTypes: readonly FieldType[] = [
  ...numberTypes,
  'text',
  'longText',
  'date',
  'datetime',
  'boolean',
  'enum',
  'email',
  'phone',
  'url',
]

export interface ConstantInputProps {
  readonly field: WireField
  readonly label: string
  readonly value: unknown
  /** Undefined when it is emptied. */
  readonly onChange: (value: unknown) => void
}

export function ConstantInput({ field, label, value, onChange }: ConstantInputProps) {
  const { t } = useText()
  if (field.type === 'enum') {
    const data = (field.options ?? [])
      .filter((option) => !option.retired)
      .map((option) => ({
        value: option.key,
        label: sayLabel(option.label, [currentLanguage()], wordsOfKey(option.key)),
      }))
    return (
      <Select
        aria-label={label}
        placeholder={t('builder.defaultNothing')}
        data={data}
        value={typeof value === 'string' ? value : null}
        clearable
        onChange={(key) => onChange(key ?? undefined)}
      />
    )
  }
  if (field.type === 'boolean')
    return (
      <Switch
        label={t('design.defaultYes')}
        checked={value === true}
        onChange={(event) => onChange(event.currentTarget.checked || undefined)}
      />
    )
  if (numberTypes.includes(field.type))
    return (
      <NumberInput
        aria-label={label}
        placeholder={t('builder.defaultNothing')}
        value={typeof value === 'number' ? value : ''}
        onChange={(next) => onChange(next === '' ? undefined : Number(next))}
      />
    )
  if (field.type === 'date' || field.type === 'datetime')
    return (
      <TextInput
        aria-label={label}
        type={field.type === 'date' ? 'date' : 'datetime-local'}
        value={typeof value === 'string' ? (field.type === 'date' ? value : localText(value)) : ''}
        onChange={(event) => onChange(momentOf(field.type, event.currentTarget.value))}
      />
    )
  return (
    <TextInput
      aria-label={label}
      placeholder={t('builder.defaultNothing')}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  )
}

/** As the clocks of this browser show it. */
function localText(moment: string): string {
  const at = new Date(moment)
  if (Number.isNaN(at.getTime())) return ''
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

function momentOf(type: FieldType, text: string): string | undefined {
  if (text === '') return undefined
  if (type === 'date') return text
  const at = new Date(text)
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString()
}
