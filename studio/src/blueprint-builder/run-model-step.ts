// How a step of the data model is gone, for the first time or again, and how far it came.
import type { QueryClient } from '@tanstack/react-query'
import { ApiError } from '../api/api-client.ts'
import { restoreBlueprint } from '../api/blueprints-api.ts'
import { writePlanned } from '../api/drafts-api.ts'
import { cachedModel, readModel, rereadDraft, rereadModel, trashBlueprint, writeDraft } from '../api/model-api.ts'
import type { Places } from '../data-model-canvas/node-geometry.ts'
import { rememberDefinition, rememberedDefinition } from './draft-definition.ts'
import { isSameDraft, type ModelChange, type ModelStep, outcomeOf, type StepOutcome } from './model-steps.ts'

export async function runModelStep(
  client: QueryClient,
  tenant: string,
  move: (places: Places) => void,
  step: ModelStep,
): Promise<StepOutcome> {
  let count = 0
  let outcome: Pick<StepOutcome, 'failed' | 'isRefused'> = {}
  try {
    await readModel(client, tenant)
    for (const change of step.changes) {
      await runChange(client, tenant, move, change)
      count++
    }
  } catch (failed) {
    outcome = { failed, isRefused: isRefusal(failed) }
  }
  try {
    await rereadTrash(client, tenant, step.changes.slice(0, count))
  } catch (failed) {
    // What was done is done, whether or not it can be seen at once.
    outcome = { failed, ...outcome }
  }
  return { ...outcomeOf(step, count), ...outcome }
}

async function runChange(
  client: QueryClient,
  tenant: string,
  move: (places: Places) => void,
  change: ModelChange,
): Promise<void> {
  switch (change.kind) {
    case 'moved':
      return move(change.after)
    case 'drafted': {
      const { ops } = cachedModel(client, tenant).drafts
      if (!isSameDraft(ops[change.blueprint] ?? [], change.before)) throw changedMeanwhile()
      await writeDraft(client, tenant, change.blueprint, change.after)
      // By the list that lies in the cache now: it may be another object of the same content.
      const kept = cachedModel(client, tenant).drafts.ops[change.blueprint]
      return kept && rememberDefinition(kept, rememberedDefinition(change.after))
    }
    case 'planned': {
      const { planned } = cachedModel(client, tenant).drafts
      if (!isSameDraft(planned[change.blueprint]?.document ?? null, change.before)) throw changedMeanwhile()
      return writePlanned(client, tenant, change.blueprint, change.after)
    }
    case 'trashed':
      await trashBlueprint(tenant, change.blueprint.name)
      return
    case 'restored':
      await restoreBlueprint(tenant, change.blueprint.id)
  }
}

async function rereadTrash(client: QueryClient, tenant: string, changes: readonly ModelChange[]): Promise<void> {
  const moved = changes.filter(({ kind }) => kind === 'trashed' || kind === 'restored')
  if (moved.length === 0) return
  await rereadModel(client, tenant)
  for (const change of moved) if (change.kind === 'restored') await rereadDraft(client, tenant, change.blueprint.name)
}

/** The same refusal as the server's where two write at once; its sentence is in the catalogue. */
const changedMeanwhile = () => new ApiError(412, 'changed-meanwhile', '', [], undefined)

/** Trying again would be refused again; a connection that is gone may come back. */
function isRefusal(failed: unknown): boolean {
  return failed instanceof ApiError && failed.status >= 400 && failed.status < 500 && failed.status !== 429
}
