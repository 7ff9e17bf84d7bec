// The form behind one condition of a list: the comparison, and the value. It carries inputs of every kind: fetched when somebody opens one.
import { Button, Group, Stack } from '@mantine/core'
import { useText } from '../text/text.ts'
import { ChoiceSelect } from '../ui/choice-select.tsx'
import { type Condition, needsValue, type Operator, operatorsOf, withOperator } from './condition.ts'
import type { ConditionName } from './condition-names.ts'
import { ConditionValueInput } from './condition-value-input.tsx'
import { type AskedName, isAsked, QuestionSelect, QuestionValue } from './own-question.tsx'
import { sayOperator } from './say-condition.ts'
import { daysAsked, usualDays } from './usual-days.ts'

export interface ConditionFormProps {
  readonly tenant: string
  /** What the condition asks about. */
  readonly named: ConditionName
  readonly names: readonly ConditionName[]
  readonly condition: Condition
  /** What stands in its place from now on. */
  readonly onChange: (...conditions: readonly Condition[]) => void
  readonly onDone: () => void
}

export function ConditionForm(props: ConditionFormProps) {
  return isAsked(props.named) ? <QuestionForm {...props} named={props.named} /> : <FieldForm {...props} />
}

function QuestionForm({
  tenant,
  named,
  names,
  condition,
  onChange,
  onDone,
}: ConditionFormProps & { named: AskedName }) {
  const { t } = useText()
  const { own } = named
  return (
    <Stack gap="xs">
      <Group gap={4} role="group" aria-label={t('usualDays.title')}>
        {own.usual.map(({ label, conditions }) => (
          <Button
            key={label}
            variant="default"
            size="compact-sm"
            fw={400}
            onClick={() => {
              onChange(...conditions)
              onDone()
            }}
          >
            {label}
          </Button>
        ))}
      </Group>
      <QuestionSelect
        label={own.label}
        isFloating
        named={named}
        condition={condition}
        onChange={(next) => onChange(next)}
      />
      <QuestionValue
        tenant={tenant}
        named={named}
        names={names}
        condition={condition}
        label={t('condition.value')}
        comboboxProps={{ withinPortal: false }}
        onChange={(value) => onChange({ ...condition, value })}
        onDone={onDone}
      />
    </Stack>
  )
}

function FieldForm({ tenant, named, names, condition, onChange, onDone }: ConditionFormProps) {
  const { t } = useText()
  const { label, field } = named
  return (
    <Stack gap="xs">
      {field.type === 'date' && !field.many && (
        <Group gap={4} role="group" aria-label={t('usualDays.title')}>
          {usualDays.map((days) => (
            <Button
              key={days}
              variant="default"
              size="compact-sm"
              fw={400}
              onClick={() => {
                onChange(...daysAsked(condition.field, days))
                onDone()
              }}
            >
              {t(`usualDays.${days}`)}
            </Button>
          ))}
        </Group>
      )}
      <ChoiceSelect
        label={label}
        isFloating
        value={condition.operator}
        data={offeredOperators(condition, field).map((op) => ({ value: op, label: sayOperator(field, op, t) }))}
        onChange={(operator) => onChange(withOperator(condition, operator))}
      />
      {needsValue(condition.operator) && (
        <ConditionValueInput
          tenant={tenant}
          named={named}
          names={names}
          condition={condition}
          label={t('condition.value')}
          comboboxProps={{ withinPortal: false }}
          onChange={(value) => onChange({ ...condition, value })}
          onDone={onDone}
        />
      )}
    </Stack>
  )
}

/** What is chosen already stays on offer, even where it is not offered any more. */
export function offeredOperators(condition: Condition, field: ConditionName['field']): readonly Operator[] {
  const offered = operatorsOf(field)
  return offered.includes(condition.operator) ? offered : [...offered, condition.operator]
}
