// A file that the actor may see: one's own until a record names it, then everybody's who may read that record.
import { ApiError } from '../errors.ts'
import type { Scope } from '../runtime.ts'
import { type FileRow, usedStorage, visibleFiles } from './file-table.ts'

/** Somebody else's is 404, as what does not exist. */
export async function seeFile(scope: Scope, id: string): Promise<FileRow> {
  const [file] = await visibleFiles(scope.store.read, scope.tenant.no, scope.actor.id, [id])
  if (!file) throw new ApiError('not-found')
  return file
}

export interface Storage {
  /** Bytes. */
  readonly used: number
  readonly limit: number | null
  /** Of one file. */
  readonly largest: number
}

export async function readStorage({ runtime, store, tenant }: Scope): Promise<Storage> {
  const { storageLimit, fileLimit } = runtime.config
  const { bytes } = await usedStorage(store.read, tenant.no)
  return { used: bytes, limit: storageLimit ?? null, largest: fileLimit }
}
