// A comment that was begun and not sent waits in this browser until its record is opened again.

import { keepStored, readStored } from '../api/browser-storage.ts'
import type { Topic } from '../api/comments-api.ts'

const nameOf = ({ tenant, id }: Topic) => `molde.comment.${tenant}.${id}`

/** Without a draft, an empty text. */
export function readDraft(topic: Topic): string {
  const kept = readStored(nameOf(topic))
  return typeof kept === 'string' ? kept : ''
}

/** An empty text takes it away. */
export function keepDraft(topic: Topic, text: string): void {
  keepStored(nameOf(topic), text.trim() === '' ? undefined : text)
}
