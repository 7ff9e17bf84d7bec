// A blueprint goes into the trash and comes back; its records stay as they are.
import { issue, type JsonObject, refuseIf } from '@molde/engine'
import { touchSources, workOutAll } from '../computed/after-publish.ts'
import { ApiError } from '../errors.ts'
import { type ExpectedRev, revMatches } from '../http/preconditions.ts'
import { releaseJobsOf } from '../jobs/trashed-blueprint.ts'
import { announce } from '../live-events/announce.ts'
import { refuseUnderWay } from '../passages/under-way.ts'
import { startMigration } from '../record-migrations/start-migration.ts'
import type { Scope } from '../runtime.ts'
import { lockNames } from '../store/lock-names.ts'
import { findBlueprint, findTrashedBlueprint, setBlueprintTrashed } from './blueprint-table.ts'
import { nameTaken } from './create-blueprint.ts'
import { findNewBlueprint } from './new-blueprint-table.ts'
import { etagOfBlueprint, presentBlueprint } from './present-blueprint.ts'
import { readBlueprint } from './read-blueprints.ts'
import { renameBlueprint } from './rename-blueprint.ts'
import { findVersion } from './version-table.ts'

export async function trashBlueprint(scope: Scope, name: string, expected: ExpectedRev | undefined): Promise<void> {
  await scope.store.inTransaction(async (tx) => {
    const row = await findBlueprint(tx, scope.tenant.no, name)
    if (!row) throw new ApiError('not-found')
    if (!revMatches(expected, row.rev)) {
      const head = await findVersion(tx, scope.tenant.no, row.no, row.head)
      const current = head && presentBlueprint(row, head.definition)
      throw new ApiError('stale-rev', {
        members: { current },
        ...(current ? { headers: { ETag: etagOfBlueprint(current) } } : {}),
      })
    }
    await refuseUnderWay(tx, scope, row.no)
    await setBlueprintTrashed(tx, scope.tenant.no, row.no, { at: scope.runtime.now(), by: scope.actor.id })
    const head = await findVersion(tx, scope.tenant.no, row.no, row.head)
    // Nobody counts for it any more.
    if (head) await touchSources(tx, scope, head.definition)
  })
  announce(scope, [{ kind: 'definition.changed', definition: 'blueprint', name }])
}

/** How it comes back: under another name where its own is another one's by now, and with its records moved on to a version. */
export interface Comeback {
  readonly name?: string | undefined
  readonly version?: number | undefined
}

/** By name or public id: several blueprints of one name may lie in the trash. With `version` the answer has the `job` that moves its records. */
export async function restoreBlueprint(scope: Scope, which: string, wish: Comeback = {}): Promise<JsonObject> {
  const restored = await scope.store.inTransaction(async (tx) => {
    await lockNames(tx, scope.tenant.no)
    const row = await findTrashedBlueprint(tx, scope.tenant.no, which)
    if (!row) throw new ApiError('not-found')
    if (row.mergedInto !== null) throw isElsewhere()
    const { name = row.name, version } = wish
    if (version !== undefined && version > row.head)
      refuseIf([issue(['version'], 'no-such-version', { value: String(version), head: row.head })])
    if (await findBlueprint(tx, scope.tenant.no, name)) throw nameTaken(name)
    // Somebody is planning another one under this name.
    if (await findNewBlueprint(tx, scope.tenant.no, name)) throw nameTaken(name)
    if (name !== row.name) await renameBlueprint(tx, scope, row, name)
    // Somebody destroys it at this moment.
    if (!(await setBlueprintTrashed(tx, scope.tenant.no, row.no, null))) throw new ApiError('not-found')
    const head = await findVersion(tx, scope.tenant.no, row.no, row.head)
    // What it reads went on without it.
    if (head) await workOutAll(tx, scope, name, head.definition)
    await releaseJobsOf(tx, scope, row.no)
    return name
  })
  announce(scope, [{ kind: 'definition.changed', definition: 'blueprint', name: restored }])
  const { version } = wish
  const job = version === undefined ? undefined : await startMigration(scope, restored, { to: version })
  return { ...(await readBlueprint(scope, restored)), ...(job && { job: job as unknown as JsonObject }) }
}

/** Empty it would come back, and its records would not. */
function isElsewhere(): ApiError {
  return new ApiError('conflict', {
    detail: {
      en: 'Its records are in another blueprint now. Undo the job that moved them: it comes back with them.',
      'pt-BR':
        'Os registros dele estão agora em outro tipo de registro. Desfaça a tarefa que os moveu: ele volta com eles.',
      ru: 'Его записи теперь в другом виде записей. Отмените задачу, которая их перенесла: он вернётся вместе с ними.',
    },
  })
}
