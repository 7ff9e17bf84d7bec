// Which key is this, if it is one of ours and still valid?
import { hash, randomBytes } from 'node:crypto'
import type { Runtime } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { whileUnchanged } from '../store/while-unchanged.ts'
import { findTenantByNo, type TenantRow } from '../tenants/tenant-table.ts'
import { type ApiKeyRow, findApiKey, noteApiKeyUse } from './api-key-table.ts'

const keyForm = /^mk_[A-Za-z0-9_-]{43}$/

export function newKeyText(): string {
  return `mk_${randomBytes(32).toString('base64url')}`
}

/** A plain hash is enough: nobody guesses 256 random bits. */
export function hashKey(text: string): string {
  return hash('sha256', text, 'base64url')
}

export interface KnownKey {
  readonly key: ApiKeyRow
  /** The one it opens; undefined when that was deleted. */
  readonly tenant: TenantRow | undefined
}

export async function readApiKey(runtime: Runtime, text: string): Promise<KnownKey | undefined> {
  if (!keyForm.test(text)) return undefined
  const hashed = hashKey(text)
  const known = await whileUnchanged(runtime.control, `api-key ${hashed}`, (db) => findKey(db, hashed))
  if (known) noteUse(runtime, known.key)
  return known
}

async function findKey(db: Db, hashed: string): Promise<KnownKey | undefined> {
  const key = await findApiKey(db, hashed)
  return key && { key, tenant: await findTenantByNo(db, key.tenant) }
}

const notedEvery = 60_000
const noted = new WeakMap<Runtime, Map<string, number>>()

/** For the list of keys only; at most once a minute and never in the way of the request. */
function noteUse(runtime: Runtime, key: ApiKeyRow): void {
  const times = noted.get(runtime) ?? new Map<string, number>()
  noted.set(runtime, times)
  const now = runtime.now()
  if (now - (times.get(key.id) ?? key.lastUsedAt ?? 0) < notedEvery) return
  times.set(key.id, now)
  runtime.control.inTransaction((tx) => noteApiKeyUse(tx, key.id, now)).catch(() => undefined)
}
