// A time of day.
import { DateInput } from '../date-input/date-input.tsx'
import { inputProps, type WidgetProps } from './widget.ts'

export function TimeWidget(props: WidgetProps) {
  return (
    <DateInput
      {...inputProps(props)}
      kind="time"
      value={typeof props.value === 'string' ? props.value : ''}
      onChange={(clock) => props.onChange(clock || undefined)}
    />
  )
}
