// What is asked of a promised time, chosen and said: whether it is late, how soon it is due, how it stands.
import { Group, NumberInput } from '@mantine/core'
import { useText } from '../text/text.ts'
import { ChoiceSelect, type ChoiceSelectProps } from '../ui/choice-select.tsx'
import { askClock, type ClockQuestion, clockQuestions, questionOf, spanOf } from './clock-question.ts'
import { type Condition, needsValue } from './condition.ts'
import type { ConditionName } from './condition-names.ts'
import { ConditionValueInput } from './condition-value-input.tsx'
import { sayOperator } from './say-condition.ts'
import { labelled, type ValueInputProps } from './value-input.ts'

/** A name that is a part of a promised time. */
export type ClockName = ConditionName & { readonly clock: NonNullable<ConditionName['clock']> }

export const isClockName = (named: ConditionName | undefined): named is ClockName => named?.clock !== undefined

type Look = Pick<ChoiceSelectProps<string>, 'aria-label' | 'className' | 'isFloating' | 'label'>

export interface ClockQuestionSelectProps extends Look {
  readonly named: ClockName
  readonly condition: Condition
  readonly onChange: (condition: Condition) => void
}

export function ClockQuestionSelect({ named, condition, onChange, ...look }: ClockQuestionSelectProps) {
  const { t } = useText()
  const { name, part } = named.clock
  const asked = questionOf(condition, part)
  const own = `${t(`condition.clockPart_${part}`, { clock: named.clock.label })} ${sayOperator(named.field, condition.operator, t)}`
  return (
    <ChoiceSelect<ClockQuestion | 'own'>
      {...look}
      value={asked ?? 'own'}
      data={[
        ...clockQuestions.map((one) => ({ value: one, label: t(`condition.clockAsk_${one}`) })),
        // What was written as text stays on offer.
        ...(asked ? [] : [{ value: 'own' as const, label: own }]),
      ]}
      onChange={(question) => question !== 'own' && onChange(askClock(name, question, condition))}
    />
  )
}

/** Nothing where the question says it all. */
export function ClockValueInput(props: ValueInputProps & { readonly named: ClockName }) {
  const { named, condition } = props
  const question = questionOf(condition, named.clock.part)
  if (question === 'late' || !needsValue(condition.operator)) return null
  if (question === 'within') return <WithinInput {...props} />
  return <ConditionValueInput {...props} />
}

function WithinInput(props: ValueInputProps) {
  const { t } = useText()
  const { condition, onChange, comboboxProps } = props
  const { amount, unit } = spanOf(condition.value) ?? { amount: 2, unit: 'hours' as const }
  const say = (next: number, by: 'hours' | 'days') => onChange({ from: 'now', [by]: next })
  return (
    <Group gap={4} wrap="nowrap" align="flex-end">
      <NumberInput
        {...labelled(props)}
        flex={1}
        min={1}
        max={9_999}
        allowDecimal={false}
        allowNegative={false}
        hideControls
        value={amount}
        onChange={(next) => Number(next) >= 1 && say(Number(next), unit)}
      />
      <ChoiceSelect
        w={110}
        isFloating={comboboxProps.withinPortal === false}
        aria-label={t('condition.unit')}
        value={unit}
        data={(['hours', 'days'] as const).map((one) => ({ value: one, label: t(`condition.unit_${one}`) }))}
        onChange={(by) => say(amount, by)}
      />
    </Group>
  )
}
