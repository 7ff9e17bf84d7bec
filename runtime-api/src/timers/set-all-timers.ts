// The tenant goes by other clocks: what is due by days, dates and working hours is due at another moment.
import { hasTimers } from '@molde/engine'
import { findBlueprintsByNo } from '../blueprints/blueprint-table.ts'
import { findFlowVersion, listFlows } from '../flows/flow-table.ts'
import { enqueueTimersOfAll } from '../jobs/set-timers-batch.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'

const mostFlows = 10_000

export async function setAllTimers(tx: Db, scope: Scope): Promise<void> {
  const tenant = scope.tenant.no
  const timed = new Set<number>()
  for (const { no, head, blueprint } of await listFlows(tx, tenant, '', mostFlows)) {
    const published = await findFlowVersion(tx, tenant, no, head)
    if (published && hasTimers(published.definition)) timed.add(blueprint)
  }
  for (const one of await findBlueprintsByNo(tx, tenant, [...timed])) await enqueueTimersOfAll(tx, scope, one)
}
