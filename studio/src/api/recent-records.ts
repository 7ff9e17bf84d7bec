// Which records did this person open last? Kept in this browser, for each workspace by itself.
import { keepStored, readStored } from './browser-storage.ts'

export interface RecentRecord {
  readonly blueprint: string
  readonly id: string
  readonly title: string
  /** What tells it apart from others of that title. */
  readonly hint?: string
}

const most = 8
const nameOf = (tenant: string) => `molde.recent.${tenant}`

export function recentRecords(tenant: string, storage?: Pick<Storage, 'getItem'>): readonly RecentRecord[] {
  const kept = readStored(nameOf(tenant), storage)
  return Array.isArray(kept) ? kept.filter(isRecent).slice(0, most) : []
}

/** The newest first, each once. */
export function noteRecent(tenant: string, record: RecentRecord, storage?: Pick<Storage, 'getItem' | 'setItem'>): void {
  const others = recentRecords(tenant, storage).filter(({ id }) => id !== record.id)
  keepStored(nameOf(tenant), [record, ...others].slice(0, most), storage)
}

function isRecent(value: unknown): value is RecentRecord {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['blueprint', 'id', 'title'].every((name) => typeof (value as Record<string, unknown>)[name] === 'string') &&
    ['string', 'undefined'].includes(typeof (value as { hint?: unknown }).hint)
  )
}
