// Says that there is no connection, and what that means for what is seen.
import { Group, Text } from '@mantine/core'
import { useNetwork } from '@mantine/hooks'
import { IconCloudOff } from '@tabler/icons-react'
import { useText } from '../text/text.ts'

export function OfflineBar() {
  const { t } = useText()
  const { online } = useNetwork()
  return (
    <div role="status">
      {!online && (
        <Group gap="xs" px="md" py={6} className="offline-bar" wrap="nowrap">
          <IconCloudOff size={16} stroke={1.5} aria-hidden style={{ flex: 'none' }} />
          <Text size="sm">{t('shell.offline')}</Text>
        </Group>
      )}
    </div>
  )
}
