// Says that records are looked at as an earlier version shows them, and leads back to the newest.
import { Alert, Button, Group, Text } from '@mantine/core'
import { useText } from '../text/text.ts'

export interface OldVersionProps {
  readonly sentence: string
  readonly onNewest: () => void
}

export function OldVersion({ sentence, onNewest }: OldVersionProps) {
  const { t } = useText()
  return (
    <Alert variant="light" color="ink" mb="md" role="status">
      <Group justify="space-between" gap="sm">
        <Text size="sm">{sentence}</Text>
        <Button size="xs" variant="default" onClick={onNewest}>
          {t('asVersion.newest')}
        </Button>
      </Group>
    </Alert>
  )
}
