// The flow of one kind of record: read with its draft, begun where there is none, and then built.
import { Loader } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { type Blueprint, useBlueprint } from '../api/blueprints-api.ts'
import { readStored } from '../api/browser-storage.ts'
import { type Flow, useFlowOf, useSharedFlowDraft, type WireTransition } from '../api/flows-api.ts'
import { keys } from '../api/query-client.ts'
import { useText } from '../text/text.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { FlowStart } from './flow-start.tsx'
import { FlowWorkbench } from './flow-workbench.tsx'
import { unpublishedAs } from './use-flow-draft.ts'

export function FlowPage() {
  const { t } = useText()
  const { tenant, blueprint: name } = useParams({ from: '/inside/t/$tenant/design/$blueprint/flow' })
  const blueprint = useBlueprint(tenant, name)
  const { flow, pending, error } = useFlowOf(tenant, name)
  const draft = useSharedFlowDraft(tenant, flow?.name)
  const [begun, setBegun] = useState<Flow>()
  const client = useQueryClient()
  const refusal = blueprint.error ?? error ?? draft.error
  if (refusal) return <ErrorNotice error={refusal} />
  if (!blueprint.data || pending || (flow && !draft.data)) return <Loader aria-label={t('common.loading')} />
  const current = flow ?? begun ?? keptFlow(tenant, blueprint.data)
  if (!current) {
    const reread = () => client.invalidateQueries({ queryKey: keys.blueprint(tenant, name) })
    return <FlowStart tenant={tenant} blueprint={blueprint.data} onStart={setBegun} onFieldMade={reread} />
  }
  return (
    <FlowWorkbench
      key={`${current.name} ${current.version}`}
      tenant={tenant}
      blueprint={blueprint.data}
      published={current}
      draft={flow && draft.data}
      onBeginAgain={flow ? undefined : () => setBegun(undefined)}
    />
  )
}

/** A flow that was begun in this browser and never published. Anybody can write there. */
function keptFlow(tenant: string, blueprint: Blueprint): Flow | undefined {
  const kept = readStored(unpublishedAs(tenant, blueprint.name)) as Partial<Flow> | null | undefined
  const isFlow =
    typeof kept === 'object' &&
    kept !== null &&
    kept.version === 0 &&
    kept.blueprint === blueprint.name &&
    typeof kept.states === 'object' &&
    kept.states !== null &&
    Array.isArray(kept.transitions) &&
    kept.transitions.every(isTransition) &&
    Object.values(kept.states).every((state) => typeof state === 'object' && state !== null) &&
    blueprint.fields.some(({ key }) => key === kept.stateField)
  return isFlow ? (kept as Flow) : undefined
}

function isTransition(value: unknown): boolean {
  const { event, from, to } = (value ?? {}) as Partial<WireTransition>
  return typeof event === 'string' && typeof to === 'string' && (from === '*' || Array.isArray(from))
}
