// What would the next version of a flow make of the timers that run? Counted before it is published.
import { allTimers, compileFlow, hasTimers, type TimerPolicy } from '@molde/engine'
import { definitionOf } from '../blueprints/compiled-versions.ts'
import type { FlowInUse } from '../blueprints/definition.ts'
import type { NextFlow } from '../flows/read-flow-document.ts'
import type { KnownFlow } from '../flows/read-flows.ts'
import { recordsAfter } from '../record-store/record-scan-table.ts'
import { liftRow } from '../records/lift-row.ts'
import { rowUnder } from '../records/state-of.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { timersUnder } from './set-timers.ts'

export const timerPolicies: readonly TimerPolicy[] = ['keep-deadline', 'recompute', 'restart']

export interface TimersForeseen {
  /** That run now and go on. */
  readonly running: number
  /** Of these: due at another moment when counted from when the record came. */
  readonly moved: number
  /** That would be due at once when counted so, new ones too. */
  readonly overdue: number
  /** New ones that would be due at once whatever is said, unless they begin now. */
  readonly overdueNew: number
  /** Are these all records? Of many only the first ones are looked at. */
  readonly exact: boolean
}

const mostRecords = 2_000
const batch = 250

/** Undefined when timers stay as they are. */
export async function foreseeTimers(
  db: Db,
  scope: Scope,
  known: KnownFlow,
  next: NextFlow,
): Promise<TimersForeseen | undefined> {
  const { row, head, blueprintRow } = known
  if (!hasTimers(next.version) || isSame(allTimers(head.definition), allTimers(next.version))) return undefined
  const definition = await definitionOf(scope, db, blueprintRow.name)
  const inUse = definition.flows.find(({ no }) => no === row.no)
  if (!inUse) return undefined
  const flow: FlowInUse = {
    ...{ ...inUse, version: next.version, newest: next.version.version },
    compiled: compileFlow(next.version, next.blueprint),
  }
  const now = scope.runtime.now()
  let [running, moved, overdue, overdueNew, looked, after] = [0, 0, 0, 0, 0, 0]
  while (looked < mostRecords) {
    const rows = await recordsAfter(db, scope.tenant.no, blueprintRow.no, after, batch)
    for (const record of rows) {
      const { data } = await liftRow(scope, db, definition, record)
      const timed = { row: rowUnder(flow, record, data), data }
      for (const { row: timer, dueAt } of await timersUnder(db, scope, flow, timed)) {
        const isDue = dueAt <= now
        if (!timer) {
          if (isDue) overdueNew += 1
        } else if (timer.status === 'armed') {
          running += 1
          if (timer.dueAt !== dueAt) moved += 1
          if (timer.dueAt !== dueAt && isDue && timer.dueAt > now) overdue += 1
        }
      }
    }
    looked += rows.length
    after = rows.at(-1)?.no ?? after
    if (rows.length < batch) return { running, moved, overdue: overdue + overdueNew, overdueNew, exact: true }
  }
  return { running, moved, overdue: overdue + overdueNew, overdueNew, exact: false }
}

function isSame(before: readonly object[], after: readonly object[]): boolean {
  return JSON.stringify(before) === JSON.stringify(after)
}
