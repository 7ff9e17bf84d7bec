// Which records did this person open last? Kept in this browser, for each workspace by itself.

export interface RecentRecord {
  readonly blueprint: string
  readonly id: string
  readonly title: string
}

const most = 8
const nameOf = (tenant: string) => `molde.recent.${tenant}`

export function recentRecords(
  tenant: string,
  storage: Pick<Storage, 'getItem'> = localStorage,
): readonly RecentRecord[] {
  try {
    const kept: unknown = JSON.parse(storage.getItem(nameOf(tenant)) ?? '[]')
    return Array.isArray(kept) ? kept.filter(isRecent).slice(0, most) : []
  } catch {
    // Somebody else's text under our name, or no storage at all: then nothing is recent.
    return []
  }
}

/** The newest first, each once. */
export function noteRecent(
  tenant: string,
  record: RecentRecord,
  storage: Pick<Storage, 'getItem' | 'setItem'> = localStorage,
): void {
  const others = recentRecords(tenant, storage).filter(({ id }) => id !== record.id)
  try {
    storage.setItem(nameOf(tenant), JSON.stringify([record, ...others].slice(0, most)))
  } catch {
    // A full or forbidden storage costs a convenience, nothing else.
  }
}

function isRecent(value: unknown): value is RecentRecord {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['blueprint', 'id', 'title'].every((name) => typeof (value as Record<string, unknown>)[name] === 'string')
  )
}
