// The way to destroy what lies in the trash. Not beside what brings it back: a hand that misses must not find this.
import { ActionIcon, Menu } from '@mantine/core'
import { IconDots, IconFlame } from '@tabler/icons-react'
import { useText } from '../text/text.ts'

export interface DestroyMenuProps {
  readonly title: string
  readonly onDestroy: () => void
}

export function DestroyMenu({ title, onDestroy }: DestroyMenuProps) {
  const { t } = useText()
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`${t('common.more')}: ${title}`}>
          <IconDots size={16} stroke={1.5} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item color="bad" leftSection={<IconFlame size={16} stroke={1.5} aria-hidden />} onClick={onDestroy}>
          {t('common.destroy')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
