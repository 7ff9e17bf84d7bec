// The rail on a phone: three places, always under the thumb.
import { Group, Text } from '@mantine/core'
import { IconFolder, IconPencilRuler, IconSettings } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useIsOwner } from '../api/tenants-api.ts'
import { useText } from '../text/text.ts'

export function BottomBar({ tenant }: { readonly tenant: string }) {
  const { t } = useText()
  const isOwner = useIsOwner(tenant)
  return (
    <Group component="nav" h="100%" grow gap={0} aria-label={t('shell.navigation')}>
      <Link to="/t/$tenant" params={{ tenant }} className="bar-link" activeOptions={{ exact: true }}>
        <IconFolder size={22} stroke={1.5} aria-hidden />
        <Text size="xs">{t('shell.records')}</Text>
      </Link>
      {isOwner && (
        <Link to="/t/$tenant/design" params={{ tenant }} className="bar-link">
          <IconPencilRuler size={22} stroke={1.5} aria-hidden />
          <Text size="xs">{t('shell.design')}</Text>
        </Link>
      )}
      <Link to="/t/$tenant/settings" params={{ tenant }} className="bar-link">
        <IconSettings size={22} stroke={1.5} aria-hidden />
        <Text size="xs">{t('shell.settings')}</Text>
      </Link>
    </Group>
  )
}
