// One condition of a list: what it says, and a small form to change it.
import { Button, CloseButton, Group, Popover, Stack } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useText } from '../text/text.ts'
import { ChoiceSelect } from '../ui/choice-select.tsx'
import { type Condition, isComplete, needsValue, type Operator, operatorsOf, withOperator } from './condition.ts'
import type { ConditionName } from './condition-names.ts'
import { groupOf } from './condition-tree.ts'
import { ConditionValueInput } from './condition-value-input.tsx'
import { sayOperator, sayRow } from './say-condition.ts'
import { useConditionWords } from './use-condition-words.ts'
import { daysAsked, usualDays } from './usual-days.ts'

export interface ConditionPillProps {
  readonly tenant: string
  readonly names: readonly ConditionName[]
  readonly condition: Condition
  /** Just added: opens itself. */
  readonly isFresh: boolean
  /** It has opened itself, once is enough: drawn anew, as that of a view, it must not open again. */
  readonly onOpened: () => void
  /** What stands in its place from now on: nothing when it is taken away. */
  readonly onChange: (...conditions: readonly Condition[]) => void
}

export function ConditionPill({ tenant, names, condition, isFresh, onOpened, onChange }: ConditionPillProps) {
  const { t } = useText()
  const [opened, setOpened] = useState(isFresh)
  useEffect(() => {
    if (isFresh) onOpened()
  }, [isFresh, onOpened])
  const words = useConditionWords(tenant, names, groupOf('all', [condition]))
  const named = names.find((one) => one.name === condition.field)
  if (!named) return null
  const { label, field } = named
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus width={280}>
      <Group gap={0} wrap="nowrap" className="condition-pill" data-complete={isComplete(condition) || undefined}>
        <Popover.Target>
          <Button variant="subtle" color="gray" size="compact-md" fw={400} onClick={() => setOpened(!opened)}>
            {sayRow(condition, words)}
          </Button>
        </Popover.Target>
        <CloseButton size={24} aria-label={t('records.removeCondition', { field: label })} onClick={() => onChange()} />
      </Group>
      <Popover.Dropdown aria-label={label}>
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
                    setOpened(false)
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
              onDone={() => setOpened(false)}
            />
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

/** What is chosen already stays on offer, even where it is not offered any more. */
export function offeredOperators(condition: Condition, field: ConditionName['field']): readonly Operator[] {
  const offered = operatorsOf(field)
  return offered.includes(condition.operator) ? offered : [...offered, condition.operator]
}
