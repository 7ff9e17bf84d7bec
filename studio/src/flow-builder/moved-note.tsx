// Says that the version in use has moved records, and brings them back, also when the moment of undoing is long over.
import { Button, Group, Text } from '@mantine/core'
import type { Flow } from '../api/flows-api.ts'
import { useText } from '../text/text.ts'
import { useBringBack } from './use-bring-back.ts'

export function MovedNote({ tenant, flow }: { readonly tenant: string; readonly flow: Flow }) {
  const { t } = useText()
  const bringBack = useBringBack(tenant, flow)
  return (
    <Group gap="xs">
      <Text size="xs" c="dimmed">
        {t('flowMoves.hasMoved', { version: flow.version })}
      </Text>
      <Button
        variant="subtle"
        size="compact-sm"
        loading={bringBack.isPending}
        onClick={() => bringBack.mutate(flow.version)}
      >
        {t('flowMoves.bringBack')}
      </Button>
    </Group>
  )
}
