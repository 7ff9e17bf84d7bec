// Publishes a flow, a new one with the field that holds its state, and what is read anew afterwards.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { addStateField, type Blueprint, readBlueprint } from '../api/blueprints-api.ts'
import { forgetStored } from '../api/browser-storage.ts'
import { createFlow, type Flow, forgetFlowDraft } from '../api/flows-api.ts'
import { keys } from '../api/query-client.ts'
import { draftDocument } from './flow-draft.ts'
import { forgetNewStateField, isUnpublished, optionsFor } from './new-state-field.ts'
import { unpublishedAs } from './use-flow-draft.ts'

/** The field comes first: a flow needs the choices that its states are. Where it is there by now only the flow is made. */
export async function createWithField(tenant: string, blueprint: Blueprint, flow: Flow): Promise<Flow> {
  const field = blueprint.fields.find(({ key }) => key === flow.stateField)
  if (!field || !isUnpublished(field)) return createFlow(tenant, draftDocument(flow, blueprint))
  const options = optionsFor(flow, field)
  const { key } = field
  const isThere = (await readBlueprint(tenant, blueprint.name)).fields.some((one) => one.key === key)
  if (!isThere)
    await addStateField(tenant, blueprint.name, key, String(field.label), JSON.parse(JSON.stringify(options)))
  return createFlow(tenant, draftDocument(flow, await readBlueprint(tenant, blueprint.name)))
}

interface Published {
  readonly onPublished: (flow: Flow) => void
  /** What is on the page is the new version. */
  readonly onRead?: () => void
}

export function useAfterPublishing<With>(
  tenant: string,
  blueprint: Blueprint,
  { onPublished, onRead }: Published,
  publish: (given: With) => Promise<Flow>,
) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: publish,
    // Here and not with the call: the screen begins anew once the flow is read again, and would never hear of it.
    onSuccess: async (flow) => {
      if (flow.version === 1) {
        forgetStored(unpublishedAs(tenant, blueprint.name))
        forgetNewStateField(tenant, blueprint.name)
      }
      // Said with the first drawing of the new version, not some answers later.
      onPublished(flow)
      // Nothing waits any more: the draft must not be laid on top of what it has become.
      forgetFlowDraft(client, tenant, flow)
      await Promise.all([
        client.invalidateQueries({ queryKey: keys.blueprints(tenant) }),
        client.invalidateQueries({ queryKey: keys.records(tenant, blueprint.name) }),
      ])
      // After the blueprint whose choices it speaks of.
      await client.invalidateQueries({ queryKey: keys.flows(tenant) })
      onRead?.()
    },
  })
}
