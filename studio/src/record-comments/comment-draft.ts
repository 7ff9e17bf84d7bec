// A comment that was begun and not sent waits in this browser until its record is opened again, for whoever began it.
import { keepStored, readStored } from '../api/browser-storage.ts'
import type { Topic } from '../api/comments-api.ts'

export interface DraftPlace extends Pick<Topic, 'tenant' | 'id'> {
  /** The person's id: others may sign in at the same browser. */
  readonly person: string
}

/** What was begun longer ago than this many others is forgotten. */
const most = 30
const nameOf = ({ person, tenant }: DraftPlace) => `molde.comments.${person}.${tenant}`

/** Without a draft, an empty text. */
export function readDraft(place: DraftPlace, storage?: Pick<Storage, 'getItem'>): string {
  return draftsOf(place, storage).find(([id]) => id === place.id)?.[1] ?? ''
}

/** An empty text takes it away. */
export function keepDraft(place: DraftPlace, text: string, storage?: Pick<Storage, 'getItem' | 'setItem'>): void {
  const others = draftsOf(place, storage).filter(([id]) => id !== place.id)
  const drafts = text.trim() === '' ? others : [[place.id, text], ...others]
  keepStored(nameOf(place), drafts.slice(0, most), storage)
}

/** By the record's id, begun last first. */
function draftsOf(place: DraftPlace, storage?: Pick<Storage, 'getItem'>): readonly (readonly [string, string])[] {
  const kept = readStored(nameOf(place), storage)
  return Array.isArray(kept) ? kept.filter(isDraft) : []
}

function isDraft(value: unknown): value is readonly [string, string] {
  return Array.isArray(value) && value.length === 2 && value.every((one) => typeof one === 'string')
}
