// What a new record starts with in a field: nothing, a value, or what is worked out from the others at that moment.
import { NumberInput, SegmentedControl, Select, Stack, Switch, Text, TextInput } from '@mantine/core'
import type { ExpressionScope } from '@molde/engine'
import { useState } from 'react'
import type { FieldType, WireField } from '../api/blueprints-api.ts'
import { ExpressionInput } from '../expression-input/expression-input.tsx'
import { sayLabel, wordsOfKey } from '../text/say-label.ts'
import { currentLanguage, useText } from '../text/text.ts'

export interface DefaultSettingProps {
  readonly field: WireField
  readonly scope: ExpressionScope
  readonly onChange: (change: Partial<WireField>) => void
}

const numbers: readonly FieldType[] = ['number', 'integer', 'percent', 'rating']
const texts: readonly FieldType[] = ['text', 'longText']
/** The words by which the commonest expressions are switched on. */
const moments: Readonly<Record<string, string>> = { date: 'today()', datetime: 'now' }
const workedOut: readonly FieldType[] = [
  ...numbers,
  ...texts,
  'date',
  'datetime',
  'boolean',
  'enum',
  'email',
  'phone',
  'url',
]

export function DefaultSetting({ field, scope, onChange }: DefaultSettingProps) {
  const { t } = useText()
  const expression = expressionIn(field.default)
  const [wanted, setWanted] = useState<'value' | 'expr'>(expression === undefined ? 'value' : 'expr')
  if (!workedOut.includes(field.type) || field.many) return null
  const way = expression === undefined ? wanted : 'expr'
  const moment = moments[field.type]
  const set = (value: unknown) => onChange({ default: value })
  const want = scope.fields.find(({ id }) => id === field.id)?.type
  return (
    <Stack gap={4} role="group" aria-label={t('design.default')}>
      <Text size="sm" fw={600}>
        {t('design.default')}
      </Text>
      {moment && (
        <Switch
          label={t(field.type === 'datetime' ? 'design.defaultNow' : 'design.defaultToday')}
          checked={expression === moment}
          onChange={(event) => {
            setWanted('value')
            set(event.currentTarget.checked ? { expr: moment } : undefined)
          }}
          my={4}
        />
      )}
      {(!moment || expression !== moment) && (
        <SegmentedControl
          size="xs"
          value={way}
          onChange={(next) => {
            setWanted(next as 'value' | 'expr')
            // The other way begins with nothing.
            if (field.default !== undefined) set(undefined)
          }}
          data={[
            { value: 'value', label: t('builder.defaultValue') },
            { value: 'expr', label: t('builder.defaultWorkedOut') },
          ]}
          aria-label={t('builder.defaultWay')}
        />
      )}
      {way === 'value' && <ValueDefault field={field} onChange={set} />}
      {way === 'expr' && (!moment || expression !== moment) && (
        <ExpressionInput
          label={t('builder.defaultExpression')}
          description={t('builder.defaultExpressionAbout')}
          value={expression ?? ''}
          onChange={(expr) => set(expr ? { expr } : undefined)}
          scope={{ ...scope, fields: scope.fields.filter(({ id }) => id !== field.id) }}
          {...(want ? { want } : {})}
        />
      )}
    </Stack>
  )
}

function expressionIn(standing: unknown): string | undefined {
  if (typeof standing !== 'object' || standing === null || !('expr' in standing)) return undefined
  return typeof standing.expr === 'string' ? standing.expr : undefined
}

/** A default may also stand in a wrapping; see `blueprint.schema.json`. */
function valueIn(standing: unknown): unknown {
  return typeof standing === 'object' && standing !== null && 'value' in standing ? standing.value : standing
}

function ValueDefault({ field, onChange }: { readonly field: WireField; readonly onChange: (value: unknown) => void }) {
  const { t } = useText()
  const value = valueIn(field.default)
  const label = t('builder.defaultValue')
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
  if (numbers.includes(field.type))
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
