// The value of a condition when it moves with the clock: today or now, or so many days or hours before or after.
import { Group, NumberInput } from '@mantine/core'
import type { RuleReading } from '@molde/engine'
import { useText } from '../text/text.ts'
import { ChoiceSelect } from '../ui/choice-select.tsx'
import { labelled, type ValueInputProps } from './value-input.ts'

type Moment = Extract<RuleReading, { readonly from: string }>
type Step = 'exactly' | 'daysBefore' | 'daysAfter' | 'hoursBefore' | 'hoursAfter'

export function MomentValueInput(props: ValueInputProps & { readonly moment: Moment }) {
  const { t } = useText()
  const { moment, onChange } = props
  const step = stepOf(moment)
  const amount = Math.abs(moment.days ?? moment.hours ?? 0)
  const steps: readonly Step[] =
    moment.from === 'today'
      ? ['exactly', 'daysAfter', 'daysBefore']
      : ['exactly', 'hoursAfter', 'hoursBefore', 'daysAfter', 'daysBefore']
  return (
    <Group gap={4} wrap="nowrap" align="flex-end">
      {step !== 'exactly' && (
        <NumberInput
          aria-label={t('condition.amount')}
          w={72}
          min={1}
          max={36_500}
          allowDecimal={false}
          allowNegative={false}
          hideControls
          value={amount}
          onChange={(next) => Number(next) >= 1 && onChange(momentOf(moment.from, step, Number(next)))}
        />
      )}
      <ChoiceSelect
        flex={1}
        isFloating={props.comboboxProps.withinPortal === false}
        {...labelled(props)}
        value={step}
        data={steps.map((one) => ({
          value: one,
          label: one === 'exactly' ? t(`condition.${moment.from}`) : t(`condition.step_${one}`),
        }))}
        onChange={(next) => onChange(momentOf(moment.from, next, amount || 1))}
      />
    </Group>
  )
}

function stepOf({ days = 0, hours = 0 }: Moment): Step {
  if (days !== 0) return days < 0 ? 'daysBefore' : 'daysAfter'
  if (hours !== 0) return hours < 0 ? 'hoursBefore' : 'hoursAfter'
  return 'exactly'
}

function momentOf(from: Moment['from'], step: Step, amount: number): Moment {
  if (step === 'exactly') return { from }
  const by = step.endsWith('Before') ? -amount : amount
  return step.startsWith('days') ? { from, days: by } : { from, hours: by }
}
