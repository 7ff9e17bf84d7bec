// Publishing makes records of choices at once when they are few; everything else waits for the job that moves records.
import { choicesOf, mapOpsIn, type StoredOp } from '@molde/engine'
import type { LiveEvent } from '../live-events/live-event.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { fillOpMap, type Source } from './fill-op-map.ts'

/** As many as one short transaction takes. */
export const mostAtOnce = 50

/** In the transaction that publishes the ops. Answers with what to announce after the commit. */
export async function fillChoices(
  tx: Db,
  scope: Scope,
  source: Source,
  ops: readonly StoredOp[],
): Promise<readonly LiveEvent[]> {
  const events: LiveEvent[] = []
  for (const op of mapOpsIn(ops)) {
    const count = choicesOf(op)?.length ?? 0
    if (count > 0 && count <= mostAtOnce) events.push(...(await fillOpMap(tx, scope, source, op)).created)
  }
  return events
}
