// The value of a condition when it is always the same: an input that suits the field.
import { MultiSelect, Select, TagsInput, TextInput } from '@mantine/core'
import type { RuleScalar } from '@molde/engine'
import { useEffect, useState } from 'react'
import { useBlueprint, type WireField } from '../api/blueprints-api.ts'
import { useMembers } from '../api/members-api.ts'
import { useRecordSearch } from '../api/records-api.ts'
import { DateInput } from '../date-input/date-input.tsx'
import { isMoment, type WhenKind } from '../date-input/write-day.ts'
import { fromLocal, toLocal } from '../field-value/local-datetime.ts'
import { hintsApart, recordHint, repeated } from '../field-value/record-hint.ts'
import { RecordName } from '../field-value/record-link.tsx'
import { recordTitle } from '../field-value/record-title.ts'
import { optionText } from '../field-value/value-text.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { ChoiceSelect } from '../ui/choice-select.tsx'
import { SearchSelect } from '../ui/search-select.tsx'
import { isValues, takesList } from './condition.ts'
import { isNumber, type NamedField } from './condition-names.ts'
import { DurationValue } from './duration-value.tsx'
import { labelled, type ValueInputProps } from './value-input.ts'

export function FixedValueInput(props: ValueInputProps) {
  const { t } = useText()
  const formats = useFormats()
  const { condition, onChange, comboboxProps } = props
  const { field } = props.named
  const { value } = condition
  const named = labelled(props)
  const options = (field.options ?? []).map((option) => ({
    value: option.key,
    label: optionText(field as WireField, option.key, formats),
  }))
  if (takesList(condition.operator)) return <ListValue {...props} options={options} />
  if (options.length > 0)
    return (
      <Select
        {...named}
        data={options}
        value={typeof value === 'string' ? value : null}
        onChange={(one) => onChange(one ?? '')}
        placeholder={t('form.choose')}
        comboboxProps={comboboxProps}
      />
    )
  if (field.type === 'boolean')
    return (
      <ChoiceSelect
        {...named}
        isFloating={comboboxProps.withinPortal === false}
        value={String(value ?? '')}
        data={[
          { value: '', label: '–' },
          { value: 'true', label: t('common.yes') },
          { value: 'false', label: t('common.no') },
        ]}
        onChange={(chosen) => onChange(chosen === '' ? '' : chosen === 'true')}
      />
    )
  if (field.type === 'relation') return <RecordSelect {...props} />
  if (field.type === 'user') return <MemberSelect {...props} />
  if (field.type === 'duration') return <DurationValue {...props} />
  if (isWhen(field.type)) return <WhenValue {...props} kind={field.type} />
  return <TypedValue {...props} />
}

function ListValue(props: ValueInputProps & { readonly options: { value: string; label: string }[] }) {
  const { t } = useText()
  const { condition, onChange, options, comboboxProps } = props
  const { field } = props.named
  const values = isValues(condition.value) ? condition.value.map(String) : []
  if (options.length > 0)
    return (
      <MultiSelect
        {...labelled(props)}
        data={options}
        value={values}
        onChange={onChange}
        placeholder={values.length === 0 ? t('form.choose') : ''}
        comboboxProps={comboboxProps}
        searchable
      />
    )
  return (
    <TagsInput
      {...labelled(props)}
      value={values}
      placeholder={values.length === 0 ? t('condition.typeValues') : ''}
      acceptValueOnBlur
      onChange={(typed) => onChange(typed.map((text) => keptValue(field, text)))}
      comboboxProps={comboboxProps}
    />
  )
}

/** Takes effect when Enter is pressed or the field is left: not every letter asks the server. */
function TypedValue(props: ValueInputProps) {
  const { condition, onChange, onDone, named } = props
  const { field } = named
  const shown = String((condition.value as RuleScalar | undefined) ?? '')
  const [typed, setTyped] = useState(shown)
  useEffect(() => setTyped(shown), [shown])
  const commit = () => {
    if (typed !== shown) onChange(keptValue(field, typed))
  }
  return (
    <TextInput
      {...labelled(props)}
      inputMode={isNumber(field) ? 'decimal' : 'text'}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return
        event.preventDefault()
        commit()
        onDone?.()
      }}
      data-autofocus
    />
  )
}

