// The flow of one kind of record: read with its draft, begun where there is none, and then built.
import { Loader } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { type Blueprint, useBlueprint } from '../api/blueprints-api.ts'
import { forgetStored, keepStored, readStored } from '../api/browser-storage.ts'
import { type Flow, useFlowOf, useSharedFlowDraft, type WireTransition } from '../api/flows-api.ts'
import { useText } from '../text/text.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { showUndo } from '../ui/undo-toast.tsx'
import { AfterPublishing } from './after-publishing.tsx'
import { FlowStart } from './flow-start.tsx'
import { FlowWorkbench } from './flow-workbench.tsx'
import {
  forgetNewStateField,
  keepNewStateField,
  keptNewStateField,
  type NewStateField,
  withNewStateField,
} from './new-state-field.ts'
import { unpublishedAs } from './use-flow-draft.ts'

export function FlowPage() {
  const { t } = useText()
  const { tenant, blueprint: name } = useParams({ from: '/inside/t/$tenant/design/$blueprint/flow' })
  const blueprint = useBlueprint(tenant, name)
  const { flow, pending, error } = useFlowOf(tenant, name)
  const draft = useSharedFlowDraft(tenant, flow?.name)
  const [begun, setBegun] = useState<Begun | 'nothing'>()
  const [isPublished, setPublished] = useState(false)
  const refusal = blueprint.error ?? error ?? draft.error
  if (refusal) return <ErrorNotice error={refusal} />
  if (!blueprint.data || pending || (flow && !draft.data)) return <Loader aria-label={t('common.loading')} />
  const kept = flow || begun === 'nothing' ? undefined : (begun ?? keptFlow(tenant, blueprint.data))
  const current = flow ?? kept?.flow
  // Kept before anything is changed on it: who looks at something else meanwhile finds it here again.
  const start = (drawn: Flow, field: NewStateField | undefined) => {
    keepStored(unpublishedAs(tenant, name), drawn)
    if (field) keepNewStateField(tenant, name, field)
    else forgetNewStateField(tenant, name)
    setBegun({ flow: drawn, field })
  }
  if (!current) {
    return (
      <FlowStart tenant={tenant} blueprint={blueprint.data} onStart={start} onPublished={() => setPublished(true)} />
    )
  }
  const giveUp = (drawn: Flow) => {
    forgetStored(unpublishedAs(tenant, name))
    forgetNewStateField(tenant, name)
    setBegun('nothing')
    showUndo({
      text: t('flowStart.givenUp'),
      undo: t('common.undo'),
      onUndo: () => start(drawn, kept?.field),
    })
  }
  return (
    <FlowWorkbench
      key={`${current.name} ${current.version}`}
      tenant={tenant}
      blueprint={withNewStateField(blueprint.data, kept?.field)}
      published={current}
      draft={flow && draft.data}
      onGiveUp={flow ? undefined : giveUp}
      onPublished={() => setPublished(true)}
      said={isPublished && <AfterPublishing tenant={tenant} blueprint={name} onClose={() => setPublished(false)} />}
    />
  )
}

interface Begun {
  readonly flow: Flow
  /** The one that will hold the state, while it is not there yet. */
  readonly field: NewStateField | undefined
}

/** A flow that was begun in this browser and never published. Anybody can write there. */
function keptFlow(tenant: string, blueprint: Blueprint): Begun | undefined {
  const field = keptNewStateField(tenant, blueprint.name)
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
    withNewStateField(blueprint, field).fields.some(({ key }) => key === kept.stateField)
  return isFlow ? { flow: kept as Flow, field } : undefined
}

function isTransition(value: unknown): boolean {
  const { event, from, to } = (value ?? {}) as Partial<WireTransition>
  return typeof event === 'string' && typeof to === 'string' && (from === '*' || Array.isArray(from))
}
