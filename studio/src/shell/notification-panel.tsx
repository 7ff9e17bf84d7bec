// What this person should hear of, newest first; each leads to its place and is read then.
import { Button, Drawer, Group, Skeleton, Stack, Text } from '@mantine/core'
import { type Notification, useMarkSeen, useNotifications } from '../api/notifications-api.ts'
import { useText } from '../text/text.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNotice, useErrorText } from '../ui/error-notice.tsx'
import { showFailed } from '../ui/undo-toast.tsx'
import { OneNotification } from './one-notification.tsx'

export interface NotificationPanelProps {
  readonly tenant: string
  readonly opened: boolean
  readonly onClose: () => void
}

export function NotificationPanel({ tenant, opened, onClose }: NotificationPanelProps) {
  const { t } = useText()
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size={420}
      title={
        <Text span fw={600} size="lg">
          {t('notifications.title')}
        </Text>
      }
      closeButtonProps={{ 'aria-label': t('common.close') }}
      overlayProps={{ backgroundOpacity: 0.2 }}
    >
      {opened && <NotificationList tenant={tenant} onLeave={onClose} />}
    </Drawer>
  )
}

function NotificationList({ tenant, onLeave }: { readonly tenant: string; readonly onLeave: () => void }) {
  const { t } = useText()
  const sayError = useErrorText()
  const list = useNotifications(tenant)
  const seen = useMarkSeen(tenant)
  const all = list.data?.pages.flatMap((page) => page.items) ?? []
  const fail = (error: unknown) => showFailed(sayError(error))
  // What comes while the list is open is newer, and stays unread.
  const newest = all.reduce((latest, { at }) => (at > latest ? at : latest), '')
  const read = ({ id, readAt }: Notification) => {
    if (readAt === null) seen.mutate({ ids: [id] }, { onError: fail })
  }
  if (list.isPending)
    return (
      <Stack gap="xs">
        {[1, 2, 3].map((n) => (
          <Skeleton key={n} h={56} />
        ))}
      </Stack>
    )
  if (list.error && !list.data) return <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />
  if (all.length === 0) return <EmptyState drawing="mail" sentence={t('notifications.empty')} />
  return (
    <Stack gap="xs">
      <Group justify="flex-end">
        <Button
          size="compact-sm"
          variant="subtle"
          className="bell-act"
          disabled={!all.some(({ readAt }) => readAt === null)}
          onClick={() => seen.mutate({ until: newest }, { onError: fail })}
        >
          {t('notifications.readAll')}
        </Button>
      </Group>
      <ul className="bare-list" aria-label={t('notifications.title')}>
        {all.map((one) => (
          <li key={one.id}>
            <OneNotification
              tenant={tenant}
              notification={one}
              onFollow={() => {
                read(one)
                onLeave()
              }}
              onRead={() => read(one)}
            />
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('common.loadMore')}
        </Button>
      )}
    </Stack>
  )
}
