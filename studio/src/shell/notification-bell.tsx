// The bell: how much is new for this person, and the way to it. The list itself is loaded when it is first opened.
import { Badge, NavLink, Text, UnstyledButton } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { create } from 'zustand'
import { type Unread, useUnread } from '../api/notifications-api.ts'
import { useText } from '../text/text.ts'

const load = () => import('./notification-panel.tsx')
const Panel = lazy(async () => ({ default: (await load()).NotificationPanel }))

/** `asked`: once opened, it stays loaded. */
const usePanel = create<{ opened: boolean; asked: boolean }>(() => ({ opened: false, asked: false }))
const open = () => usePanel.setState({ opened: true, asked: true })
const close = () => usePanel.setState({ opened: false })

export function NotificationBell({ tenant, onPhone = false }: { readonly tenant: string; readonly onPhone?: boolean }) {
  const { t } = useText()
  const unread = useUnread(tenant).data
  const preload = () => void load()
  if (onPhone)
    return (
      <UnstyledButton className="bar-link" onClick={open} aria-haspopup="dialog">
        <span className="bell">
          <IconBell size={22} stroke={1.5} aria-hidden />
          <Count unread={unread} className="bell-count" />
        </span>
        <Text size="xs">{t('notifications.title')}</Text>
      </UnstyledButton>
    )
  return (
    <NavLink
      component="button"
      label={t('notifications.title')}
      aria-haspopup="dialog"
      leftSection={<IconBell size={18} stroke={1.5} aria-hidden />}
      rightSection={<Count unread={unread} />}
      onClick={open}
      onMouseEnter={preload}
      onFocus={preload}
    />
  )
}

/** "3", and for those who hear it "3 unread". */
function Count({ unread, className }: { readonly unread: Unread | undefined; readonly className?: string }) {
  const { t } = useText()
  if (!unread || unread.value === 0) return null
  return (
    <>
      {' '}
      <Badge size="sm" className={`numbers ${className ?? ''}`}>
        {unread.capped ? `${unread.value - 1}+` : unread.value}
      </Badge>{' '}
      <span className="for-readers">{t('notifications.bell', { count: unread.value })} </span>
    </>
  )
}

/** Stands once in the frame, whichever bell opens it. */
export function NotificationPlace({ tenant }: { readonly tenant: string }) {
  const { opened, asked } = usePanel()
  if (!asked) return null
  return (
    <Suspense>
      <Panel tenant={tenant} opened={opened} onClose={close} />
    </Suspense>
  )
}
