// Details beside a page; on a phone they are the page.
import { ActionIcon, Drawer, Group, Title, Tooltip } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconArrowsDiagonal, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useText } from '../text/text.ts'

export interface SidePanelProps {
  readonly title: string
  readonly opened: boolean
  readonly onClose: () => void
  /** Opens the same thing as a page of its own. */
  readonly onWiden?: () => void
  readonly children: ReactNode
}

export function SidePanel({ title, opened, onClose, onWiden, children }: SidePanelProps) {
  const { t } = useText()
  const phone = useMediaQuery('(max-width: 47.99em)')
  return (
    <Drawer.Root opened={opened} onClose={onClose} position="right" size={phone ? '100%' : 520}>
      <Drawer.Overlay backgroundOpacity={0.25} />
      <Drawer.Content aria-label={title} radius={0}>
        <Drawer.Header>
          <Title order={2}>{title}</Title>
          <Group gap={4}>
            {onWiden && (
              <Tooltip label={t('common.widen')}>
                <ActionIcon onClick={onWiden} aria-label={t('common.widen')}>
                  <IconArrowsDiagonal stroke={1.5} size={18} />
                </ActionIcon>
              </Tooltip>
            )}
            <ActionIcon onClick={onClose} aria-label={t('common.close')}>
              <IconX stroke={1.5} size={18} />
            </ActionIcon>
          </Group>
        </Drawer.Header>
        <Drawer.Body>{children}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  )
}
