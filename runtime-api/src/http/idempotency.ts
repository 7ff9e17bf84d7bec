// The same POST sent again: carried out once, answered twice. Holds also when the program is killed between commit and answer.
//
// A claim is written before execution. While the request runs, each of its transactions writes what it answered into the
// claim, inside of itself. After a crash the repeated request runs again, but its finished transactions are not done twice:
// they answer what they answered. So nobody but this file needs to know about repetition, as long as a route's effects lie
// in transactions of the store it was given, and these answer plain JSON.
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes, randomUUID } from 'node:crypto'
import type { Issue } from '@molde/engine'
import { ApiError, type ApiErrorMore, asApiError, type ErrorCode } from '../errors.ts'
import type { Db, Store } from '../store/store.ts'
import {
  claim,
  dropOlder,
  findKept,
  type KeptRow,
  keepAnswer,
  keepResults,
  type Place,
  releaseClaim,
  takeOver,
} from './idempotency-table.ts'
import type { Answer } from './route.ts'

const lease = 60_000
const keptFor = 72 * 3_600_000

/** Claims that this process is working on. On SQLite there is no other process, so a claim that is not here is an orphan. */
const running = new Set<string>()
let claims = 0

/** What the committed transactions answered, in order. */
type Results = readonly { readonly v: unknown }[]

export interface Repeatable {
  readonly store: Store
  readonly place: Place
  readonly request: { readonly method: string; readonly path: string; readonly body: unknown }
  readonly now: () => number
  /** Given: what is kept is encrypted with a key made from this. */
  readonly secret?: string | undefined
}

/** The header's value, checked; undefined without it. */
export function readIdempotencyKey(header: string | undefined): string | undefined {
  if (header === undefined) return undefined
  if (!/^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/.test(header)) {
    throw new ApiError('bad-header', { detail: 'Idempotency-Key: 1 to 255 printable ASCII characters' })
  }
  return header
}

/** `execute` gets the store whose finished transactions are remembered; it must write through no other. */
export async function onceOnly(asked: Repeatable, execute: (store: Store) => Promise<Answer>): Promise<Answer> {
  const owner = randomUUID()
  const keeper = keeperOf(asked.secret)
  running.add(owner)
  try {
    const before = await claimOrRead(asked, owner, keeper)
    if (before.status !== undefined) return replay(before, keeper)
    return await runAndKeep(asked, owner, keeper, before.results, execute)
  } finally {
    running.delete(owner)
  }
}

async function claimOrRead(
  asked: Repeatable,
  owner: string,
  keeper: Keeper,
): Promise<{ status: undefined; results: Results } | (KeptRow & { status: number })> {
  const { store, place, now } = asked
  const requestHash = hashOf(asked.request)
  return store.inTransaction(async (tx) => {
    await sweep(asked, tx)
    const leaseUntil = now() + lease
    const isNew = await claim(tx, place, { requestHash, owner, leaseUntil, results: keeper.seal([]), now: now() })
    const kept = isNew ? undefined : await findKept(tx, place)
    if (!kept) return { status: undefined, results: [] }
    if (kept.requestHash !== requestHash) throw new ApiError('key-reused')
    if (kept.status !== undefined) return { ...kept, status: kept.status }
    const alive = running.has(kept.owner) || (store.dialect === 'postgres' && kept.leaseUntil > now())
    if (alive) throw new ApiError('key-in-flight')
    await takeOver(tx, place, owner, leaseUntil)
    return { status: undefined, results: keeper.open(kept.results) as Results }
  })
}

