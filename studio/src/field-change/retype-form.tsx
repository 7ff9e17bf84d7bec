// Another type for a field: what it may become, and how its values are read.
import { Select, Stack, Textarea, TextInput } from '@mantine/core'
import type { FieldType } from '@molde/engine'
import { useMemo, useState } from 'react'
import type { WireField } from '../api/blueprints-api.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { type ChangeFormProps, withMembers } from './change-form.ts'
import {
  choicesOf,
  digits,
  hasFormat,
  hasLocale,
  hasRounding,
  hasUnit,
  startOfRetype,
  takesChoices,
  texts,
} from './conversion.ts'
import { FailingChoice } from './failing-choice.tsx'
import { TypeChoice } from './type-choice.tsx'
import { valuesIn } from './value-trial.ts'

const mostChoices = 50

export function RetypeForm({ field, op, onChange, records }: ChangeFormProps) {
  const { t } = useText()
  const { currency } = useFormats()
  const type = op['type'] as FieldType | undefined
  const params = (op['params'] ?? {}) as { readonly [name: string]: string }
  const setParam = (name: string, value: string | null) => {
    const next = Object.fromEntries(Object.entries({ ...params, [name]: value }).filter(([, one]) => one))
    onChange(withMembers(op, { params: Object.keys(next).length > 0 ? next : undefined }))
  }
  const choose = (next: FieldType) => {
    const words = { yes: t('common.yes'), no: t('common.no') }
    const start = startOfRetype(field, next, valuesIn(records, field.key, mostChoices), words, currency)
    onChange(withMembers({ op: 'retype', field: field.id, type: next }, start))
  }
  const after = useMemo(
    () => ({ ...field, ...(op as object), id: field.id, type: type ?? field.type }) as WireField,
    [field, op, type],
  )
  return (
    <Stack gap="md">
      <TypeChoice field={field} type={type} onChoose={choose} />
      {type && (
        <>
          {hasLocale(field.type, type) && (
            <Select
              label={t('change.locale')}
              description={t('change.localeAbout')}
              data={[
                { value: '', label: t('change.locale_any') },
                ...(['pt-BR', 'en-US', 'en-GB', 'ru-RU'] as const).map((value) => ({
                  value,
                  label: t(`change.locale_${value}`),
                })),
              ]}
              value={params['locale'] ?? ''}
              allowDeselect={false}
              onChange={(locale) => setParam('locale', locale)}
            />
          )}
          {hasUnit(field.type, type) && (
            <TextInput
              label={t('design.unit')}
              description={t('change.unitRead')}
              placeholder={t('design.unitPlaceholder')}
              maxLength={20}
              value={typeof op['unit'] === 'string' ? op['unit'] : ''}
              onChange={(event) => onChange(withMembers(op, { unit: event.currentTarget.value.trim() || undefined }))}
            />
          )}
          {hasFormat(field.type, type) && (
            <TextInput
              label={t('change.format')}
              description={t('change.formatAbout')}
              placeholder={t('change.formatExample')}
              value={params['format'] ?? ''}
              onChange={(event) => setParam('format', event.currentTarget.value)}
            />
          )}
          {(type === 'money' || (field.type === 'money' && digits.includes(type))) && (
            <TextInput
              label={t(type === 'money' ? 'change.currency' : 'change.onlyCurrency')}
              placeholder={t('change.currencyExample')}
              maxLength={3}
              value={params['currency'] ?? ''}
              onChange={(event) => setParam('currency', event.currentTarget.value.toUpperCase())}
            />
          )}
          {(type === 'datetime' || field.type === 'datetime') && type !== field.type && (
            <TextInput
              type="time"
              label={t('change.time')}
              value={params['time'] ?? ''}
              onChange={(event) => setParam('time', event.currentTarget.value)}
            />
          )}
          {hasRounding(field.type, type) && (
            <Select
              label={t('change.rounding')}
              data={[
                { value: '', label: t(texts.includes(field.type) ? 'change.rounding_never' : 'change.rounding_usual') },
                ...(['half-up', 'up', 'down'] as const).map((value) => ({
                  value,
                  label: t(`change.rounding_${value}`),
                })),
              ]}
              value={params['rounding'] ?? ''}
              allowDeselect={false}
              onChange={(rounding) => setParam('rounding', rounding)}
            />
          )}
          {takesChoices(field, type) && <Choices key={type} op={op} onChange={onChange} />}
          <FailingChoice
            field={after}
            value={op['onError']}
            ways={texts.includes(type) ? ['keep', 'quarantine', 'truncate'] : ['keep', 'quarantine']}
            onChange={(onError) => onChange(withMembers(op, { onError }))}
          />
        </>
      )}
    </Stack>
  )
}

/** One choice per line, as they are found in the records at first. */
function Choices({ op, onChange }: Pick<ChangeFormProps, 'op' | 'onChange'>) {
  const { t } = useText()
  const options = (op['options'] ?? []) as unknown as readonly { readonly label: string }[]
  const [text, setText] = useState(() => options.map(({ label }) => label).join('\n'))
  return (
    <Textarea
      label={t('change.choices')}
      description={t('change.choicesAbout')}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value)
        const lines = event.currentTarget.value.split('\n').map((line) => line.trim())
        onChange(withMembers(op, { options: choicesOf(lines.filter(Boolean)) }))
      }}
      autosize
      minRows={3}
      maxRows={8}
    />
  )
}
