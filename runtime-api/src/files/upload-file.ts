// Bytes come in, are looked at, and become a file that only its sender sees until a record names it.
import { ApiError } from '../errors.ts'
import { newId } from '../new-id.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { type Arrived, discard, receive, settle, TooLarge } from './file-folder.ts'
import { type FileRow, holdContent, insertFile, setPreview, usedStorage } from './file-table.ts'
import { onTheWay, Silent, untilSilent } from './on-the-way.ts'
import { isDrawn } from './present-file.ts'
import { seeFile } from './see-file.ts'
import { sniffType } from './sniff-type.ts'

export interface Upload {
  readonly bytes: AsyncIterable<Uint8Array>
  /** What Content-Length announces, if it does. */
  readonly announced: number | undefined
  readonly name: string
}

export async function uploadFile(scope: Scope, { bytes, announced, name }: Upload): Promise<FileRow> {
  const { runtime, tenant, actor } = scope
  const arrived = await receiveWithin(scope, { bytes, announced, limit: runtime.config.fileLimit })
  const { sha256, size, head } = arrived
  const at = runtime.now()
  const file = { id: newId(at), sha256, name, size, type: sniffType(head, name), at, by: actor.id }
  await keep(scope, arrived, (tx) => insertFile(tx, tenant.no, file))
  runtime.metrics.count('files_uploaded')
  return { ...file, no: 0, preview: null, createdAt: at, createdBy: actor.id }
}

/** Small enough to be a small picture. */
const previewLimit = 300_000

/** There is a small picture already, or no file any more: nothing of what came is kept. */
class NotWanted extends Error {
  override readonly name = 'NotWanted'
}

/** A small picture of a picture, made by whoever uploaded it. Once there, it stays. */
export async function uploadPreview(scope: Scope, id: string, upload: Omit<Upload, 'name'>): Promise<void> {
  const file = await seeFile(scope, id)
  if (file.createdBy !== scope.actor.id) throw new ApiError('forbidden')
  const arrived = await receiveWithin(scope, { ...upload, limit: previewLimit })
  if (!isDrawn(sniffType(arrived.head, ''))) {
    await discard(arrived.path)
    throw new ApiError('bad-request', { detail: 'A preview is a PNG, JPEG, GIF, WebP or AVIF picture' })
  }
  await keep(scope, arrived, async (tx) => {
    // Rolled back with its content: bytes that no file names would stay for ever.
    if (!(await setPreview(tx, scope.tenant.no, file.no, arrived.sha256))) throw new NotWanted()
  }).catch((thrown: unknown) => {
    if (!(thrown instanceof NotWanted)) throw thrown
  })
}

interface Receiving {
  readonly bytes: AsyncIterable<Uint8Array>
  readonly announced: number | undefined
  readonly limit: number
}

async function receiveWithin(scope: Scope, { bytes, announced, limit }: Receiving): Promise<Arrived> {
  const { runtime, tenant } = scope
  const tooLarge = () =>
    new ApiError('body-too-large', { detail: `At most ${limit} bytes`, headers: { Connection: 'close' } })
  if (announced !== undefined && announced > limit) throw tooLarge()
  const coming = onTheWay(scope, () => receive(runtime, tenant.no, untilSilent(bytes), limit))
  const arrived = await coming.catch((failed: unknown) => {
    if (failed instanceof TooLarge) throw tooLarge()
    if (failed instanceof Silent)
      throw new ApiError('bad-request', { detail: 'The file came too slowly', headers: { Connection: 'close' } })
    if (isBrokenOff(failed)) throw new ApiError('bad-request', { detail: 'The file ended too early', cause: failed })
    throw failed
  })
  if (arrived.size > 0 && (announced === undefined || announced === arrived.size)) return arrived
  await discard(arrived.path)
  throw new ApiError('bad-request', { detail: arrived.size === 0 ? 'The file is empty' : 'The file ended too early' })
}

function isBrokenOff(failed: unknown): boolean {
  return (
    failed instanceof Error &&
    'code' in failed &&
    (failed.code === 'ECONNRESET' || failed.code === 'ERR_STREAM_PREMATURE_CLOSE')
  )
}

/** Bytes and row come together: in the transaction that holds the content the bytes go to their place. */
async function keep(scope: Scope, arrived: Arrived, write: (tx: Db) => Promise<unknown>): Promise<void> {
  const { runtime, tenant, store } = scope
  try {
    await store.inTransaction(async (tx) => {
      await holdContent(tx, tenant.no, { sha256: arrived.sha256, size: arrived.size, at: runtime.now() })
      await refuseFull(tx, scope)
      await write(tx)
      await settle(runtime, tenant.no, arrived)
    })
  } finally {
    await discard(arrived.path)
  }
}

async function refuseFull(tx: Db, { runtime, tenant }: Scope): Promise<void> {
  const { storageLimit } = runtime.config
  if (storageLimit === undefined || (await usedStorage(tx, tenant.no)).bytes <= storageLimit) return
  throw new ApiError('storage-full', { detail: `The files of a workspace may take ${storageLimit} bytes` })
}
