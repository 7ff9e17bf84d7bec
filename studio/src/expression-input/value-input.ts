// What every input for the value of a condition is given, and how it is labelled.
import type { ComboboxProps } from '@mantine/core'
import type { Condition, ConditionValue } from './condition.ts'
import type { ConditionName } from './condition-names.ts'

export interface ValueInputProps {
  readonly tenant: string
  readonly named: ConditionName
  /** What it may be compared with. */
  readonly names: readonly ConditionName[]
  readonly condition: Condition
  readonly label: string
  /** The label is heard only. */
  readonly isBare?: boolean
  readonly comboboxProps: ComboboxProps
  readonly onChange: (value: ConditionValue) => void
  readonly onDone?: () => void
}

/** Beside its row a value needs no label to be seen, only one to be heard. */
export function labelled({ label, isBare }: Pick<ValueInputProps, 'label' | 'isBare'>) {
  return isBare ? { 'aria-label': label } : { label }
}
