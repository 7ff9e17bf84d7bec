// Says that the draft goes back to an earlier version, and offers to stay.
import { Alert, Button, Group, Text } from '@mantine/core'
import { useText } from '../text/text.ts'

export function RevertNote({ version, onStay }: { readonly version: number; readonly onStay: () => void }) {
  const { t } = useText()
  return (
    <Alert variant="light" color="ink" role="status">
      <Group justify="space-between" gap="sm">
        <Text size="sm">{t('versions.goingBack', { version })}</Text>
        <Button size="xs" variant="default" onClick={onStay}>
          {t('change.takeBack')}
        </Button>
      </Group>
    </Alert>
  )
}
