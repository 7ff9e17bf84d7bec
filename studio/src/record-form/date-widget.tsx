// A day, without a zone.
import { DateInput } from '../date-input/date-input.tsx'
import { inputProps, type WidgetProps } from './widget.ts'

export function DateWidget(props: WidgetProps) {
  return (
    <DateInput
      {...inputProps(props)}
      kind="date"
      value={typeof props.value === 'string' ? props.value : ''}
      onChange={(day) => props.onChange(day || undefined)}
    />
  )
}
