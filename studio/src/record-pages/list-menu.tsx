// What an owner can do with a list as a whole, however it is looked at.
import { ActionIcon, Menu } from '@mantine/core'
import { IconDots, IconSparkles } from '@tabler/icons-react'
import type { Blueprint } from '../api/blueprints-api.ts'
import { useIsOwner } from '../api/tenants-api.ts'
import { useText } from '../text/text.ts'
import { LateMenu } from '../ui/late-menu.tsx'
import { useSamples } from './use-samples.ts'

export interface ListMenuProps {
  readonly tenant: string
  readonly blueprint: Blueprint
}

export function ListMenu(props: ListMenuProps) {
  const { t } = useText()
  const isOwner = useIsOwner(props.tenant)
  if (!isOwner) return null
  return (
    <LateMenu
      position="bottom-end"
      width={240}
      button={
        <ActionIcon variant="subtle" color="gray" size={36} aria-label={t('common.more')}>
          <IconDots size={18} stroke={1.5} aria-hidden />
        </ActionIcon>
      }
    >
      <SampleItem {...props} />
    </LateMenu>
  )
}

/** Made-up records beside those that are there; the notice takes exactly them away again. */
export function SampleItem({ tenant, blueprint }: ListMenuProps) {
  const { t } = useText()
  const samples = useSamples(tenant, blueprint)
  return (
    <Menu.Item
      leftSection={<IconSparkles size={16} stroke={1.5} aria-hidden />}
      disabled={samples.isMaking}
      onClick={samples.make}
    >
      {t('samples.fill')}
    </Menu.Item>
  )
}
