// Webhooks are made, changed, given another secret and taken away. A secret is told once, to whoever asked for it.
import { type Issue, issue, refuseIf } from '@molde/engine'
import { ApiError } from '../errors.ts'
import { newId } from '../new-id.ts'
import {
  countByTarget,
  type DeliveryStatus,
  endDeliveriesTo,
  findDelivery,
  insertDeliveries,
  listDeliveries as listRows,
  sendAgain,
} from '../outbox/delivery-table.ts'
import { triedForMs } from '../outbox/write-effects.ts'
import { titlesOf } from '../records/titles-of.ts'
import type { Scope } from '../runtime.ts'
import { lockNames } from '../store/lock-names.ts'
import type { Db } from '../store/store.ts'
import { AddressRefused, guardAddress } from './guard-address.ts'
import { presentDelivery } from './present-delivery.ts'
import { presentWebhook } from './present-webhook.ts'
import { sealSecret } from './seal-secret.ts'
import { newSecret } from './sign-webhook.ts'
import {
  deleteWebhook as deleteRow,
  findWebhook,
  insertWebhook,
  listWebhooks as listAll,
  updateWebhook,
  type WebhookRow,
} from './webhook-table.ts'

/** Of one tenant. */
const most = 100
/** So long the receiver may know either secret. */
const bothSecretsMs = 24 * 60 * 60_000

export interface WebhookWish {
  readonly url?: string
  readonly description?: string | null
  readonly status?: 'on' | 'paused'
}

export async function listWebhooks(scope: Scope) {
  const db = scope.store.read
  const counts = await countByTarget(db, scope.tenant.no)
  const rows = await listAll(db, scope.tenant.no)
  return rows.map((row) => presentWebhook(row, counts.get(row.name) ?? none, scope.runtime.now()))
}

const none = { waiting: 0, dead: 0 }

export async function readWebhook(scope: Scope, name: string) {
  const row = await webhookNamed(scope.store.read, scope, name)
  const counts = await countByTarget(scope.store.read, scope.tenant.no)
  return presentWebhook(row, counts.get(name) ?? none, scope.runtime.now())
}

export async function createWebhook(scope: Scope, wish: WebhookWish & { readonly name: string; readonly url: string }) {
  await refuseAddress(scope, wish.url)
  const secret = newSecret()
  const at = scope.runtime.now()
  await scope.store.inTransaction(async (tx) => {
    await lockNames(tx, scope.tenant.no)
    const known = await listAll(tx, scope.tenant.no)
    if (known.some(({ name }) => name === wish.name)) throw new ApiError('name-taken')
    refuseIf(known.length < most ? [] : [issue(['name'], 'count-out-of-range', { least: 0, most })])
    await insertWebhook(tx, scope.tenant.no, {
      ...{ name: wish.name, url: wish.url, description: wish.description ?? null },
      ...{ secret: sealSecret(scope, secret), createdBy: scope.actor.id, createdAt: at },
    })
  })
  scope.runtime.hub.wake(scope.tenant.no)
  return { ...(await readWebhook(scope, wish.name)), secret }
}

export async function changeWebhook(scope: Scope, name: string, wish: WebhookWish) {
  await webhookNamed(scope.store.read, scope, name)
  if (wish.url !== undefined) await refuseAddress(scope, wish.url)
  await change(scope, name, (row) => ({
    ...row,
    ...(wish.url !== undefined && { url: wish.url }),
    ...(wish.description !== undefined && { description: wish.description }),
    ...(wish.status !== undefined && { status: wish.status }),
  }))
  scope.runtime.hub.wake(scope.tenant.no)
  return readWebhook(scope, name)
}

/** The one before goes on to sign for a day, beside the new one. */
export async function rotateSecret(scope: Scope, name: string) {
  const secret = newSecret()
  const earlierUntil = scope.runtime.now() + bothSecretsMs
  await change(scope, name, (row) => ({
    ...row,
    secret: sealSecret(scope, secret),
    earlierSecret: row.secret,
    earlierUntil,
  }))
  return { ...(await readWebhook(scope, name)), secret }
}

export async function deleteWebhook(scope: Scope, name: string): Promise<void> {
  await scope.store.inTransaction(async (tx) => {
    if (!(await deleteRow(tx, scope.tenant.no, name))) throw new ApiError('not-found')
    await endDeliveriesTo(tx, scope.tenant.no, name, scope.runtime.now())
  })
}

