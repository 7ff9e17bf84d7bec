// A time of day.
import { TextInput } from '@mantine/core'
import { inputProps, type WidgetProps } from './widget.ts'

export function TimeWidget(props: WidgetProps) {
  return (
    <TextInput
      {...inputProps(props)}
      type="time"
      className="numbers"
      value={typeof props.value === 'string' ? props.value : ''}
      onChange={(event) => props.onChange(event.currentTarget.value || undefined)}
    />
  )
}
