// Makes a key for a program; its text is answered once and never again.
import { randomUUID } from 'node:crypto'
import { ApiError } from '../errors.ts'
import type { Scope } from '../runtime.ts'
import type { Role } from '../tenants/tenant-table.ts'
import { type ApiKeyRow, insertApiKey } from './api-key-table.ts'
import { makerOf } from './key-maker.ts'
import { hashKey, newKeyText } from './read-api-key.ts'

export async function createApiKey(
  scope: Scope,
  asked: { readonly name: string; readonly role: Role },
): Promise<ApiKeyRow & { key: string }> {
  const { control } = scope.runtime
  return control.inTransaction(async (tx) => {
    const maker = await makerOf(tx, scope)
    if (!maker) throw new ApiError('forbidden')
    if (maker.role !== 'owner' && asked.role === 'owner') throw new ApiError('forbidden')
    const key = newKeyText()
    const row = {
      id: randomUUID(),
      tenant: scope.tenant.no,
      name: asked.name,
      role: asked.role,
      prefix: key.slice(0, 10),
      createdBy: maker.user,
      createdAt: scope.runtime.now(),
    }
    await insertApiKey(tx, { ...row, hash: hashKey(key) })
    return { ...row, lastUsedAt: null, key }
  })
}
