// One line at the top of a page: what was done, and where to go on from it. It takes room of its own and covers nothing.
import { Card, CloseButton, Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useText } from '../text/text.ts'

export interface NextStripProps {
  readonly says: string
  /** Links. */
  readonly children: ReactNode
  /** Is it told to those who hear the page, as what has just happened? Then it can be put away. */
  readonly onClose?: () => void
}

export function NextStrip({ says, children, onClose }: NextStripProps) {
  const { t } = useText()
  return (
    <Card withBorder py="xs" component="section" aria-label={says} style={{ flex: 'none' }}>
      <Group gap="lg">
        <Text size="sm" c="dimmed" role={onClose && 'status'}>
          {says}
        </Text>
        {children}
        {onClose && <CloseButton size="sm" ml="auto" aria-label={t('common.close')} onClick={onClose} />}
      </Group>
    </Card>
  )
}
