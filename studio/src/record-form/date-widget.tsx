// A day, without a zone. The browser's own input: typed, picked, and right on every phone.
import { TextInput } from '@mantine/core'
import { inputProps, type WidgetProps } from './widget.ts'

export function DateWidget(props: WidgetProps) {
  return (
    <TextInput
      {...inputProps(props)}
      type="date"
      max="9999-12-31"
      className="numbers"
      value={typeof props.value === 'string' ? props.value : ''}
      onChange={(event) => props.onChange(event.currentTarget.value || undefined)}
    />
  )
}