async function runAndKeep(
  asked: Repeatable,
  owner: string,
  keeper: Keeper,
  results: Results,
  execute: (store: Store) => Promise<Answer>,
): Promise<Answer> {
  const { store, place } = asked
  const keep = (status: number, headers: Answer['headers'], response: unknown) =>
    store.inTransaction((tx) =>
      keepAnswer(tx, place, owner, {
        status,
        headers: JSON.stringify(headers ?? {}),
        response: keeper.seal(response),
        noResults: keeper.seal([]),
      }),
    )
  let answer: Answer
  try {
    answer = await execute(rememberingStore(asked, owner, keeper, results))
  } catch (thrown) {
    const error = asApiError(thrown)
    // The database is away or the claim is not ours any more: nothing is settled, the next attempt decides.
    if (error.status === 503 || error.status === 507 || error.code === 'key-in-flight') {
      await store.inTransaction((tx) => releaseClaim(tx, place, owner)).catch(() => undefined)
    } else {
      await keep(error.status, {}, { error: { code: error.code, more: tellable(error.more) } })
    }
    throw thrown
  }
  await keep(answer.status, answer.headers, answer.body === undefined ? {} : { body: answer.body })
  return answer
}

/** A cause may hold anything and belongs to the log of the first attempt. */
function tellable({ issues, detail, members, headers }: ApiErrorMore): ApiErrorMore {
  return JSON.parse(JSON.stringify({ issues, detail, members, headers })) as ApiErrorMore
}

function replay(kept: KeptRow & { status: number }, keeper: Keeper): Answer {
  const response = keeper.open(kept.response) as {
    body?: unknown
    error?: { code: ErrorCode; more: ApiErrorMore & { issues?: Issue[] } }
  }
  const replayed = { 'Idempotency-Replayed': 'true' }
  if (response.error) {
    const { code, more } = response.error
    throw new ApiError(code, { ...more, headers: { ...more.headers, ...replayed } })
  }
  const headers = { ...(kept.headers as Answer['headers']), ...replayed }
  return { status: kept.status, headers, ...(response.body === undefined ? {} : { body: response.body }) }
}

/**
 * As many transactions as have answered before are not run again; each further one adds its answer. One that rolled back
 * leaves nothing, also no place in the order: an operation that tries once more finds the answer of the attempt that counted.
 */
function rememberingStore(asked: Repeatable, owner: string, keeper: Keeper, known: Results): Store {
  const { store, place, now } = asked
  const added: { answered?: { v: unknown } }[] = []
  let served = 0
  const inTransaction = async <T>(work: (tx: Db) => Promise<T>): Promise<T> => {
    const earlier = known[served]
    if (earlier) {
      served += 1
      return earlier.v as T
    }
    const own: { answered?: { v: unknown } } = {}
    added.push(own)
    try {
      return await store.inTransaction(async (tx) => {
        const v = await work(tx)
        own.answered = { v }
        const results = [...known, ...added.flatMap(({ answered }) => answered ?? [])]
        const kept = await keepResults(tx, place, owner, keeper.seal(results), now() + lease)
        if (!kept) throw new ApiError('key-in-flight')
        return v
      })
    } catch (failed) {
      delete own.answered
      throw failed
    }
  }
  return { ...store, inTransaction }
}

/** With every 200th claim; the answers of the last three days stay. */
async function sweep(asked: Repeatable, tx: Db): Promise<void> {
  claims += 1
  if (claims % 200 === 0) await dropOlder(tx, asked.place.tenant, asked.now() - keptFor)
}

function hashOf({ method, path, body }: Repeatable['request']): string {
  return createHash('sha256')
    .update(JSON.stringify([method, path, body ?? null]))
    .digest('base64url')
}

interface Keeper {
  seal(value: unknown): string
  open(kept: unknown): unknown
}

const plain: Keeper = { seal: (value) => JSON.stringify(value), open: (kept) => kept }

/** AES-256-GCM, for answers that hold a secret such as a new key. */
function keeperOf(secret: string | undefined): Keeper {
  if (secret === undefined) return plain
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'molde/idempotency', 32))
  return {
    seal(value) {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, iv)
      const sealed = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()])
      return JSON.stringify(Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url'))
    },
    open(kept) {
      const bytes = Buffer.from(String(kept), 'base64url')
      const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
      cipher.setAuthTag(bytes.subarray(12, 28))
      return JSON.parse(Buffer.concat([cipher.update(bytes.subarray(28)), cipher.final()]).toString('utf8'))
    },
  }
}
