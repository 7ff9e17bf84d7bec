// The form behind one condition of a list: the comparison, and the value. It carries inputs of every kind: fetched when somebody opens one.
import { Button, Group, Stack } from '@mantine/core'
import { useText } from '../text/text.ts'
import { ChoiceSelect } from '../ui/choice-select.tsx'
import { type Condition, type Operator, operatorsOf, withOperator } from './condition.ts'
import type { ConditionName } from './condition-names.ts'
import { ConditionValue, isAsked, QuestionSelect } from './own-question.tsx'
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

export function ConditionForm({ tenant, named, names, condition, onChange, onDone }: ConditionFormProps) {
  const { t } = useText()
  const { label, field, own } = named
  const days = field.type === 'date' && !field.many ? usualDays : []
  const usual =
    own?.usual ?? days.map((one) => ({ label: t(`usualDays.${one}`), conditions: daysAsked(condition.field, one) }))
  return (
    <Stack gap="xs">
      {usual.length > 0 && (
        <Group gap={4} role="group" aria-label={t('usualDays.title')}>
          {usual.map((one) => (
            <Button
              key={one.label}
              variant="default"
              size="compact-sm"
              fw={400}
              onClick={() => {
                onChange(...one.conditions)
                onDone()
              }}
            >
              {one.label}
            </Button>
          ))}
        </Group>
      )}
      {isAsked(named) ? (
        <QuestionSelect label={named.own.label} isFloating named={named} condition={condition} onChange={onChange} />
      ) : (
        <ChoiceSelect
          label={label}
          isFloating
          value={condition.operator}
          data={offeredOperators(condition, field).map((op) => ({ value: op, label: sayOperator(field, op, t) }))}
          onChange={(operator) => onChange(withOperator(condition, operator))}
        />
      )}
      <ConditionValue
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

/** What is chosen already stays on offer, even where it is not offered any more. */
export function offeredOperators(condition: Condition, field: ConditionName['field']): readonly Operator[] {
  const offered = operatorsOf(field)
  return offered.includes(condition.operator) ? offered : [...offered, condition.operator]
}
