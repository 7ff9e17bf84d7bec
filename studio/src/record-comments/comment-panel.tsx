// What is said about a record: writing at the top, the newest first, and whether this person hears of more.
import { Box, Button, Skeleton, Stack, Text } from '@mantine/core'
import { IconBell, IconBellOff } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { newIdempotencyKey } from '../api/api-client.ts'
import { type Topic, useComments, useFollow, useFollowing, useSayComment } from '../api/comments-api.ts'
import { useMe } from '../api/me-api.ts'
import { useText } from '../text/text.ts'
import { ErrorNotice, useErrorText } from '../ui/error-notice.tsx'
import { showFailed } from '../ui/undo-toast.tsx'
import { CommentComposer, useMentionables } from './comment-composer.tsx'
import { keepDraft, readDraft } from './comment-draft.ts'
import { OneComment } from './one-comment.tsx'
import classes from './record-comments.module.css'

export interface CommentPanelProps {
  readonly topic: Topic
  /** The record is in the trash: what was said is read, and nothing more is said. */
  readonly isClosed: boolean
  /** Opened from outside, to be read now. */
  readonly isWanted: boolean
}

export function CommentPanel({ topic, isClosed, isWanted }: CommentPanelProps) {
  const { t } = useText()
  const comments = useComments(topic)
  const composer = useComposer(topic)
  const place = useRef<HTMLDivElement>(null)
  const all = comments.data?.pages.flatMap((page) => page.items) ?? []
  useEffect(() => {
    if (isWanted) place.current?.scrollIntoView({ block: 'nearest' })
  }, [isWanted])
  return (
    <Box ref={place}>
      {!isClosed && (
        <Box mb="sm">
          <CommentComposer
            tenant={topic.tenant}
            label={t('comments.write')}
            text={composer.text}
            onText={composer.setText}
            sendLabel={t('comments.send')}
            isSending={composer.isSending}
            onSend={composer.send}
            inputRef={composer.input}
          />
          {composer.error && <ErrorNotice error={composer.error} />}
        </Box>
      )}
      {comments.isPending && <Skeleton h={96} />}
      {comments.error && !comments.data && (
        <ErrorNotice error={comments.error} onRetry={() => void comments.refetch()} />
      )}
      {comments.isSuccess && all.length === 0 && (
        <Text size="sm" c="dimmed" py="xs">
          {t(isClosed ? 'comments.none' : 'comments.empty')}
        </Text>
      )}
      <section aria-label={t('comments.title')}>
        {all.map((comment) => {
          const author = composer.people.find(({ id }) => id === comment.createdBy)
          return (
            <OneComment
              key={comment.id}
              topic={topic}
              comment={comment}
              isClosed={isClosed}
              {...(author && { onReply: () => composer.answer(author.name) })}
            />
          )
        })}
      </section>
      <Stack gap="xs" align="flex-start" mt="xs">
        {comments.hasNextPage && (
          <Button
            variant="default"
            size="xs"
            loading={comments.isFetchingNextPage}
            onClick={() => void comments.fetchNextPage()}
          >
            {t('common.loadMore')}
          </Button>
        )}
        <FollowSwitch topic={topic} />
      </Stack>
    </Box>
  )
}

/** The comment that is being written. It waits in the browser when the page is left. */
function useComposer(topic: Topic) {
  const person = useMe().data?.id ?? ''
  const place = { person, tenant: topic.tenant, id: topic.id }
  const [text, setText] = useState(() => readDraft(place))
  const [attempt, setAttempt] = useState(newIdempotencyKey)
  const input = useRef<HTMLTextAreaElement>(null)
  const people = useMentionables(topic.tenant)
  const say = useSayComment(topic)
  const write = (next: string) => {
    setText(next)
    keepDraft(place, next)
  }
  return {
    text,
    input,
    people,
    isSending: say.isPending,
    error: say.error,
    setText: (next: string) => {
      write(next)
      // Another text is another thing to say.
      setAttempt(newIdempotencyKey())
    },
    // Also when the page is left before the answer comes: what was said must not wait as a draft.
    send: (stored: string) =>
      void say.mutateAsync({ text: stored, idempotencyKey: attempt }).then(
        () => {
          if (readDraft(place) === text) keepDraft(place, '')
          setText((now) => (now === text ? '' : now))
          setAttempt(newIdempotencyKey())
        },
        () => undefined,
      ),
    answer: (name: string) => {
      const begun = text.startsWith(`@${name} `) ? text : `@${name} ${text}`
      write(begun)
      input.current?.focus()
      requestAnimationFrame(() => input.current?.setSelectionRange(begun.length, begun.length))
    },
  }
}

function FollowSwitch({ topic }: { readonly topic: Topic }) {
  const { t } = useText()
  const sayError = useErrorText()
  const following = useFollowing(topic).data?.following
  const follow = useFollow(topic)
  if (following === undefined) return null
  const Icon = following ? IconBellOff : IconBell
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      color="gray"
      c="dimmed"
      className={classes.act}
      leftSection={<Icon size={16} stroke={1.5} aria-hidden />}
      title={t(following ? 'comments.followingAbout' : 'comments.followAbout')}
      onClick={() => follow.mutate(!following, { onError: (error) => showFailed(sayError(error)) })}
    >
      {t(following ? 'comments.unfollow' : 'comments.follow')}
    </Button>
  )
}
