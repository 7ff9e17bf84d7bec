// What waits in the outbox is sent: several at once, a slow receiver alone keeps nobody else waiting. At least once, each time
// under the same key; the order among several messages to one receiver is not kept.
import { announceTold } from '../notifications/told.ts'
import { findColumnsByNo } from '../record-store/record-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { openSecret } from '../webhooks/seal-secret.ts'
import { findWebhook, noteGone, type WebhookRow } from '../webhooks/webhook-table.ts'
import { addressees, mailOne, payloadOf, spreadMail, tellInside } from './deliver-message.ts'
import { type Answered, deliverWebhook } from './deliver-webhook.ts'
import {
  claimDeliveries,
  type DeliveryRow,
  endAttempt,
  expireDeliveries,
  handBackDelivery,
  nextDeliveryAt,
  type Outcome,
} from './delivery-table.ts'
import { retryWait } from './retry-wait.ts'
import type { WebhookPayload } from './write-effects.ts'

/** Longer than any attempt takes. */
const leaseMs = 30_000
const mostAtOnce = 16
const mostToOne = 4
/** How soon it is seen that the program stops. */
const lookMs = 150

/** Answers when there is something to do again. */
export async function dispatchOutbox(scope: Scope, lease: string, stopped: () => boolean): Promise<number | undefined> {
  const { store, tenant, runtime } = scope
  const ending = new AbortController()
  const active = new Map<number, { readonly target: string | null; readonly done: Promise<void> }>()
  const watch = setInterval(() => stopped() && ending.abort(), lookMs)
  try {
    if (runtime.now() >= ((await nextDeliveryAt(store.read, tenant.no)) ?? Number.POSITIVE_INFINITY))
      await store.inTransaction((tx) => expireDeliveries(tx, tenant.no, runtime.now()))
    while (!stopped()) {
      const claimed = active.size < mostAtOnce ? await claim() : []
      for (const row of claimed) {
        const done = attempt(scope, row, lease, ending.signal).finally(() => active.delete(row.no))
        active.set(row.no, { target: row.target, done })
      }
      if (active.size === 0) break
      if (claimed.length === 0) await Promise.race([...active.values()].map(({ done }) => done))
    }
    await Promise.all([...active.values()].map(({ done }) => done))
  } finally {
    clearInterval(watch)
  }
  const next = stopped() ? undefined : await nextDeliveryAt(store.read, tenant.no)
  return next === undefined ? undefined : next - runtime.now()

  async function claim(): Promise<readonly DeliveryRow[]> {
    const now = runtime.now()
    // Looking costs nothing; taking would stand in the line of those who write.
    const next = await nextDeliveryAt(store.read, tenant.no)
    if (next === undefined || next > now) return []
    const busy = busyTargets([...active.values()])
    const most = Math.min(mostToOne, mostAtOnce - active.size)
    return store.inTransaction((tx) => claimDeliveries(tx, tenant.no, { lease, until: now + leaseMs, now, most, busy }))
  }
}

function busyTargets(active: readonly { readonly target: string | null }[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const { target } of active) if (target !== null) counts.set(target, (counts.get(target) ?? 0) + 1)
  return [...counts].filter(([, count]) => count >= mostToOne).map(([target]) => target)
}

/** Never throws: what goes wrong stands with the delivery. */
async function attempt(scope: Scope, row: DeliveryRow, lease: string, signal: AbortSignal): Promise<void> {
  try {
    if (row.kind === 'webhook') await callWebhook(scope, row, lease, signal)
    else if (row.kind === 'mail' && row.target !== null) await sendMail(scope, row, lease)
    else await tellPeople(scope, row, lease)
  } catch (thrown) {
    const { store, tenant, runtime } = scope
    if (!signal.aborted) runtime.log.error({ delivery: row.id, err: thrown }, 'a delivery failed')
    const outcome = signal.aborted ? undefined : again(scope, row, { error: 'internal' })
    await store
      .inTransaction(async (tx) => {
        if (outcome) await endAttempt(tx, tenant.no, { no: row.no, lease }, outcome)
        else await handBackDelivery(tx, tenant.no, row.no, lease)
      })
      .catch(() => undefined)
  }
}

