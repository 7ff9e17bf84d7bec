// A flow has moved records to other states: brings them back, to the very states they had.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type Blueprint, readBlueprint } from '../api/blueprints-api.ts'
import {
  type Flow,
  forgetFlowDraft,
  previewFlow,
  publishFlow,
  putFlowDraft,
  readFlowVersion,
} from '../api/flows-api.ts'
import { keys } from '../api/query-client.ts'
import { readVersion } from '../api/versions-api.ts'
import { useText } from '../text/text.ts'
import { useErrorText } from '../ui/error-notice.tsx'
import { showDone, showFailed } from '../ui/undo-toast.tsx'
import { draftDocument } from './flow-draft.ts'

/** `mutate` with the version that moved them; the one before it becomes the next. */
export function useBringBack(tenant: string, { name, blueprint }: Pick<Flow, 'name' | 'blueprint'>) {
  const { t } = useText()
  const say = useErrorText()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (version: number) => publishBefore(tenant, name, version),
    onSuccess: async (flow) => {
      forgetFlowDraft(client, tenant, flow)
      await client.invalidateQueries({ queryKey: keys.blueprints(tenant) })
      await client.invalidateQueries({ queryKey: keys.records(tenant, blueprint) })
      await client.invalidateQueries({ queryKey: keys.flows(tenant) })
      showDone(t('flowMoves.broughtBack'))
    },
    onError: (failed) => showFailed(say(failed)),
  })
}

/** Versions never go backwards: the flow as it was is the next one, and takes the moves of this one back. */
async function publishBefore(tenant: string, name: string, version: number): Promise<Flow> {
  const before = await readFlowVersion(tenant, name, version - 1)
  const then = await readVersion(tenant, before.blueprint, before.blueprintVersion)
  const document = draftDocument(asItWas(before, then), await readBlueprint(tenant, before.blueprint))
  await putFlowDraft(tenant, name, document, { rev: 0, base: version })
  const moves = { undo: version }
  const { token } = await previewFlow(tenant, name, moves)
  return publishFlow(tenant, name, token, { moves })
}

/** Without the states that were gone already. Names may have changed since, ids have not. */
export function asItWas(flow: Flow, { fields }: Pick<Blueprint, 'fields'>): Flow {
  const gone = new Set(
    fields.flatMap(({ options = [] }) => options.flatMap(({ id, retired }) => (retired ? [id] : []))),
  )
  const states = Object.entries(flow.states).filter(([, { id }]) => id === undefined || !gone.has(id))
  return { ...flow, states: Object.fromEntries(states) }
}
