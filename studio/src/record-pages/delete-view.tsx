// Asks before a view is taken away from everybody who sees it.
import { Button, Group, Stack, Text } from '@mantine/core'
import { useText } from '../text/text.ts'

export interface DeleteViewProps {
  readonly isDeleting: boolean
  readonly onDelete: () => void
  readonly onCancel: () => void
}

export function DeleteView({ isDeleting, onDelete, onCancel }: DeleteViewProps) {
  const { t } = useText()
  return (
    <Stack gap="md">
      <Text size="sm">{t('views.deleteAbout')}</Text>
      <Group justify="flex-end" className="last-acts">
        <Button variant="default" data-autofocus onClick={onCancel}>
          {t('common.cancel')}
        </Button>
        <Button color="bad" loading={isDeleting} onClick={onDelete}>
          {t('views.delete')}
        </Button>
      </Group>
    </Stack>
  )
}
