// How does the program get rid of what the auth library leaves behind on every promise?
import { AsyncLocalStorage } from 'node:async_hooks'

/** What the library starts and does not wait for has ended by then. */
const restAfterMs = 1_000
const libraryPlace = Symbol.for('better-auth:global')

/** The library's storages are one per process, whoever uses them. */
let calls = 0
let rest: NodeJS.Timeout | undefined

/**
 * The library tells its requests apart by AsyncLocalStorage. Before Node 24 one use of it makes every later promise of the whole
 * program dearer, half as much again for a read of a record. So its storages are put to rest when no call of it runs; the next
 * call wakes them by itself.
 */
export async function untracked<T>(call: () => Promise<T>): Promise<T> {
  calls += 1
  clearTimeout(rest)
  try {
    return await call()
  } finally {
    calls -= 1
    if (calls === 0) rest = setTimeout(putToRest, restAfterMs).unref()
  }
}

function putToRest(): void {
  const library = (globalThis as { readonly [place: symbol]: unknown })[libraryPlace]
  const { context } = (library ?? {}) as { readonly context?: object }
  for (const storage of Object.values(context ?? {})) {
    if (storage instanceof AsyncLocalStorage) storage.disable()
  }
}
