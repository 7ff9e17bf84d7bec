// What the running program consists of, handed down to every operation; nothing here is global.
import type { Language, Reader } from '@molde/engine'
import type { Config } from './config.ts'
import type { LiveEventHub } from './live-events/live-event-hub.ts'
import type { Mailer } from './mail/mail.ts'
import type { Log } from './observability/log.ts'
import type { Metrics } from './observability/metrics.ts'
import type { Store, TenantStore, TenantStores } from './store/store.ts'

export interface Runtime {
  readonly config: Config
  readonly control: Store
  readonly tenants: TenantStores
  readonly mail: Mailer
  readonly hub: LiveEventHub
  readonly metrics: Metrics
  readonly log: Log
  /** Epoch milliseconds. */
  readonly now: () => number
}

/** A tenant as its registry row says. `no` is internal and leads every key; `id` and `slug` are public. */
export interface Tenant {
  readonly no: number
  readonly id: string
  readonly slug: string
  readonly name: string
  /** IANA zone. */
  readonly timezone: string
  readonly language: Language
}

/** Whoever acts now inside one tenant. */
export interface Actor {
  readonly kind: 'member' | 'key' | 'system'
  /** Public id of the user or key. */
  readonly id: string
  readonly roles: readonly string[]
  readonly email?: string
}

/** What an operation on a tenant gets: it holds no HTTP. */
export interface Scope {
  readonly runtime: Runtime
  readonly tenant: Tenant
  readonly store: TenantStore
  readonly actor: Actor
  /** Language of texts that go back to this actor. */
  readonly language: Language
}

/** Who reads what goes back: labels that lack their language are read in the tenant's own. */
export function readerOf({ language, tenant }: Pick<Scope, 'language' | 'tenant'>): Reader {
  return { language, own: tenant.language }
}
