// What every widget gets and gives back.
import type { Json } from '@molde/engine'
import type { ReactNode } from 'react'
import type { WireField } from '../api/blueprints-api.ts'

export interface WidgetProps {
  readonly id: string
  readonly field: WireField
  readonly label: string
  readonly help?: ReactNode
  readonly required: boolean
  /** The sentence to show, when something is wrong. */
  readonly error?: ReactNode
  readonly value: Json | undefined
  /** Undefined empties the field. Something unreadable is handed on as it was typed, so that the engine can say what it wants. */
  readonly onChange: (value: Json | undefined) => void
  readonly onBlur: () => void
}

/** Help stands below its input, so that the inputs of a row stand on one line. */
export const explainedBelow: ('label' | 'input' | 'description' | 'error')[] = [
  'label',
  'input',
  'description',
  'error',
]

/** What Mantine's inputs take for all of it. */
export function inputProps({ id, label, help, required, error, onBlur }: WidgetProps) {
  return {
    id,
    label,
    ...(help ? { description: help } : {}),
    withAsterisk: required,
    'aria-required': required,
    ...(error ? { error } : {}),
    inputWrapperOrder: explainedBelow,
    onBlur,
  }
}
