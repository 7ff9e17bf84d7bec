// Something was sent to the address of an automation: it is written down as a run, once per message, before it is answered.
import { timingSafeEqual } from 'node:crypto'
import type { Json } from '@molde/engine'
import { ApiError } from '../errors.ts'
import type { Limits } from '../http/limit-rate.ts'
import { parseJson } from '../http/read-body.ts'
import type { OpenCall } from '../http/route.ts'
import { newId } from '../new-id.ts'
import type { Runtime, Scope } from '../runtime.ts'
import { findTenantById } from '../tenants/tenant-table.ts'
import { openSecret } from '../webhooks/seal-secret.ts'
import { signatureHeaders } from '../webhooks/sign-webhook.ts'
import { type AutomationRow, findAutomationByToken } from './automation-table.ts'
import { hashToken, tenantOfToken } from './hook-address.ts'
import type { RunInput } from './queue-runs.ts'
import { findRunByKey, insertRuns } from './run-table.ts'

const mostBytes = 256 * 1024
/** A signature is as old as this at most, and as far ahead. */
const toleranceMs = 5 * 60_000
const longestId = 200

/** Answers with the id of the run. A message that came before is not written down again. */
export async function receiveHook(call: OpenCall, limits: Limits): Promise<string> {
  const { runtime } = call
  const token = call.params['token'] ?? ''
  const found = await findHook(runtime, token)
  if (!found) throw new ApiError('not-found')
  const { scope, automation } = found
  await limits.hook(automation.id)
  const bytes = await readAll(call.bytes())
  if (isSignedFor(automation)) refuseUnsigned(scope, automation, call, bytes)
  const sent = call.header('webhook-id')
  if (sent !== undefined && (sent === '' || sent.length > longestId))
    throw new ApiError('bad-header', { detail: `webhook-id: 1 to ${longestId} characters` })
  const input: RunInput = { payload: parseJson(bytes) as Json }
  const at = runtime.now()
  const id = newId(at)
  const key = `hook:${sent ?? id}`
  const run = await scope.store.inTransaction(async (tx) => {
    await insertRuns(tx, scope.tenant.no, [
      {
        ...{ id, automation: automation.no, version: automation.version, key, kind: 'webhook', record: null },
        ...{ input: input as unknown as Json, status: 'waiting', condition: null, error: null },
        ...{ chain: [], cause: null, at },
      },
    ])
    return findRunByKey(tx, scope.tenant.no, automation.no, key)
  })
  runtime.hub.wake(scope.tenant.no)
  return run ?? id
}

/** One that is off is answered like one that is not there. */
async function findHook(
  runtime: Runtime,
  token: string,
): Promise<{ readonly scope: Scope; readonly automation: AutomationRow } | undefined> {
  const id = tenantOfToken(token)
  const tenant = id === undefined ? undefined : await findTenantById(runtime.control.read, id)
  if (!tenant) return undefined
  const store = await runtime.tenants.open(tenant.no)
  const automation = await findAutomationByToken(store.read, tenant.no, hashToken(token))
  if (automation?.status !== 'on' || automation.kind !== 'webhook') return undefined
  const actor = { kind: 'system', id: 'system', roles: [] } as const
  return { scope: { runtime, tenant, store, actor, language: tenant.language }, automation }
}

function isSignedFor({ definition: { trigger } }: AutomationRow): boolean {
  return trigger.kind === 'webhook' && trigger.signed === true
}

/** By the convention of Standard Webhooks, as what we send ourselves. */
function refuseUnsigned(scope: Scope, { secret }: AutomationRow, call: OpenCall, bytes: Buffer): void {
  const id = call.header('webhook-id') ?? ''
  const timestamp = Number(call.header('webhook-timestamp'))
  const opened = secret === null ? undefined : openSecret(scope, secret)
  const isRecent = Math.abs(scope.runtime.now() - timestamp * 1_000) <= toleranceMs
  if (id === '' || opened === undefined || !Number.isInteger(timestamp) || !isRecent)
    throw new ApiError('unauthenticated', { detail: notSigned })
  const wanted = signatureHeaders({ id, timestamp, body: bytes.toString('utf8') }, [opened])['webhook-signature']
  const given = (call.header('webhook-signature') ?? '').split(' ')
  if (!given.some((one) => isEqual(one, wanted))) throw new ApiError('unauthenticated', { detail: notSigned })
}

function isEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

async function readAll(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const read: Uint8Array[] = []
  let length = 0
  for await (const piece of pieces) {
    length += piece.length
    if (length > mostBytes)
      throw new ApiError('body-too-large', { detail: `At most ${mostBytes} bytes`, headers: { Connection: 'close' } })
    read.push(piece)
  }
  return Buffer.concat(read)
}

const notSigned = {
  en: 'The signature is missing, wrong or too old.',
  'pt-BR': 'A assinatura está ausente, errada ou antiga demais.',
  ru: 'Подписи нет, она неверна или устарела.',
}