const isWhen = (type: string): type is WhenKind => type === 'date' || type === 'time' || type === 'datetime'

/** A day, a time or a moment: what cannot be read is no condition yet. */
function WhenValue(props: ValueInputProps & { readonly kind: WhenKind }) {
  const { condition, kind, onChange, onDone, comboboxProps } = props
  const { zone } = useFormats()
  const text = String((condition.value as RuleScalar | undefined) ?? '')
  const shown = kind === 'datetime' ? (toLocal(text, zone) ?? '') : text
  const [typed, setTyped] = useState(shown)
  useEffect(() => setTyped(shown), [shown])
  const commit = (next: string) => {
    if (next === shown || (next !== '' && !isMoment(kind, next))) return
    onChange(kind === 'datetime' ? (fromLocal(next, zone) ?? '') : next)
  }
  return (
    <DateInput
      {...labelled(props)}
      kind={kind}
      isInside={comboboxProps.withinPortal === false}
      value={typed}
      onChange={(next, isChosen) => {
        setTyped(next)
        if (isChosen) commit(next)
      }}
      onBlur={() => commit(typed)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return
        event.preventDefault()
        commit(typed)
        onDone?.()
      }}
      data-autofocus
    />
  )
}

function keptValue(field: NamedField, typed: string): string | number {
  if (!isNumber(field)) return typed
  const value = Number(typed.trim().replace(',', '.'))
  return typed.trim() !== '' && Number.isFinite(value) ? value : typed
}

function RecordSelect(props: ValueInputProps) {
  const { t } = useText()
  const formats = useFormats()
  const { tenant, condition, onChange, comboboxProps } = props
  const target = props.named.field.blueprint ?? ''
  const [typed, setTyped] = useState('')
  const definition = useBlueprint(tenant, target)
  const current = typeof condition.value === 'string' && condition.value !== '' ? condition.value : undefined
  const found = useRecordSearch(tenant, target, typed, true)
  const named = (found.data?.items ?? []).map((record) => ({
    record,
    title: (definition.data && recordTitle(definition.data, record.data, formats)) || t('records.untitled'),
    hint: definition.data ? recordHint(definition.data, record, formats, (at) => t('records.made', { at })) : '',
    createdAt: record.createdAt,
  }))
  const alike = repeated(named.map(({ title }) => title))
  const hints = hintsApart(named, formats, (at) => t('records.made', { at }))
  const data = named.map(({ record, title }, place) => ({
    value: record.id,
    label: alike.has(title) && hints[place] ? `${title} · ${hints[place]}` : title,
  }))
  return (
    <>
      <SearchSelect
        {...labelled(props)}
        data={data}
        value={current ?? null}
        onChange={(id) => onChange(id ?? '')}
        onSearchChange={setTyped}
        // The server has looked for it; until it has answered, Enter must not take what was found before.
        filter={({ options, search }) =>
          found.isPlaceholderData
            ? options.filter(
                (option) => 'label' in option && option.label.toLowerCase().includes(search.trim().toLowerCase()),
              )
            : options
        }
        comboboxProps={comboboxProps}
      />
      {current && !data.some(({ value }) => value === current) && (
        <CurrentTitle tenant={tenant} blueprint={target} id={current} />
      )}
    </>
  )
}

/** What is chosen may not be among what was found last. */
function CurrentTitle(props: { readonly tenant: string; readonly blueprint: string; readonly id: string }) {
  return (
    <span className="numbers">
      <RecordName {...props} />
    </span>
  )
}

function MemberSelect(props: ValueInputProps) {
  const members = useMembers(props.tenant).data?.items ?? []
  return (
    <SearchSelect
      {...labelled(props)}
      data={members.map((member) => ({ value: member.id, label: member.name || member.email }))}
      value={typeof props.condition.value === 'string' ? props.condition.value : null}
      onChange={(id) => props.onChange(id ?? '')}
      comboboxProps={props.comboboxProps}
    />
  )
}
