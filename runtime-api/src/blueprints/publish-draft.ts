// The draft becomes the next version. No record is touched: old ones are read in the new shape, and move when they are edited.
import type { JsonObject } from '@molde/engine'
import { settleComputed } from '../computed/settle.ts'
import { ApiError } from '../errors.ts'
import { enqueueJob } from '../jobs/enqueue-job.ts'
import { announce } from '../live-events/announce.ts'
import type { LiveEvent } from '../live-events/live-event.ts'
import { fillChoices } from '../op-maps/fill-choices.ts'
import { refuseCollisions } from '../passages/collisions.ts'
import { startPassages } from '../passages/start-passage.ts'
import { countAll } from '../record-store/record-scan-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { makeSubtables } from '../subtables/make-subtables.ts'
import { type BlueprintRow, findBlueprint } from './blueprint-table.ts'
import { definitionInside } from './compiled-versions.ts'
import { type Confirmation, confirmedOps, refuseUnconfirmed, Unconfirmed } from './confirm-destroy.ts'
import { deleteDraft } from './draft-table.ts'
import { refuseStaleToken } from './draft-token.ts'
import { insertNextVersion } from './insert-next-version.ts'
import { purgesIn } from './lost-values.ts'
import { boundTo, draftToPublish } from './preview-draft.ts'
import { refuseRepeated } from './repeated-values.ts'
import { tryOps } from './save-draft.ts'
import type { TriedOps } from './tried-ops.ts'
import { refuseUndecided, unitDecisions } from './unit-decisions.ts'

export interface PublishWish {
  readonly token: string
  readonly confirm?: Confirmation
  /** Ids of findings that need a decision: what they name stays as it is. */
  readonly accept?: readonly string[]
}

/** Throws a MoldeError when something is destroyed for good and `confirm` does not name it, or is to be decided and was not. */
export async function publishDraft(scope: Scope, name: string, wish: PublishWish): Promise<JsonObject> {
  await refuseCollisions(scope, name)
  await refuseRepeated(scope, name)
  const { next, made } = await scope.store
    .inTransaction((tx) => publishInside(tx, scope, name, wish))
    .catch((thrown: unknown) => {
      if (thrown instanceof Unconfirmed) return refuseUnconfirmed(scope, thrown)
      throw thrown
    })
  announce(scope, [{ kind: 'definition.changed', definition: 'blueprint', name }, ...made])
  return next
}

interface Published {
  readonly next: JsonObject
  /** Records that now stand for choices, and blueprints that begin. */
  readonly made: readonly LiveEvent[]
}

async function publishInside(
  tx: Db,
  scope: Scope,
  name: string,
  { token, confirm = {}, accept = [] }: PublishWish,
): Promise<Published> {
  const tenant = scope.tenant.no
  const blueprint = await findBlueprint(tx, tenant, name)
  if (!blueprint) throw new ApiError('not-found')
  const draft = await draftToPublish(tx, scope, blueprint).catch(() => {
    throw new ApiError('stale-token')
  })
  refuseStaleToken(scope, await boundTo(tx, scope, blueprint, draft), token)
  const wanted = await tryOps(tx, scope, blueprint, draft.ops)
  refuseUndecided(await unitDecisions(tx, scope, blueprint, wanted), accept, scope)
  const tried = confirmedOps(blueprint, wanted, confirm)
  const next = await insertNextVersion(tx, scope, blueprint, tried)
  await enqueuePurge(tx, scope, blueprint, tried)
  const begun = await startPassages(tx, scope, blueprint, tried)
  const records = await fillChoices(tx, scope, blueprint, tried.ops)
  const { ops, version } = tried
  const made = [
    ...records,
    ...(await makeSubtables(tx, scope, blueprint, { ops, version: version.version })),
    ...begun.map((one) => ({ kind: 'definition.changed', definition: 'blueprint', name: one }) as const),
  ]
  // Records that were made may bring something to others. What the transaction itself has changed, nobody else knows yet.
  await settleComputed(tx, scope, (one) => definitionInside(tx, scope, one))
  await deleteDraft(tx, tenant, blueprint.no)
  return { next, made }
}

/** What the destroyed fields left anywhere goes by a job. */
async function enqueuePurge(tx: Db, scope: Scope, { no, name }: BlueprintRow, { ops, version }: TriedOps) {
  const fields = purgesIn(ops).map(({ field }) => field)
  if (fields.length === 0) return
  const payload = { kind: 'purge', blueprint: name, blueprintNo: no, fields, version: version.version } as const
  await enqueueJob(tx, scope, payload, await countAll(tx, scope.tenant.no, no))
}
