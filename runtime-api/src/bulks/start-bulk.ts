// Doing the same with all records of a list is long work: it is written down as a job, and so is taking it back.
import { issue, MoldeError, partNamed, refuseIf } from '@molde/engine'
import { definitionOf } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import { ApiError } from '../errors.ts'
import { enqueueJob } from '../jobs/enqueue-job.ts'
import type { Job } from '../jobs/job.ts'
import { findJob } from '../jobs/job-table.ts'
import { presentJob } from '../jobs/present-job.ts'
import { announce } from '../live-events/announce.ts'
import { countRecords, mostCountedExactly } from '../query/list-records.ts'
import { memberIssues } from '../records/check-references.ts'
import { askBelow } from '../records/list-records.ts'
import type { Scope } from '../runtime.ts'
import type { BulkAct, BulkActor, BulkPayload } from './bulk.ts'

export interface BulkWish {
  readonly filter?: string
  readonly q?: string
  readonly act: BulkAct
}

/** Answers the job. What cannot be asked for at all is refused here, at its place; what one record refuses is in the job's report. */
export async function startBulk(scope: Scope, blueprint: string, wish: BulkWish) {
  const definition = await definitionOf(scope, scope.store.read, blueprint)
  const { act, filter, q } = wish
  const { actor } = scope
  if (actor.kind === 'system') throw new ApiError('forbidden')
  await refuseImpossible(scope, definition, act)
  const params = {
    ...(filter ? { filter } : {}),
    ...(q ? { q } : {}),
    ...(act.op === 'restore' ? { trash: 'true' } : {}),
  }
  const { value, capped } = await countRecords(scope.store, readAsk(scope, definition, params), mostCountedExactly)
  return enqueueBulk(
    scope,
    {
      kind: 'bulk',
      blueprint: definition.name,
      blueprintNo: definition.no,
      version: definition.head.version,
      ...(filter ? { filter } : {}),
      ...(q ? { q } : {}),
      act,
      actor: actorOf(scope),
    },
    capped ? null : value,
  )
}

export async function enqueueBulk(scope: Scope, payload: BulkPayload, total: number | null) {
  const job = await scope.store.inTransaction(async (tx) => {
    const id = await enqueueJob(tx, scope, payload, total)
    return (await findJob(tx, scope.tenant.no, id)) as Job
  })
  announce(scope, [{ kind: 'job.progress', id: job.id, job: 'bulk', status: job.status, done: 0, total }])
  return presentJob(job, scope.runtime.now())
}

export function actorOf({ actor }: Scope): BulkActor {
  const { kind, id, email } = actor
  return { kind: kind === 'key' ? 'key' : 'member', id, ...(email === undefined ? {} : { email }) }
}

function readAsk(scope: Scope, definition: Definition, params: Readonly<Record<string, string>>) {
  try {
    return askBelow(scope, { definition, spoken: definition }, params, undefined)
  } catch (failed) {
    if (!(failed instanceof MoldeError)) throw failed
    refuseIf(failed.issues.map((found) => ({ ...found, path: found.path.slice(1) })))
    throw failed
  }
}

async function refuseImpossible(scope: Scope, definition: Definition, act: BulkAct): Promise<void> {
  const { head, flows } = definition
  if (act.op === 'update') {
    const known = head.fields.map(({ key }) => key).slice(0, 20)
    const unknown = Object.keys(act.data).filter((name) => !partNamed(head.fields, name))
    refuseIf(unknown.map((name) => issue(['act', 'data', name], 'unknown-member', { name: name.slice(0, 60), known })))
    refuseIf(await memberIssues(scope, definition, [{ path: ['act', 'data'], wire: act.data }]))
  }
  if (act.op !== 'transition') return
  const events = flows.flatMap(({ version }) => version.events.map(({ key }) => key))
  if (!events.includes(act.event)) refuseIf([issue(['act', 'event'], 'not-one-of', { allowed: events })])
  refuseIf(await memberIssues(scope, definition, [{ path: ['act', 'input'], wire: act.input }]))
}
