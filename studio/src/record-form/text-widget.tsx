// One line of text, with the keyboard and the hints that fit what it is.
import { TextInput } from '@mantine/core'
import type { FieldType } from '../api/blueprints-api.ts'
import { inputProps, type WidgetProps } from './widget.ts'

const kinds: {
  readonly [type in FieldType]?: {
    type?: string
    inputMode?: 'numeric' | 'tel' | 'email' | 'url'
    autoComplete?: string
  }
} = {
  email: { type: 'email', inputMode: 'email' },
  phone: { type: 'tel', inputMode: 'tel' },
  url: { type: 'url', inputMode: 'url' },
  cpf: { inputMode: 'numeric' },
  cep: { inputMode: 'numeric' },
}

export function TextWidget(props: WidgetProps) {
  return (
    <TextInput
      {...inputProps(props)}
      {...kinds[props.field.type]}
      value={typeof props.value === 'string' ? props.value : ''}
      onChange={(event) => props.onChange(event.currentTarget.value || undefined)}
      autoComplete="off"
    />
  )
}
