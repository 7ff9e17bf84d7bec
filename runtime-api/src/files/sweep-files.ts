// Takes away what nobody needs: uploads that no record ever named, and what was taken off records long ago.
import type { Scope } from '../runtime.ts'
import { contentPath, discard, discardOldArrivals } from './file-folder.ts'
import { deleteUnnamed, dropContent, forgetRemoved, listRemoved, listUnnamed, type Unneeded } from './sweep-table.ts'

const day = 86_400_000
/** Time enough to finish a form over night. */
const unnamedFor = day
/** As long as somebody may still ask where it went. */
const removedFor = 30 * day
const mostAtOnce = 200

/** Answers how many files are gone. Each goes in a transaction of its own, between those of others. */
export async function sweepFiles(scope: Scope, stopped: () => boolean = () => false): Promise<number> {
  const { runtime, store, tenant } = scope
  const now = runtime.now()
  await discardOldArrivals(runtime, tenant.no, now - unnamedFor)
  for (const file of await listRemoved(store.read, tenant.no, now - removedFor, mostAtOnce)) {
    if (stopped()) return 0
    await store.inTransaction((tx) => forgetRemoved(tx, tenant.no, file, now - removedFor))
  }
  let gone = 0
  for (const file of await listUnnamed(store.read, tenant.no, now - unnamedFor, mostAtOnce)) {
    if (stopped()) return gone
    if (await sweep(scope, file)) gone += 1
  }
  return gone
}

/** The bytes go while their row is held: whoever brings the same ones now waits and puts them there again. */
function sweep({ runtime, store, tenant }: Scope, file: Unneeded): Promise<boolean> {
  return store.inTransaction(async (tx) => {
    if (!(await deleteUnnamed(tx, tenant.no, file.no))) return false
    for (const sha256 of new Set([file.sha256, ...(file.preview === null ? [] : [file.preview])])) {
      if (await dropContent(tx, tenant.no, sha256)) await discard(contentPath(runtime, tenant.no, sha256))
    }
    return true
  })
}
