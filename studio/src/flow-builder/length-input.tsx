// How long: a number and its unit. What was written in several units by a program is shown and changed as it was written.
import { Group, NumberInput, TextInput } from '@mantine/core'
import { useText } from '../text/text.ts'
import { ChoiceSelect } from '../ui/choice-select.tsx'
import { lengthUnits, readLength, writeLength } from './length-text.ts'

export interface LengthInputProps {
  readonly label: string
  readonly unitLabel: string
  /** ISO 8601, without a sign. */
  readonly value: string
  readonly onChange: (value: string) => void
  readonly error?: string | undefined
}

export function LengthInput({ label, unitLabel, value, onChange, error }: LengthInputProps) {
  const { t } = useText()
  const length = value === '' ? { amount: undefined, unit: 'hours' as const } : readLength(value)
  if (!length)
    return (
      <TextInput
        label={label}
        value={value}
        error={error}
        onChange={(event) => onChange(event.currentTarget.value)}
        classNames={{ input: 'mono' }}
      />
    )
  const { amount, unit } = length
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <NumberInput
        label={label}
        value={amount ?? ''}
        min={1}
        max={99_999}
        allowDecimal={false}
        allowNegative={false}
        error={error ?? (amount === undefined ? t('timer.howLongMissing') : undefined)}
        onChange={(typed) => {
          const next = Math.trunc(Number(typed))
          onChange(next > 0 ? writeLength({ amount: next, unit }) : '')
        }}
        flex={1}
        miw={0}
      />
      <ChoiceSelect
        label={unitLabel}
        data={lengthUnits.map((one) => ({ value: one, label: t(`timer.unit.${one}`, { count: amount ?? 2 }) }))}
        value={unit}
        onChange={(next) => amount !== undefined && onChange(writeLength({ amount, unit: next }))}
        flex={1}
        miw={0}
      />
    </Group>
  )
}
