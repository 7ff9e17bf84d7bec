// Which client uses which versions of a kind, and is an old one still needed?
import type { ClientKey, Clients, ClientUse, FieldUse } from '../api/clients-api.ts'

export interface Client {
  readonly id: string
  /** Null: all people together. */
  readonly key: ClientKey | null
  /** The newest version first. */
  readonly uses: readonly ClientUse[]
  readonly fields: readonly FieldUse[]
}

/** Whoever did something last comes first. */
export function clientsOf({ items, fields }: Clients): readonly Client[] {
  const ids = [...new Set(items.map(idOf))]
  const found = ids.map((id): Client => {
    const uses = items.filter((one) => idOf(one) === id)
    return { id, key: uses[0]?.key ?? null, uses, fields: fields.filter(({ key }) => key.id === id) }
  })
  const latest = ({ uses }: Client) => Math.max(...uses.map(lastUse))
  return found.sort((a, b) => latest(b) - latest(a))
}

const idOf = ({ key }: ClientUse) => key?.id ?? ''

/** In ms; 0 while there was none. */
function lastUse({ lastReadAt, lastWriteAt }: ClientUse): number {
  return Math.max(...[lastReadAt, lastWriteAt].map((at) => (at === null ? 0 : Date.parse(at))))
}

const lately = 30 * 24 * 3_600_000

interface Now {
  readonly now: number
  readonly publishedAt: (version: number) => string | undefined
}

/**
 * Who needs an older version, by version, the newest first: whoever is kept on it, and whoever used it in the last 30 days
 * although there was a newer one already.
 */
export function stillSpoken(
  { newest, items }: Clients,
  { now, publishedAt }: Now,
): readonly (readonly [version: number, uses: readonly ClientUse[]])[] {
  const still = items.filter((use) => {
    if (use.version >= newest) return false
    const next = publishedAt(use.version + 1)
    return use.pinned || lastUse(use) >= Math.max(now - lately, next === undefined ? 0 : Date.parse(next))
  })
  const versions = [...new Set(still.map(({ version }) => version))].sort((a, b) => b - a)
  return versions.map((version) => [version, still.filter((use) => use.version === version)])
}
