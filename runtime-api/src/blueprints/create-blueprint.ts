// A new blueprint: read, given ids, published as version 1.
import { type BlueprintVersion, type IdGiver, idGiver, type JsonObject, newBlueprint } from '@molde/engine'
import { afterPublish } from '../computed/after-publish.ts'
import { type AtHand, blueprintsNamedIn, refuseRelated } from '../computed/related-definitions.ts'
import { ApiError } from '../errors.ts'
import { announce } from '../live-events/announce.ts'
import { newId } from '../new-id.ts'
import type { Scope } from '../runtime.ts'
import { lockNames } from '../store/lock-names.ts'
import type { Db } from '../store/store.ts'
import { countBlueprints, findBlueprint, insertBlueprint } from './blueprint-table.ts'
import { derivedFrom } from './derived-from.ts'
import { fillableFields, giveSlots } from './give-slots.ts'
import { deleteNewBlueprint } from './new-blueprint-table.ts'
import { presentBlueprint } from './present-blueprint.ts'
import { insertVersion } from './version-table.ts'

const mostBlueprints = 1_000

export interface BlueprintDraft {
  readonly version: BlueprintVersion
  readonly ids: IdGiver
}

export async function createBlueprint(scope: Scope, wire: unknown): Promise<JsonObject> {
  const draft = draftBlueprint(wire, await blueprintsNamedIn(scope.store.read, scope, wire))
  const created = await scope.store.inTransaction(async (tx) => {
    const row = await insertNewBlueprint(tx, scope, draft)
    await refuseRelated(tx, scope, draft.version, ['fields'])
    return row
  })
  announce(scope, [{ kind: 'definition.changed', definition: 'blueprint', name: draft.version.name }])
  return presentBlueprint(created, draft.version)
}

/** Throws a MoldeError that names everything wrong. */
export function draftBlueprint(wire: unknown, neighbours: Partial<AtHand> = {}): BlueprintDraft {
  const ids = idGiver({})
  return { version: newBlueprint(wire, ids, neighbours), ids }
}

export async function insertNewBlueprint(tx: Db, scope: Scope, { version, ids }: BlueprintDraft) {
  const tenant = scope.tenant.no
  const at = scope.runtime.now()
  await lockNames(tx, tenant)
  if (await findBlueprint(tx, tenant, version.name)) throw nameTaken(version.name)
  if ((await countBlueprints(tx, tenant)) >= mostBlueprints) {
    throw new ApiError('conflict', { detail: `A tenant has at most ${mostBlueprints} blueprints` })
  }
  const row = {
    id: newId(at),
    name: version.name,
    label: version.label,
    counters: ids.counters(),
    at,
    by: scope.actor.id,
  }
  const no = await insertBlueprint(tx, tenant, row)
  // What waited under this name has become this.
  await deleteNewBlueprint(tx, tenant, version.name)
  await insertVersion(tx, tenant, no, {
    ...derivedFrom(version, scope.tenant.language),
    ops: [],
    summary: [],
    at,
    by: scope.actor.id,
  })
  // Nothing is stored yet, so every slot is full from the start.
  await giveSlots(tx, tenant, no, fillableFields(version), 'ready')
  await afterPublish(tx, scope, { no, before: undefined, after: version, ops: [] })
  return { no, id: row.id, head: 1, rev: 1, createdAt: at, updatedAt: at }
}

export function nameTaken(name: string): ApiError {
  return new ApiError('name-taken', {
    detail: {
      en: `There is a blueprint “${name}” already`,
      'pt-BR': `Já existe um tipo de registro “${name}”`,
      ru: `Вид записей «${name}» уже есть`,
    },
  })
}
