// How many files may be on their way at once, and how long is a silent sender waited for?
import type { Config } from '../config.ts'
import { ApiError } from '../errors.ts'
import type { Scope } from '../runtime.ts'

/**
 * What is on its way takes room that no limit of the workspace has counted yet, up to the largest file each.
 * A browser sends three at once.
 */
export const mostOnTheWay = { ofActor: 20, ofTenant: 60 } as const
/** A megabyte takes less over any line; who says nothing for so long is gone, or only holds a place. */
const silenceMs = 60_000

/** Per program: how many of whom. */
const places = new WeakMap<Config, Map<string, number>>()

/** Carries `work` out while it holds one of the places; refuses it when all are taken. */
export async function onTheWay<T>({ runtime, tenant, actor }: Scope, work: () => Promise<T>): Promise<T> {
  const taken = places.get(runtime.config) ?? new Map<string, number>()
  places.set(runtime.config, taken)
  const [ofTenant, ofActor] = [`${tenant.no}`, `${tenant.no} ${actor.id}`]
  const count = (name: string) => taken.get(name) ?? 0
  if (count(ofActor) >= mostOnTheWay.ofActor || count(ofTenant) >= mostOnTheWay.ofTenant) throw tooMany()
  for (const name of [ofTenant, ofActor]) taken.set(name, count(name) + 1)
  try {
    return await work()
  } finally {
    for (const name of [ofTenant, ofActor]) {
      if (count(name) > 1) taken.set(name, count(name) - 1)
      else taken.delete(name)
    }
  }
}

function tooMany(): ApiError {
  return new ApiError('too-many-requests', {
    detail: {
      en: 'Too many files are on their way at once',
      'pt-BR': 'Há arquivos demais sendo enviados ao mesmo tempo',
      ru: 'Слишком много файлов передаётся одновременно',
    },
    headers: { 'Retry-After': '2', Connection: 'close' },
  })
}

/** The sender has said nothing for too long. */
export class Silent extends Error {
  override readonly name = 'Silent'
}

/** The same pieces; throws `Silent` when the next one does not come in time (milliseconds). */
export async function* untilSilent(bytes: AsyncIterable<Uint8Array>, ms = silenceMs): AsyncGenerator<Uint8Array> {
  const pieces = bytes[Symbol.asyncIterator]()
  for (;;) {
    const next = pieces.next()
    // Who is no longer listened to may break off as they like.
    next.catch(() => undefined)
    const { done, value } = await withinTime(next, ms)
    if (done) return
    yield value
  }
}

async function withinTime<T>(wanted: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Silent()), ms)
  })
  try {
    return await Promise.race([wanted, late])
  } finally {
    clearTimeout(timer)
  }
}
