// A length of time in a condition: so many minutes, hours or days.
import { Group, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useText } from '../text/text.ts'
import { ChoiceSelect } from '../ui/choice-select.tsx'
import { readSpan, type SpanUnit, spanUnits, writeSpan } from './span-text.ts'
import { labelled, type ValueInputProps } from './value-input.ts'

export function DurationValue(props: ValueInputProps) {
  const { t } = useText()
  const kept = typeof props.condition.value === 'string' ? props.condition.value : ''
  const span = readSpan(kept)
  const shown = span ? String(span.amount) : kept
  const [typed, setTyped] = useState(shown)
  const [unit, setUnit] = useState<SpanUnit>(span?.unit ?? 'hours')
  useEffect(() => setTyped(shown), [shown])
  useEffect(() => {
    if (span?.unit) setUnit(span.unit)
  }, [span?.unit])
  const commit = (text: string, chosen: SpanUnit) => {
    const amount = Number(text.trim().replace(',', '.'))
    props.onChange(text.trim() !== '' && Number.isFinite(amount) && amount >= 0 ? writeSpan(amount, chosen) : text)
  }
  return (
    <Group gap={4} wrap="nowrap" align="flex-end">
      <TextInput
        {...labelled(props)}
        flex={1}
        inputMode="decimal"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={() => typed !== shown && commit(typed, unit)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          commit(typed, unit)
          props.onDone?.()
        }}
      />
      <ChoiceSelect
        isFloating={props.comboboxProps.withinPortal === false}
        w={110}
        aria-label={t('condition.unit')}
        value={unit}
        data={spanUnits.map((one) => ({ value: one, label: t(`condition.unit_${one}`) }))}
        onChange={(chosen) => {
          setUnit(chosen)
          if (typed.trim() !== '') commit(typed, chosen)
        }}
      />
    </Group>
  )
}
