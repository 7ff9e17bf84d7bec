// Which tenant this is, and the way to the others.
import { Group, Menu, Text, UnstyledButton } from '@mantine/core'
import { IconCheck, IconPlus, IconSelector } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTenants } from '../api/tenants-api.ts'
import { useText } from '../text/text.ts'
import { LateMenu } from '../ui/late-menu.tsx'

const longDropdown = { mah: '70vh', style: { overflowY: 'auto' } } as const

export function TenantSwitcher({ tenant }: { readonly tenant: string }) {
  const { t } = useText()
  const tenants = useTenants()
  const all = tenants.data?.items ?? []
  const current = all.find((one) => one.slug === tenant)
  return (
    <LateMenu
      width={264}
      position="bottom-start"
      dropdown={longDropdown}
      button={
        <UnstyledButton
          className="quiet-button"
          w="100%"
          aria-label={t('shell.switchTenant', { name: current?.name ?? tenant })}
        >
          <Group gap="xs" wrap="nowrap" justify="space-between">
            <Text fw={600} truncate>
              {current?.name ?? tenant}
            </Text>
            <IconSelector size={16} stroke={1.5} aria-hidden />
          </Group>
        </UnstyledButton>
      }
    >
      {all.map((one) => (
        <Menu.Item
          key={one.id}
          renderRoot={(props) => <Link to="/t/$tenant" params={{ tenant: one.slug }} {...props} />}
          rightSection={one.slug === tenant ? <IconCheck size={16} stroke={1.5} aria-hidden /> : null}
        >
          {one.name}
        </Menu.Item>
      ))}
      <Menu.Divider />
      <Menu.Item
        leftSection={<IconPlus size={16} stroke={1.5} />}
        renderRoot={(props) => <Link to="/new-tenant" {...props} />}
      >
        {t('tenants.new')}
      </Menu.Item>
    </LateMenu>
  )
}
