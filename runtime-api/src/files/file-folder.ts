// Where do the bytes lie? `files/<tenant>/<two letters>/<sha256>`: no name in it comes from outside.
import { createHash, randomBytes } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, rename, stat, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Runtime } from '../runtime.ts'
import { headLength } from './sniff-type.ts'

/** Bytes that have come in and lie nowhere yet. */
export interface Arrived {
  /** A temporary file, on the disk to the last byte. */
  readonly path: string
  readonly sha256: string
  readonly size: number
  readonly head: Uint8Array
}

/** The stream brought more than it may. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge'
}

type Place = Pick<Runtime, 'config'>

/** Of a tenant, by its internal number. */
function filesFolder({ config }: Place, tenant: number): string {
  return join(config.dataFolder, 'files', String(tenant))
}

export function contentPath(place: Place, tenant: number, sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a hash')
  return join(filesFolder(place, tenant), sha256.slice(0, 2), sha256)
}

/** Writes as the bytes come, never more than one piece in memory. Whatever goes wrong, nothing is left behind; throws `TooLarge`. */
export async function receive(
  place: Place,
  tenant: number,
  bytes: AsyncIterable<Uint8Array>,
  limit: number,
): Promise<Arrived> {
  const folder = arrivals(place, tenant)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, randomBytes(16).toString('hex'))
  const file = await open(path, 'wx', 0o600)
  try {
    const arrived = await writeAll(file, bytes, limit)
    await file.sync()
    await file.close()
    return { path, ...arrived }
  } catch (failed) {
    await file.close().catch(() => undefined)
    await discard(path)
    throw failed
  }
}

async function writeAll(
  file: FileHandle,
  bytes: AsyncIterable<Uint8Array>,
  limit: number,
): Promise<Omit<Arrived, 'path'>> {
  const hash = createHash('sha256')
  const head: Uint8Array[] = []
  let size = 0
  for await (const piece of bytes) {
    if (size < headLength) head.push(piece.subarray(0, headLength - size))
    size += piece.length
    if (size > limit) throw new TooLarge()
    hash.update(piece)
    for (let at = 0; at < piece.length; ) at += (await file.write(piece, at)).bytesWritten
  }
  return { sha256: hash.digest('hex'), size, head: Buffer.concat(head) }
}

/** To its place, in one step: there is all of it or nothing. Called again after it worked, it does nothing. */
export async function settle(place: Place, tenant: number, { path, sha256 }: Arrived): Promise<void> {
  const target = contentPath(place, tenant, sha256)
  await mkdir(dirname(target), { recursive: true, mode: 0o700 })
  try {
    await rename(path, target)
  } catch (failed) {
    if ((failed as NodeJS.ErrnoException).code !== 'ENOENT' || !(await exists(target))) throw failed
  }
  const folder = await open(dirname(target))
  // Not every system lets a folder be synced; the file itself is on the disk already.
  await folder.sync().catch(() => undefined)
  await folder.close()
}

/** Already gone is as good. */
export async function discard(path: string): Promise<void> {
  await unlink(path).catch((failed: NodeJS.ErrnoException) => {
    if (failed.code !== 'ENOENT') throw failed
  })
}

/** Undefined when it is not there. */
export async function openContent(place: Place, tenant: number, sha256: string): Promise<FileHandle | undefined> {
  return open(contentPath(place, tenant, sha256)).catch((failed: NodeJS.ErrnoException) => {
    if (failed.code === 'ENOENT') return undefined
    throw failed
  })
}

/** Takes away what began to arrive before this moment (epoch milliseconds) and never ended: its program was killed. */
export async function discardOldArrivals(place: Place, tenant: number, before: number): Promise<void> {
  const folder = arrivals(place, tenant)
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name)
    const begun = await stat(path).catch(() => undefined)
    if (begun && begun.mtimeMs < before) await discard(path)
  }
}

function arrivals(place: Place, tenant: number): string {
  return join(filesFolder(place, tenant), 'arriving')
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
