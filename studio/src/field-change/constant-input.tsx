// An input for one value that stands for itself: what new records start with, or what records get that have none.
import { NumberInput, Select, Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { FieldType, WireField } from '../api/blueprints-api.ts'
import { DateInput } from '../date-input/date-input.tsx'
import { isMoment } from '../date-input/write-day.ts'
import { fromLocal, toLocal } from '../field-value/local-datetime.ts'
import { sayLabel, wordsOfKey } from '../text/say-label.ts'
import { currentLanguage, useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'

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
      <WhenConstant
        label={label}
        kind={field.type}
        value={typeof value === 'string' ? value : undefined}
        onChange={onChange}
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

interface WhenConstantProps {
  readonly label: string
  readonly kind: 'date' | 'datetime'
  readonly value: string | undefined
  readonly onChange: (value: string | undefined) => void
}

/** What cannot be read yet stays in the input: there is no form around it that says what is wrong. */
function WhenConstant({ label, kind, value, onChange }: WhenConstantProps) {
  const { zone } = useFormats()
  const [unread, setUnread] = useState<string>()
  const shown = value === undefined ? '' : kind === 'date' ? value : (toLocal(value, zone) ?? '')
  const change = (next: string) => {
    const isRead = next === '' || isMoment(kind, next)
    setUnread(isRead ? undefined : next)
    if (isRead) onChange(next === '' ? undefined : kind === 'date' ? next : fromLocal(next, zone))
  }
  return (
    <DateInput
      aria-label={label}
      kind={kind}
      value={unread ?? shown}
      onChange={change}
      onBlur={() => setUnread(undefined)}
    />
  )
}
