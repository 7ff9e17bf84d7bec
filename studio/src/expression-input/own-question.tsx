// A condition that asks a question of its own: which one, and what is to be filled in beside it.
import { Group, NumberInput } from '@mantine/core'
import { useText } from '../text/text.ts'
import { ChoiceSelect, type ChoiceSelectProps } from '../ui/choice-select.tsx'
import { type Condition, needsValue } from './condition.ts'
import type { ConditionName } from './condition-names.ts'
import { ConditionValueInput } from './condition-value-input.tsx'
import { sayOperator } from './say-condition.ts'
import { spanOf } from './span-ahead.ts'
import { labelled, type ValueInputProps } from './value-input.ts'

/** A name that is asked about in questions of its own. */
export type AskedName = ConditionName & { readonly own: NonNullable<ConditionName['own']> }

export const isAsked = (named: ConditionName | undefined): named is AskedName => named?.own !== undefined

export interface QuestionSelectProps
  extends Pick<ChoiceSelectProps<string>, 'aria-label' | 'className' | 'isFloating' | 'label'> {
  readonly named: AskedName
  readonly condition: Condition
  readonly onChange: (condition: Condition) => void
}

export function QuestionSelect({ named, condition, onChange, ...look }: QuestionSelectProps) {
  const { t } = useText()
  const { own, label, field } = named
  const asked = own.questionOf(condition)
  // What was written as text stays on offer.
  const written = asked ? [] : [{ value: '', label: `${label} ${sayOperator(field, condition.operator, t)}` }]
  return (
    <ChoiceSelect
      {...look}
      value={asked ?? ''}
      data={[...own.questions.map((one) => ({ value: one.key, label: one.label })), ...written]}
      onChange={(question) => question && onChange(own.ask(question, condition))}
    />
  )
}

/** Of any condition. Nothing where its operator, or its own question, says it all. */
export function ConditionValue(props: ValueInputProps) {
  const {
    named: { own },
    condition,
  } = props
  const need = own?.needs[own.questionOf(condition) ?? '']
  if (need === 'nothing' || !needsValue(condition.operator)) return null
  return need === 'span' ? <SpanAhead {...props} /> : <ConditionValueInput {...props} />
}

/** So many hours or days from now. */
function SpanAhead(props: ValueInputProps) {
  const { t } = useText()
  const { condition, onChange, comboboxProps } = props
  const { amount, unit } = spanOf(condition.value) ?? { amount: 1, unit: 'hours' as const }
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
