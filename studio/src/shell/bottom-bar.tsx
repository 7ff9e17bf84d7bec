// The rail on a phone: the search, the bell and three places, always under the thumb.
import { Group, Text, UnstyledButton } from '@mantine/core'
import { IconFolder, IconPencilRuler, IconSearch, IconSettings } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { designRoute } from '../api/design-look.ts'
import { useIsOwner } from '../api/tenants-api.ts'
import { useText } from '../text/text.ts'
import { openJumpBox } from './jump-opened.ts'
import { NotificationBell } from './notification-bell.tsx'
import { usePlace } from './use-place.ts'

export function BottomBar({ tenant }: { readonly tenant: string }) {
  const { t } = useText()
  const isOwner = useIsOwner(tenant)
  const place = usePlace()
  return (
    <Group
      component="nav"
      h="100%"
      grow
      preventGrowOverflow={false}
      wrap="nowrap"
      gap={0}
      aria-label={t('shell.navigation')}
    >
      <Link to="/t/$tenant" params={{ tenant }} activeOptions={{ exact: true }} {...link(place === 'records')}>
        <IconFolder size={22} stroke={1.5} aria-hidden />
        <Text size="xs">{t('shell.records')}</Text>
      </Link>
      <UnstyledButton className="bar-link" onClick={openJumpBox}>
        <IconSearch size={22} stroke={1.5} aria-hidden />
        <Text size="xs">{t('common.search')}</Text>
      </UnstyledButton>
      <NotificationBell tenant={tenant} onPhone />
      {isOwner && (
        <Link to={designRoute()} params={{ tenant }} {...link(place === 'design')}>
          <IconPencilRuler size={22} stroke={1.5} aria-hidden />
          <Text size="xs">{t('shell.design')}</Text>
        </Link>
      )}
      <Link to="/t/$tenant/settings" params={{ tenant }} {...link(place === 'settings')}>
        <IconSettings size={22} stroke={1.5} aria-hidden />
        <Text size="xs">{t('shell.settings')}</Text>
      </Link>
    </Group>
  )
}

/** A place has more pages than those below its own address, so the router is not asked which one is open. */
function link(isHere: boolean) {
  return isHere
    ? { className: 'bar-link active', 'aria-current': 'page' as const, activeProps: {} }
    : { className: 'bar-link', activeProps: {} }
}
