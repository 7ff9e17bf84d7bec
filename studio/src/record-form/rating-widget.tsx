// Stars.
import { CloseButton, Group, Rating } from '@mantine/core'
import { useText } from '../text/text.ts'
import { GroupFrame } from './group-frame.tsx'
import type { WidgetProps } from './widget.ts'

export function RatingWidget(props: WidgetProps) {
  const { t } = useText()
  const value = typeof props.value === 'number' ? props.value : 0
  return (
    <GroupFrame {...props}>
      <Group gap="xs" mih={36}>
        <Rating
          value={value}
          count={props.field.max ?? 5}
          size="lg"
          color="var(--hue-amber-line)"
          onChange={props.onChange}
          getSymbolLabel={(count) => t('form.stars', { count })}
        />
        {value > 0 && !props.required && (
          <CloseButton size="sm" aria-label={t('common.clear')} onClick={() => props.onChange(undefined)} />
        )}
      </Group>
    </GroupFrame>
  )
}
