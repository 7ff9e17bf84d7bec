// What was read of a store a moment ago, as long as nothing has been committed there since.
import type { Db, Store } from './store.ts'

const mostKept = 2_000

interface Kept {
  readonly version: number
  readonly values: Map<string, unknown>
}

const kept = new WeakMap<Store, Kept>()

/**
 * The answer of `read`, remembered under `key` until the next commit to the store, whoever makes it. Where asking for commits
 * costs as much as reading (PostgreSQL) it is read each time, and so is what was not there. So an answer is never older than the store.
 */
export async function whileUnchanged<T>(store: Store, key: string, read: (db: Db) => Promise<T>): Promise<T> {
  const version = store.commits?.()
  if (version === undefined) return read(store.read)
  const values = valuesAt(store, version)
  const known = values.get(key)
  if (known !== undefined) return known as T
  const value = await read(store.read)
  // What is not there is asked for under names that anybody may make up: those are not worth the room.
  if (value === undefined) return value
  if (values.size >= mostKept) values.clear()
  values.set(key, value)
  return value
}

function valuesAt(store: Store, version: number): Map<string, unknown> {
  const known = kept.get(store)
  if (known?.version === version) return known.values
  const fresh: Kept = { version, values: new Map() }
  kept.set(store, fresh)
  return fresh.values
}
