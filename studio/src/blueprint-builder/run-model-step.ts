// How a step of the data model is gone, for the first time or again.
import type { QueryClient } from '@tanstack/react-query'
import { restoreBlueprint } from '../api/blueprints-api.ts'
import { rereadDraft, rereadModel, trashBlueprint, writeDraft } from '../api/model-api.ts'
import type { Places } from '../data-model-canvas/node-geometry.ts'
import type { ModelStep } from './model-steps.ts'

export async function runModelStep(
  client: QueryClient,
  tenant: string,
  move: (places: Places) => void,
  step: ModelStep,
): Promise<void> {
  switch (step.kind) {
    case 'moved':
      return move(step.after)
    case 'drafted':
      return writeDraft(client, tenant, step.blueprint, step.after)
    case 'made':
      try {
        for (const { id } of step.kinds) await restoreBlueprint(tenant, id)
      } finally {
        await rereadModel(client, tenant)
      }
      for (const { name } of step.kinds) await rereadDraft(client, tenant, name)
      return
    case 'trashed':
      try {
        for (const { name } of step.kinds) await trashBlueprint(tenant, name)
      } finally {
        await rereadModel(client, tenant)
      }
  }
}
