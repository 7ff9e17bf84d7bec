// Text of many lines; grows while one types.
import { Textarea } from '@mantine/core'
import { inputProps, type WidgetProps } from './widget.ts'

export function LongTextWidget(props: WidgetProps) {
  return (
    <Textarea
      {...inputProps(props)}
      value={typeof props.value === 'string' ? props.value : ''}
      onChange={(event) => props.onChange(event.currentTarget.value || undefined)}
      autosize
      minRows={3}
      maxRows={16}
    />
  )
}
