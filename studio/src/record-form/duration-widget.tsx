// How long something takes: days, hours, minutes.
import { Group, NumberInput, TextInput } from '@mantine/core'
import { useText } from '../text/text.ts'
import { type DurationParts, readDuration, writeDuration } from './duration-text.ts'
import { GroupFrame } from './group-frame.tsx'
import { inputProps, type WidgetProps } from './widget.ts'

const nothing: DurationParts = { days: 0, hours: 0, minutes: 0 }

export function DurationWidget(props: WidgetProps) {
  const { t } = useText()
  const parts = typeof props.value === 'string' ? readDuration(props.value) : nothing
  if (!parts)
    return (
      <TextInput
        {...inputProps(props)}
        value={String(props.value)}
        onChange={(event) => props.onChange(event.currentTarget.value || undefined)}
      />
    )
  const isEmpty = props.value === undefined || props.value === null
  const change = (part: keyof DurationParts, typed: number | string) => {
    const next = { ...parts, [part]: Math.max(0, Math.trunc(Number(typed) || 0)) }
    const isNothing = next.days === 0 && next.hours === 0 && next.minutes === 0
    props.onChange(isNothing && typed === '' ? undefined : writeDuration(next))
  }
  const labels = { days: t('form.days'), hours: t('form.hours'), minutes: t('form.minutes') }
  return (
    <GroupFrame {...props}>
      <Group gap="xs" wrap="nowrap">
        {(['days', 'hours', 'minutes'] as const).map((part, place) => (
          <NumberInput
            key={part}
            {...(place === 0 ? { id: props.id } : {})}
            aria-label={`${props.label}: ${labels[part]}`}
            description={labels[part]}
            inputWrapperOrder={['input', 'description']}
            min={0}
            allowDecimal={false}
            hideControls
            value={isEmpty ? '' : parts[part]}
            onChange={(typed) => change(part, typed)}
            onBlur={props.onBlur}
            error={Boolean(props.error)}
          />
        ))}
      </Group>
    </GroupFrame>
  )
}
