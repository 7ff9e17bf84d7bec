// The rail on a phone: the search, the bell and three places, always under the thumb.
import { Group, Text, UnstyledButton } from '@mantine/core'
import { IconFolder, IconPencilRuler, IconSearch, IconSettings } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useIsOwner } from '../api/tenants-api.ts'
import { useText } from '../text/text.ts'
import { openJumpBox } from './jump-opened.ts'
import { NotificationBell } from './notification-bell.tsx'

export function BottomBar({ tenant }: { readonly tenant: string }) {
  const { t } = useText()
  const isOwner = useIsOwner(tenant)
  return (
    <Group component="nav" h="100%" grow gap={0} aria-label={t('shell.navigation')}>
      <Link to="/t/$tenant" params={{ tenant }} className="bar-link" activeOptions={{ exact: true }}>
        <IconFolder size={22} stroke={1.5} aria-hidden />
        <Text size="xs">{t('shell.records')}</Text>
      </Link>
      <UnstyledButton className="bar-link" onClick={openJumpBox}>
        <IconSearch size={22} stroke={1.5} aria-hidden />
        <Text size="xs">{t('common.search')}</Text>
      </UnstyledButton>
      <NotificationBell tenant={tenant} onPhone />
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
