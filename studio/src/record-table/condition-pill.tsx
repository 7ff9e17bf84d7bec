// One condition: what it says, and a small form to change it.
import { Button, CloseButton, Group, MultiSelect, NativeSelect, Popover, Select, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { WireField } from '../api/blueprints-api.ts'
import { useBlueprint } from '../api/blueprints-api.ts'
import { useMembers } from '../api/members-api.ts'
import { useRecordSearch } from '../api/records-api.ts'
import { fromLocal, toLocal } from '../field-value/local-datetime.ts'
import { useRecordTitle } from '../field-value/record-link.tsx'
import { recordTitle } from '../field-value/record-title.ts'
import { useUserName } from '../field-value/user-name.tsx'
import { optionText } from '../field-value/value-text.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { type Condition, isComplete, needsValue, type Operator, operatorsOf } from './condition.ts'

export interface ConditionPillProps {
  readonly tenant: string
  readonly fields: readonly WireField[]
  readonly condition: Condition
  /** Just added: opens itself. */
  readonly isFresh: boolean
  readonly onChange: (condition: Condition | undefined) => void
}

export function ConditionPill({ tenant, fields, condition, isFresh, onChange }: ConditionPillProps) {
  const { t } = useText()
  const { say } = useFormats()
  const sayOperator = useOperatorText()
  const [opened, setOpened] = useState(isFresh)
  const field = fields.find((one) => one.key === condition.field)
  if (!field) return null
  const label = say(field.label, wordsOfKey(field.key))
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus width={280}>
      <Group gap={0} wrap="nowrap" className="condition-pill" data-complete={isComplete(condition) || undefined}>
        <Popover.Target>
          <Button variant="subtle" color="gray" size="compact-md" fw={400} onClick={() => setOpened(!opened)}>
            {label} {sayOperator(field, condition.op)}{' '}
            <ConditionValue tenant={tenant} field={field} condition={condition} />
          </Button>
        </Popover.Target>
        <CloseButton
          size="md"
          aria-label={t('records.removeCondition', { field: label })}
          onClick={() => onChange(undefined)}
        />
      </Group>
      <Popover.Dropdown aria-label={label}>
        <Stack gap="xs">
          <NativeSelect
            label={label}
            value={condition.op}
            data={operatorsOf(field).map((op) => ({ value: op, label: sayOperator(field, op) }))}
            onChange={(event) => onChange(withOperator(condition, event.currentTarget.value as Operator))}
          />
          {needsValue(condition.op) && (
            <ValueInput
              tenant={tenant}
              field={field}
              condition={condition}
              onChange={(value) => onChange({ ...condition, value })}
              onDone={() => setOpened(false)}
            />
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

function withOperator(condition: Condition, op: Operator): Condition {
  const { value, ...rest } = condition
  const isList = Array.isArray(value)
  const fits = needsValue(op) && value !== undefined && isList === (op === 'anyOf')
  return fits ? { ...rest, op, value } : { ...rest, op }
}

function useOperatorText(): (field: WireField, op: Operator) => string {
  const { t } = useText()
  return (field, op) => {
    const isTime = field.type === 'date' || field.type === 'datetime'
    if (isTime && op === 'gt') return t('records.op_after')
    if (isTime && op === 'gte') return t('records.op_from')
    if (isTime && op === 'lt') return t('records.op_before')
    if (isTime && op === 'lte') return t('records.op_until')
    return t(`records.op_${op}`)
  }
}

interface ValueProps {
  readonly tenant: string
  readonly field: WireField
  readonly condition: Condition
}

function ConditionValue({ tenant, field, condition }: ValueProps) {
  const { t } = useText()
  const formats = useFormats()
  const { value, op } = condition
  if (!needsValue(op)) return null
  if (!isComplete(condition)) return '…'
  if (typeof value === 'boolean') return value ? t('common.yes') : t('common.no')
  if (Array.isArray(value)) return value.map((one: string) => optionText(field, one, formats)).join(', ')
  if (field.type === 'relation')
    return <RelatedTitle tenant={tenant} blueprint={field.blueprint ?? ''} id={String(value)} />
  if (field.type === 'user') return <MemberName tenant={tenant} id={String(value)} />
  if (field.type === 'date') return formats.date(String(value))
  if (field.type === 'datetime') return formats.dateTime(String(value))
  if (field.type === 'enum' || field.type === 'tags') return optionText(field, String(value), formats)
  return typeof value === 'number' ? formats.number(value) : `“${value}”`
}

function RelatedTitle(props: { readonly tenant: string; readonly blueprint: string; readonly id: string }) {
  return useRecordTitle(props.tenant, props.blueprint, props.id)
}

function MemberName(props: { readonly tenant: string; readonly id: string }) {
  return useUserName(props.tenant, props.id)
}

interface ValueInputProps extends ValueProps {
  readonly onChange: (value: NonNullable<Condition['value']>) => void
  readonly onDone: () => void
}

function ValueInput(props: ValueInputProps) {
  const { t } = useText()
  const formats = useFormats()
  const { field, condition, onChange } = props
  const { value } = condition
  const label = t('records.value')
  const options = (field.options ?? []).map((option) => ({
    value: option.key,
    label: optionText(field, option.key, formats),
  }))
  const comboboxProps = { withinPortal: false }
  if (condition.op === 'anyOf')
    return (
      <MultiSelect
        label={label}
        data={options}
        value={Array.isArray(value) ? [...value] : []}
        onChange={onChange}
        comboboxProps={comboboxProps}
        searchable
      />
    )
  if (options.length > 0)
    return (
      <Select
        label={label}
        data={options}
        value={typeof value === 'string' ? value : null}
        onChange={(one) => onChange(one ?? '')}
        comboboxProps={comboboxProps}
      />
    )
  if (field.type === 'boolean')
    return (
      <NativeSelect
        label={label}
        value={String(value ?? '')}
        data={[
          { value: '', label: '–' },
          { value: 'true', label: t('common.yes') },
          { value: 'false', label: t('common.no') },
        ]}
        onChange={(event) => onChange(event.currentTarget.value === '' ? '' : event.currentTarget.value === 'true')}
      />
    )
  if (field.type === 'relation') return <RecordSelect {...props} label={label} />
  if (field.type === 'user') return <MemberSelect {...props} label={label} />
  return <TypedValue {...props} label={label} />
}

const inputTypes: { readonly [type: string]: string } = { date: 'date', datetime: 'datetime-local' }
const numeric: readonly string[] = ['integer', 'number', 'percent', 'rating', 'money']

/** Takes effect when Enter is pressed or the field is left: not every letter asks the server. */
function TypedValue({ field, condition, onChange, onDone, label }: ValueInputProps & { readonly label: string }) {
  const formats = useFormats()
  const [typed, setTyped] = useState(() => shownValue(field, condition.value, formats.zone))
  const commit = () => onChange(keptValue(field, typed, formats))
  return (
    <TextInput
      label={label}
      type={inputTypes[field.type] ?? 'text'}
      inputMode={numeric.includes(field.type) ? 'decimal' : 'text'}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return
        commit()
        onDone()
      }}
      data-autofocus
    />
  )
}

function shownValue(field: WireField, value: Condition['value'], zone: string): string {
  const text = value === undefined ? '' : String(value)
  return field.type === 'datetime' && text ? (toLocal(text, zone) ?? '') : text
}

function keptValue(field: WireField, typed: string, formats: { language: string; zone: string }): string | number {
  if (field.type === 'datetime') return fromLocal(typed, formats.zone) ?? ''
  if (!numeric.includes(field.type)) return typed
  const value = Number(typed.trim().replace(',', '.'))
  return typed.trim() !== '' && Number.isFinite(value) ? value : typed
}

function RecordSelect({ tenant, field, condition, onChange, label }: ValueInputProps & { readonly label: string }) {
  const { t } = useText()
  const formats = useFormats()
  const target = field.blueprint ?? ''
  const [typed, setTyped] = useState('')
  const definition = useBlueprint(tenant, target)
  const found = useRecordSearch(tenant, target, typed, true)
  const current = typeof condition.value === 'string' && condition.value !== '' ? condition.value : undefined
  const data = (found.data?.items ?? []).map((record) => ({
    value: record.id,
    label: (definition.data && recordTitle(definition.data, record.data, formats)) || t('records.untitled'),
  }))
  return (
    <Select
      label={label}
      data={data}
      value={current ?? null}
      onChange={(id) => onChange(id ?? '')}
      onSearchChange={setTyped}
      filter={({ options }) => options}
      searchable
      nothingFoundMessage={t('form.nothing')}
      comboboxProps={{ withinPortal: false }}
    />
  )
}

function MemberSelect({ tenant, condition, onChange, label }: ValueInputProps & { readonly label: string }) {
  const members = useMembers(tenant).data?.items ?? []
  return (
    <Select
      label={label}
      data={members.map((member) => ({ value: member.id, label: member.name || member.email }))}
      value={typeof condition.value === 'string' ? condition.value : null}
      onChange={(id) => onChange(id ?? '')}
      searchable
      comboboxProps={{ withinPortal: false }}
    />
  )
}
