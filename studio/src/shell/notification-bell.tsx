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
  const shown = numberOf(unread)
  const label = unread?.value ? t('notifications.bell', { count: unread.value, shown }) : t('notifications.title')
  const preload = () => void load()
  if (onPhone)
    return (
      <UnstyledButton className="bar-link" onClick={open} aria-label={label} aria-haspopup="dialog">
        <span className="bell">
          <IconBell size={22} stroke={1.5} aria-hidden />
          {shown && (
            <Badge size="xs" className="bell-count" aria-hidden>
              {shown}
            </Badge>
          )}
        </span>
        <Text size="xs">{t('notifications.title')}</Text>
      </UnstyledButton>
    )
  return (
    <NavLink
      component="button"
      label={t('notifications.title')}
      aria-label={label}
      aria-haspopup="dialog"
      leftSection={<IconBell size={18} stroke={1.5} aria-hidden />}
      rightSection={
        shown && (
          <Badge size="sm" className="numbers" aria-hidden>
            {shown}
          </Badge>
        )
      }
      onClick={open}
      onMouseEnter={preload}
      onFocus={preload}
    />
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

function numberOf(unread: Unread | undefined): string {
  if (!unread || unread.value === 0) return ''
  return unread.capped ? `${unread.value - 1}+` : String(unread.value)
}