async function callWebhook(scope: Scope, row: DeliveryRow, lease: string, signal: AbortSignal): Promise<void> {
  const { store, tenant, runtime } = scope
  const webhook = await findWebhook(store.read, tenant.no, row.target ?? '')
  const secrets = webhook ? secretsOf(scope, webhook) : []
  if (!webhook || secrets.length === 0)
    return end(scope, row, lease, again(scope, row, { error: webhook ? 'secret-lost' : 'not-set-up' }))
  const answered = await deliverWebhook({
    ...{ url: webhook.url, id: row.key, body: (row.payload as unknown as WebhookPayload).text, secrets, signal },
    ...{ allowed: runtime.config.webhookAllow, now: runtime.now() },
  })
  runtime.metrics.count(answered.fault === undefined ? 'webhooks_delivered' : 'webhooks_failed')
  const isGone = answered.status === 410
  await end(scope, row, lease, outcomeOf(scope, row, answered), async (tx) => {
    if (isGone) await noteGone(tx, tenant.no, webhook.name, webhook.url, runtime.now())
  })
}

/** The newest first; the earlier one until its time is over. */
function secretsOf(scope: Scope, { secret, earlierSecret, earlierUntil }: WebhookRow): readonly string[] {
  const isOver = earlierUntil === null || earlierUntil <= scope.runtime.now()
  return [secret, ...(earlierSecret === null || isOver ? [] : [earlierSecret])].flatMap(
    (sealed) => openSecret(scope, sealed) ?? [],
  )
}

function outcomeOf(scope: Scope, row: DeliveryRow, { status, answer, fault, retryAfter }: Answered): Outcome {
  const said = { answerStatus: status, answer, error: fault }
  if (fault === undefined) return { ...said, status: 'done', at: scope.runtime.now() }
  if (status === 410) return { ...said, error: 'gone', status: 'dead', at: scope.runtime.now() }
  return again(scope, row, said, retryAfter)
}

/** Later, or given up when its time is over by then. */
function again(
  { runtime }: Scope,
  row: DeliveryRow,
  said: Pick<Outcome, 'answerStatus' | 'answer' | 'error'>,
  asked?: number,
): Outcome {
  const at = runtime.now()
  const nextAt = at + retryWait(row.attempts, Math.random(), asked)
  return nextAt > row.expiresAt ? { ...said, status: 'dead', at } : { ...said, status: 'waiting', nextAt, at }
}

async function sendMail(scope: Scope, row: DeliveryRow, lease: string): Promise<void> {
  let outcome: Outcome
  try {
    const sent = await mailOne(scope, row)
    const at = scope.runtime.now()
    outcome = sent === 'sent' ? { status: 'done', at } : { status: 'dead', error: 'no-member', at }
  } catch (thrown) {
    scope.runtime.metrics.count('mails_failed')
    scope.runtime.log.error({ delivery: row.id, err: thrown }, 'a mail could not be handed over')
    outcome = again(scope, row, { error: 'unreachable' })
  }
  await end(scope, row, lease, outcome)
}

async function tellPeople(scope: Scope, row: DeliveryRow, lease: string): Promise<void> {
  const to = await addressees(scope, payloadOf(row))
  const [record] = row.record === null ? [] : await findColumnsByNo(scope.store.read, scope.tenant.no, [row.record])
  await end(scope, row, lease, { status: 'done', at: scope.runtime.now() }, async (tx) => {
    if (row.kind === 'mail') await spreadMail(tx, scope, row, to)
    else await tellInside(tx, scope, row, to, record?.blueprint)
  })
}

/** What became of it, and what follows from that, unless somebody else has taken it over. */
async function end(
  { store, tenant, ...scope }: Scope,
  { no }: DeliveryRow,
  lease: string,
  outcome: Outcome,
  besides: (tx: Db) => Promise<void> = async () => {},
): Promise<void> {
  let last: Db | undefined
  await store.inTransaction(async (tx) => {
    last = tx
    if (await endAttempt(tx, tenant.no, { no, lease }, outcome)) await besides(tx)
  })
  announceTold({ store, tenant, ...scope }, last)
}
