// The frame inside a tenant: its own things at the left, the page at the right; on phones a bar at the bottom.
import { AppShell, Box, Group } from '@mantine/core'
import { Outlet, useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useLiveEvents } from '../api/live-events-api.ts'
import { useTenant } from '../api/tenants-api.ts'
import { useRecordNames } from '../field-value/use-record-names.ts'
import { useText } from '../text/text.ts'
import { FormatsProvider } from '../text/use-formats.tsx'
import { useKeyboardRoom } from '../ui/keyboard-room.ts'
import { forgetNotices } from '../ui/undo-toast.tsx'
import { useIsPhone } from '../ui/use-is-phone.ts'
import { AccountMenu } from './account-menu.tsx'
import { BottomBar } from './bottom-bar.tsx'
import { JumpKey } from './jump-key.tsx'
import { NotificationPlace } from './notification-bell.tsx'
import { OfflineBar } from './offline-bar.tsx'
import { Rail } from './rail.tsx'
import { TenantSwitcher } from './tenant-switcher.tsx'

/** The same list at each drawing. */
const unknown = ['en']

export function TenantFrame() {
  const { t } = useText()
  const { tenant } = useParams({ from: '/inside/t/$tenant' })
  const current = useTenant(tenant)
  useLiveEvents(tenant)
  useEffect(() => forgetNotices, [tenant])
  const recordNames = useRecordNames(tenant)
  const isPhone = useIsPhone()
  useKeyboardRoom(isPhone)
  return (
    <FormatsProvider
      languages={current.data?.languages ?? unknown}
      zone={current.data?.timezone ?? 'UTC'}
      recordNames={recordNames}
      currency={current.data?.currency ?? 'USD'}
      weekStart={current.data?.weekStart}
    >
      <a className="skip-link" href="#main">
        {t('shell.skip')}
      </a>
      <AppShell
        header={{ height: { base: 52, sm: 0 } }}
        navbar={{ width: 240, breakpoint: 'sm', collapsed: { mobile: true } }}
        footer={{ height: { base: 60, sm: 0 } }}
        transitionDuration={0}
      >
        {isPhone ? (
          <AppShell.Header px="xs">
            <Group h="100%" justify="space-between" wrap="nowrap">
              <TenantSwitcher tenant={tenant} />
              <AccountMenu />
            </Group>
          </AppShell.Header>
        ) : (
          <AppShell.Navbar aria-label={t('shell.navigation')}>
            <Rail tenant={tenant} />
          </AppShell.Navbar>
        )}
        <AppShell.Main id="main" tabIndex={-1} className="page">
          <OfflineBar />
          <Box px={{ base: 'md', sm: 'xl' }} py={{ base: 'md', sm: 'lg' }}>
            <Outlet />
          </Box>
        </AppShell.Main>
        {isPhone && (
          <AppShell.Footer>
            <BottomBar tenant={tenant} />
          </AppShell.Footer>
        )}
      </AppShell>
      <JumpKey tenant={tenant} />
      <NotificationPlace tenant={tenant} />
    </FormatsProvider>
  )
}
