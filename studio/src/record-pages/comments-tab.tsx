// The comments of a record beside its history: how many there are, and the panel, which is loaded when it is first opened.
import { Skeleton, Text } from '@mantine/core'
import { useLocation } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import type { Blueprint } from '../api/blueprints-api.ts'
import { useComments } from '../api/comments-api.ts'
import type { WireRecord } from '../api/records-api.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'

export const loadComments = () => import('../record-comments/comment-panel.tsx')
const CommentPanel = lazy(async () => ({ default: (await loadComments()).CommentPanel }))

interface RecordPart {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly record: WireRecord
}

/** Does the address ask for them, as that of a notification does? */
export function useCommentsWanted(): boolean {
  return useLocation({ select: ({ hash }) => hash === 'comments' })
}

/** The name of their part. */
export function CommentsName({ tenant, blueprint, record }: RecordPart) {
  const { t } = useText()
  const { number } = useFormats()
  const comments = useComments({ tenant, blueprint: blueprint.name, id: record.id })
  const count = comments.data?.pages[0]?.count
  return (
    <>
      {`${t('comments.title')} `}
      {count !== undefined && count.value > 0 && (
        <Text span size="xs" c="dimmed" ml={2} lh={1} className="numbers">
          {number(count.value)}
          {count.capped ? '+' : ''}
        </Text>
      )}
    </>
  )
}

export function LazyComments({ tenant, blueprint, record, isWanted }: RecordPart & { readonly isWanted: boolean }) {
  return (
    <Suspense fallback={<Skeleton h={120} />}>
      <CommentPanel
        topic={{ tenant, blueprint: blueprint.name, id: record.id }}
        isClosed={record.deletedAt !== null}
        isWanted={isWanted}
      />
    </Suspense>
  )
}
