// Stands in for a type of field that has no input yet, and says so.
import { Text } from '@mantine/core'
import { useText } from '../text/text.ts'
import { GroupFrame } from './group-frame.tsx'
import type { WidgetProps } from './widget.ts'

export function NotHereWidget(props: WidgetProps) {
  const { t } = useText()
  return (
    <GroupFrame {...props}>
      <Text size="sm" c="dimmed">
        {t('form.notHere')}
      </Text>
    </GroupFrame>
  )
}
