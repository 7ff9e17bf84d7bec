// Schedules that are due set their automations off: each moment once, and those that were missed once together.
import { type Json, newSchedule, nextOccurrence, type Trigger } from '@molde/engine'
import { newId } from '../new-id.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import {
  type AutomationRow,
  dueAutomations,
  findAutomationByNo,
  moveNextAt,
  scheduledAutomations,
} from './automation-table.ts'
import type { RunInput } from './queue-runs.ts'
import { insertRuns } from './run-table.ts'

/** The first moment later than `after`, by the clocks of its own zone or the tenant's; null of what no schedule sets off. */
export function dueAfter(scope: Scope, trigger: Trigger, after: number): number | null {
  if (trigger.kind !== 'schedule') return null
  const schedule = newSchedule({ zone: trigger.zone ?? scope.tenant.timezone, ...trigger.at })
  return nextOccurrence(schedule, after)
}

export async function fireSchedules(scope: Scope): Promise<void> {
  const { store, tenant, runtime } = scope
  for (const no of await dueAutomations(store.read, tenant.no, runtime.now()))
    await store.inTransaction((tx) => fireOne(tx, scope, no))
}

/** In one transaction, so that it is neither forgotten nor done twice. */
async function fireOne(tx: Db, scope: Scope, no: number): Promise<void> {
  const tenant = scope.tenant.no
  const at = scope.runtime.now()
  const row = await findAutomationByNo(tx, tenant, no)
  const due = row?.nextAt ?? null
  if (!row || due === null || due > at) return
  const next = dueAfter(scope, row.definition.trigger, at)
  // Somebody else has moved it on.
  if (!(await moveNextAt(tx, tenant, no, due, next))) return
  const input: RunInput = { due }
  await insertRuns(tx, tenant, [
    {
      ...{ id: newId(at), automation: no, version: row.version, key: `due:${due}`, kind: 'schedule', record: null },
      ...{
        input: input as unknown as Json,
        status: 'waiting',
        condition: null,
        error: null,
        chain: [],
        cause: null,
        at,
      },
    },
  ])
}

/** The tenant's clocks are others now: what is due by them is worked out anew. */
export async function setSchedulesAnew(tx: Db, scope: Scope): Promise<void> {
  const after = scope.runtime.now()
  for (const row of await scheduledAutomations(tx, scope.tenant.no)) {
    const next = dueAfter(scope, row.definition.trigger, after)
    if (!hasOwnZone(row) && next !== row.nextAt) await moveNextAt(tx, scope.tenant.no, row.no, row.nextAt, next)
  }
}

function hasOwnZone({ definition: { trigger } }: AutomationRow): boolean {
  return trigger.kind === 'schedule' && trigger.zone !== undefined
}
