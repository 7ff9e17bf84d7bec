// A schedule that is about records sets off one run for each of them for which the condition holds: page by page, each in a transaction.
import { type Json, type JsonObject, judgeAutomation } from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'
import { newId } from '../new-id.ts'
import { recordsAfter } from '../record-store/record-scan-table.ts'
import { liftRow } from '../records/lift-row.ts'
import { recordMembersOf } from '../records/record-members.ts'
import { flowActor } from '../records/write-context.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import type { RunToDo } from './do-run.ts'
import { type RunInput, runs } from './queue-runs.ts'
import { insertRuns, type NewRun } from './run-table.ts'

/** A transaction lasts 20 ms at most on SQLite. */
const page = 100

export interface Spread {
  /** Where the next page begins; undefined at the end. */
  readonly next: RunInput | undefined
  readonly actions: Json
}

export async function spreadRun(
  tx: Db,
  scope: Scope,
  definition: Definition,
  run: RunToDo,
  version: number,
): Promise<Spread> {
  const { seen = { after: 0, looked: 0, matched: 0 } } = run.input
  const rows = await recordsAfter(tx, scope.tenant.no, definition.no, seen.after, page)
  const at = scope.runtime.now()
  const found: NewRun[] = []
  for (const row of rows) {
    if (!row.live) continue
    const { data } = await liftRow(scope, tx, definition, row)
    const record = recordMembersOf(definition, row)
    const situation = {
      record,
      data,
      actor: flowActor(scope),
      now: at,
      zone: scope.tenant.timezone,
      own: scope.tenant.language,
    }
    const condition = judgeAutomation(run.automation, situation)
    if (!runs(condition)) continue
    const { due } = run.input
    const input: RunInput = { after: data, record: record as unknown as JsonObject, ...(due !== undefined && { due }) }
    found.push({
      ...{ id: newId(at), automation: run.no, version, key: `due:${due}:${row.id}`, kind: 'schedule', record: row.no },
      ...{ input: input as unknown as Json, status: 'waiting', condition, error: null, chain: [], cause: run.id, at },
    })
  }
  await insertRuns(tx, scope.tenant.no, found)
  const looked = seen.looked + rows.filter(({ live }) => live).length
  const matched = seen.matched + found.length
  const after = rows.at(-1)?.no ?? seen.after
  return {
    next: rows.length < page ? undefined : { ...run.input, seen: { after, looked, matched } },
    actions: [{ kind: 'each', looked, matched }],
  }
}
