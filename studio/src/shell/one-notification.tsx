// One notification as a sentence, made here from its kind and what it is about, and the way to its place.
import { Box, Group, Text, UnstyledButton } from '@mantine/core'
import { sayFieldName } from '@molde/engine'
import { IconAt, IconCircleCheck, IconMessage, IconRoute, IconUserCheck } from '@tabler/icons-react'
import { Link, type LinkProps } from '@tanstack/react-router'
import { type Blueprint, useBlueprints } from '../api/blueprints-api.ts'
import { useMe } from '../api/me-api.ts'
import type { Notification } from '../api/notifications-api.ts'
import { useActorName } from '../field-value/use-actor-name.ts'
import { CommentText } from '../record-comments/comment-text.tsx'
import { wordsOfKey } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'

export interface OneNotificationProps {
  readonly tenant: string
  readonly notification: Notification
  /** It is read, and its place is gone to. */
  readonly onFollow: () => void
  /** It is read, and there is no place to go to. */
  readonly onRead: () => void
}

const icons = { mention: IconAt, comment: IconMessage, assigned: IconUserCheck, job: IconCircleCheck, flow: IconRoute }

export function OneNotification({ tenant, notification, onFollow, onRead }: OneNotificationProps) {
  const { t } = useText()
  const me = useMe().data
  const blueprint = useBlueprints(tenant).data?.items.find(({ name }) => name === notification.blueprint)
  const sentence = useSentence(tenant, notification, blueprint)
  const Icon = icons[notification.kind]
  const isUnread = notification.readAt === null
  const place = placeOf(tenant, notification, blueprint, me?.id)
  const said = (
    <Group gap="sm" wrap="nowrap" align="flex-start">
      <Icon size={18} stroke={1.5} className="notice-icon" aria-hidden />
      <Box miw={0} flex={1}>
        <Text size="sm" fw={isUnread ? 500 : 400} style={{ overflowWrap: 'anywhere' }}>
          {isUnread && <span className="for-readers">{t('notifications.unread')} </span>}
          {sentence}
        </Text>
        {notification.comment && (
          <Text size="sm" c="dimmed" lineClamp={2} component="div">
            <CommentText tenant={tenant} text={notification.comment.text} quiet />
          </Text>
        )}
        <Text size="xs" c="dimmed">
          <RelativeTime at={notification.at} quiet />
          {notification.record?.deleted && ` · ${t('notifications.inTrash')}`}
        </Text>
      </Box>
    </Group>
  )
  return place ? (
    <Link {...place} className="notice" data-unread={isUnread || undefined} onClick={onFollow}>
      {said}
    </Link>
  ) : (
    <UnstyledButton className="notice" data-unread={isUnread || undefined} onClick={onRead}>
      {said}
    </UnstyledButton>
  )
}

function useSentence(tenant: string, one: Notification, blueprint: Blueprint | undefined): string {
  const { t } = useText()
  const { say, number } = useFormats()
  const who = useActorName(tenant)(one.by, one.keyName)
  const kind = blueprint ? say(blueprint.label, wordsOfKey(blueprint.name)) : ''
  const title = one.record ? one.record.title || t('records.untitled') : t('records.gone')
  const counted = { count: one.count, shown: number(one.count) }
  switch (one.kind) {
    case 'mention':
      return t('notifications.mention', { who, title })
    case 'comment':
      return one.count === 1
        ? t('notifications.comment', { who, title })
        : t('notifications.commentMany', { ...counted, who, title })
    case 'assigned': {
      const named = blueprint?.fields.find(({ key }) => key === one.field)
      const field = say(named?.label, wordsOfKey(one.field ?? ''))
      return one.count === 1
        ? t('notifications.assigned', { who, title, field })
        : t('notifications.assignedMany', { ...counted, who, kind, field })
    }
    case 'flow':
      return t('notifications.flow', { title, text: one.text ?? '' })
    case 'job': {
      const work = one.job?.kind
      const job =
        work === 'fill-slots'
          ? t('jobs.kind_fill-slots')
          : work === 'recompute'
            ? t('jobs.kind_recompute')
            : work === 'bulk'
              ? t('jobs.kind_bulk')
              : work === 'purge'
                ? t('jobs.kind_purge')
                : work === 'purge-blueprint'
                  ? t('jobs.kind_purge-blueprint')
                  : work === 'enter-flow'
                    ? t('jobs.kind_enter-flow')
                    : work === 'set-timers'
                      ? t('jobs.kind_set-timers')
                      : t('jobs.kind_other')
      return t(one.job?.status === 'failed' ? 'notifications.jobFailed' : 'notifications.jobDone', { job, kind })
    }
  }
}

/** Undefined: what it is about is not there, or in the trash. */
function placeOf(
  tenant: string,
  { kind, count, record, field }: Notification,
  blueprint: Blueprint | undefined,
  me: string | undefined,
): LinkProps | undefined {
  if (kind === 'job') return { to: '/t/$tenant/settings/jobs', params: { tenant } }
  if (!blueprint) return undefined
  const params = { tenant, blueprint: blueprint.name }
  const named = blueprint.fields.find(({ key }) => key === field)
  // Those that are the person's now, among them the ones that were just assigned.
  if (kind === 'assigned' && count > 1 && named && me) {
    const where = [{ field: sayFieldName(named.key), operator: named.many ? 'has' : '==', value: me } as const]
    return { to: '/t/$tenant/records/$blueprint', params, search: { where } }
  }
  if (!record || record.deleted) return undefined
  return {
    to: '/t/$tenant/records/$blueprint/$id',
    params: { ...params, id: record.id },
    ...(kind === 'assigned' || kind === 'flow' ? {} : { hash: 'comments' }),
  }
}
