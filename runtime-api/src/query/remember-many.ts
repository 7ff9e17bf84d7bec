// Was it many a moment ago? Then it is not counted again: what hangs on the answer is how fast a list is, not what is in it.
import type { Db } from '../store/store.ts'
import type { Fragment } from './fragment-sql.ts'

const keptForMs = 5_000
const mostKept = 500
const kept = new WeakMap<Db, Map<string, number>>()

/** Only what was more than `few` is remembered: a short count costs little, and it may soon be wrong. */
export async function rememberMany(
  db: Db,
  counted: Fragment,
  few: number,
  count: (counted: Fragment) => Promise<number>,
): Promise<number> {
  const known = kept.get(db) ?? new Map<string, number>()
  kept.set(db, known)
  const key = keyOf(counted)
  const until = known.get(key)
  if (until !== undefined && performance.now() < until) return few + 1
  const found = await count(counted)
  known.delete(key)
  if (found <= few) return found
  if (known.size >= mostKept) known.clear()
  known.set(key, performance.now() + keptForMs)
  return found
}

function keyOf({ sql, bindings }: Fragment): string {
  return [sql, ...bindings.map((binding) => `${typeof binding} ${String(binding)}`)].join('\0')
}
