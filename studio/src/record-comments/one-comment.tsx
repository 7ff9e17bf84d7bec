// One comment: who said what and when; answering it, and for whom it belongs to, saying it better or taking it away.
import { ActionIcon, Avatar, Box, Button, Group, Menu, Text } from '@mantine/core'
import { IconDots, IconPencil, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { ApiError } from '../api/api-client.ts'
import { type Comment, type Topic, useChangeComment, useDeleteComment, useRestoreComment } from '../api/comments-api.ts'
import { useMe } from '../api/me-api.ts'
import { useIsOwner } from '../api/tenants-api.ts'
import { useActorName } from '../field-value/use-actor-name.ts'
import { useText } from '../text/text.ts'
import { ErrorNotice, useErrorText } from '../ui/error-notice.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'
import { showFailed, showUndo } from '../ui/undo-toast.tsx'
import { CommentComposer, useMentionables } from './comment-composer.tsx'
import { CommentText } from './comment-text.tsx'
import { toTyped } from './mention-typing.ts'
import classes from './record-comments.module.css'

export interface OneCommentProps {
  readonly topic: Topic
  readonly comment: Comment
  /** The record is in the trash: nothing is said any more. */
  readonly isClosed: boolean
  /** Absent: there is nobody to be answered. */
  readonly onReply?: () => void
}

export function OneComment({ topic, comment, isClosed, onReply }: OneCommentProps) {
  const { t } = useText()
  const sayError = useErrorText()
  const me = useMe().data
  const isOwner = useIsOwner(topic.tenant)
  const [editing, setEditing] = useState(false)
  const remove = useDeleteComment(topic)
  const restore = useRestoreComment(topic)
  const isMine = comment.createdBy === me?.id
  const who = useActorName(topic.tenant)(comment.createdBy, comment.keyName)
  const fail = (error: unknown) => showFailed(sayError(error))
  // By promises: this comment is gone from the page before the server has answered.
  const bringBack = () => void restore.mutateAsync(comment).catch(fail)
  const takeAway = () =>
    void remove
      .mutateAsync(comment)
      .then(() => showUndo({ text: t('comments.deleted'), undo: t('common.undo'), onUndo: bringBack }), fail)
  return (
    <Box component="article" className={classes.comment} aria-label={t('comments.by', { who })}>
      <Group justify="space-between" wrap="nowrap" gap="xs" mih={28}>
        <Text size="sm" truncate>
          <Avatar size={20} name={who} color="ink" variant="light" className={classes.face ?? ''} aria-hidden />
          <Text span inherit fw={500}>
            {who}
          </Text>{' '}
          <Text span size="xs" c="dimmed">
            <RelativeTime at={comment.createdAt} />
            {comment.editedAt !== null && ` · ${t('comments.edited')}`}
          </Text>
        </Text>
        {!isClosed && !editing && (isMine || isOwner) && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon size={28} className={classes.act} aria-label={t('comments.actions', { who })}>
                <IconDots size={16} stroke={1.5} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {isMine && (
                <Menu.Item leftSection={<IconPencil size={16} stroke={1.5} />} onClick={() => setEditing(true)}>
                  {t('comments.edit')}
                </Menu.Item>
              )}
              <Menu.Item color="bad" leftSection={<IconX size={16} stroke={1.5} />} onClick={takeAway}>
                {t('common.remove')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </Group>
      {editing ? (
        <EditComment topic={topic} comment={comment} onEnd={() => setEditing(false)} />
      ) : (
        <Text size="sm" component="div">
          <CommentText tenant={topic.tenant} text={comment.text} />
        </Text>
      )}
      {onReply && !isClosed && !editing && (
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          c="dimmed"
          ml={-6}
          mt={2}
          className={classes.act}
          onClick={onReply}
        >
          {t('comments.reply')}
        </Button>
      )}
    </Box>
  )
}

interface EditCommentProps {
  readonly topic: Topic
  readonly comment: Comment
  readonly onEnd: () => void
}

function EditComment({ topic, comment, onEnd }: EditCommentProps) {
  const { t } = useText()
  const sayError = useErrorText()
  const people = useMentionables(topic.tenant)
  const [text, setText] = useState(() => toTyped(comment.text, people))
  const change = useChangeComment(topic)
  // By a promise: the box is closed when its change is taken back.
  const takeBack = (changed: Comment) =>
    void change.mutateAsync({ on: changed, text: comment.text }).catch((error) => showFailed(sayError(error)))
  const save = (stored: string) => {
    if (stored === comment.text) return onEnd()
    change.mutate(
      { on: comment, text: stored },
      {
        onSuccess: (changed) => {
          onEnd()
          showUndo({ text: t('comments.changed'), undo: t('common.undo'), onUndo: () => takeBack(changed) })
        },
      },
    )
  }
  const isStale = change.error instanceof ApiError && change.error.status === 412
  return (
    <>
      <CommentComposer
        tenant={topic.tenant}
        label={t('comments.edit')}
        text={text}
        onText={setText}
        sendLabel={t('common.save')}
        isSending={change.isPending}
        onSend={save}
        onCancel={onEnd}
        autoFocus
      />
      {change.error && <ErrorNotice error={isStale ? { status: 412, message: t('comments.stale') } : change.error} />}
    </>
  )
}