/** Goes the same way as everything else, and is told among the deliveries. */
export async function testWebhook(scope: Scope, name: string) {
  const at = scope.runtime.now()
  const id = newId(at)
  const said = {
    type: 'test',
    timestamp: new Date(at).toISOString(),
    data: { webhook: name, tenant: scope.tenant.slug },
  }
  await scope.store.inTransaction(async (tx) => {
    const { status } = await webhookNamed(tx, scope, name)
    if (status !== 'on') throw new ApiError('conflict', { detail: isOff })
    await insertDeliveries(tx, scope.tenant.no, [
      {
        ...{ id, key: `test:${id}`, kind: 'webhook', target: name, record: null, event: 'test' },
        ...{ payload: { text: JSON.stringify(said) }, at, expiresAt: at + triedForMs },
      },
    ])
  })
  scope.runtime.hub.wake(scope.tenant.no)
  return presentOne(scope, id)
}

export interface DeliveriesAsked {
  readonly status: DeliveryStatus | undefined
  readonly before: number
  readonly limit: number
}

export async function listDeliveries(scope: Scope, name: string, page: DeliveriesAsked) {
  const db = scope.store.read
  await webhookNamed(db, scope, name)
  const rows = await listRows(db, scope.tenant.no, { ...page, target: name, limit: page.limit + 1 })
  const shown = rows.slice(0, page.limit)
  const records = await titlesOf(
    scope,
    shown.flatMap(({ record }) => record ?? []),
  )
  return {
    items: shown.map((row) => presentDelivery(row, row.record === null ? undefined : records.get(row.record), scope)),
    next: rows.length > page.limit ? shown.at(-1)?.no : undefined,
  }
}

/** With the same id, so that a receiver that has it already knows. */
export async function replayDelivery(scope: Scope, id: string) {
  const at = scope.runtime.now()
  await scope.store.inTransaction(async (tx) => {
    const found = await findDelivery(tx, scope.tenant.no, id)
    if (found?.kind !== 'webhook') throw new ApiError('not-found')
    await webhookNamed(tx, scope, found.target ?? '')
    await sendAgain(tx, scope.tenant.no, found.no, at, at + triedForMs)
  })
  scope.runtime.hub.wake(scope.tenant.no)
  return presentOne(scope, id)
}

async function presentOne(scope: Scope, id: string) {
  const row = await findDelivery(scope.store.read, scope.tenant.no, id)
  if (!row) throw new ApiError('not-found')
  const records = await titlesOf(scope, row.record === null ? [] : [row.record])
  return presentDelivery(row, row.record === null ? undefined : records.get(row.record), scope)
}

async function change(scope: Scope, name: string, changed: (row: WebhookRow) => WebhookRow): Promise<void> {
  await scope.store.inTransaction(async (tx) => {
    await lockNames(tx, scope.tenant.no)
    const row = await webhookNamed(tx, scope, name)
    await updateWebhook(tx, scope.tenant.no, { ...changed(row), updatedAt: scope.runtime.now() })
  })
}

async function webhookNamed(db: Db, scope: Scope, name: string): Promise<WebhookRow> {
  const row = await findWebhook(db, scope.tenant.no, name)
  if (!row) throw new ApiError('not-found')
  return row
}

/** A name that nobody knows now may be known when something is sent: there it is looked at once more. */
async function refuseAddress({ runtime }: Scope, url: string): Promise<void> {
  try {
    await guardAddress(url, runtime.config.webhookAllow)
  } catch (thrown) {
    if (!(thrown instanceof AddressRefused)) throw thrown
    if (thrown.fault !== 'unresolved') refuseIf([issue(['url'], addressIssues[thrown.fault])])
  }
}

const addressIssues = {
  'no-url': 'webhook-url',
  scheme: 'webhook-url',
  credentials: 'webhook-credentials',
  private: 'webhook-private',
} as const satisfies { readonly [fault: string]: Issue['code'] }

const isOff = {
  en: 'Nothing is sent there at the moment. Turn the webhook on first.',
  'pt-BR': 'No momento nada é enviado para lá. Ative o webhook primeiro.',
  ru: 'Сейчас туда ничего не отправляется. Сначала включите вебхук.',
}
