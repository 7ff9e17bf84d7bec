// The flows of one kind of record: one of them is read with its draft and built, and another one begun.
import { Loader } from '@mantine/core'
import { Navigate, useParams, useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { type Blueprint, useBlueprint } from '../api/blueprints-api.ts'
import { forgetStored, keepStored, readStored } from '../api/browser-storage.ts'
import { type Flow, useFlowsOf, useSharedFlowDraft, type WireTransition } from '../api/flows-api.ts'
import { useIsOwner } from '../api/tenants-api.ts'
import { useText } from '../text/text.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { showUndo } from '../ui/undo-toast.tsx'
import { AfterPublishing } from './after-publishing.tsx'
import { FlowStart } from './flow-start.tsx'
import { AddFlow, FlowStrip, type FlowsAround } from './flow-strip.tsx'
import { FlowWorkbench } from './flow-workbench.tsx'
import {
  forgetNewStateField,
  keepNewStateField,
  keptNewStateField,
  type NewStateField,
  withNewStateField,
} from './new-state-field.ts'
import { unpublishedAs } from './use-flow-draft.ts'

const route = '/inside/t/$tenant/design/$blueprint/flow'

export function FlowPage() {
  const { tenant, blueprint } = useParams({ from: route })
  return <FlowsOfKind key={`${tenant} ${blueprint}`} tenant={tenant} name={blueprint} />
}

/** `name`: of the kind of record. */
function FlowsOfKind({ tenant, name }: { readonly tenant: string; readonly name: string }) {
  const { t } = useText()
  const isOwner = useIsOwner(tenant)
  const search = useSearch({ from: route })
  const blueprint = useBlueprint(tenant, name)
  const { flows, main, pending, error } = useFlowsOf(tenant, name)
  const isNew = search.another === true || flows.length === 0
  const flow = isNew ? undefined : (flows.find((one) => one.name === search.flow) ?? main)
  const draft = useSharedFlowDraft(tenant, flow?.name)
  const [begun, setBegun] = useState<Begun | 'nothing'>()
  /** Name of the one that was just published. */
  const [published, setPublished] = useState<string>()
  const others = useMemo(() => flows.filter((one) => one !== flow), [flows, flow])
  const refusal = blueprint.error ?? error ?? draft.error
  if (refusal) return <ErrorNotice error={refusal} />
  if (!blueprint.data || pending || (flow && !draft.data)) return <Loader aria-label={t('common.loading')} />
  if (isNew && flows.some((one) => one.name === published))
    return (
      <Navigate
        to="/t/$tenant/design/$blueprint/flow"
        params={{ tenant, blueprint: name }}
        search={flows.length > 1 && published !== undefined ? { flow: published } : {}}
        replace
      />
    )
  const drawn = begun === 'nothing' ? undefined : (begun ?? keptFlow(tenant, blueprint.data))
  // What was published is no drawing of this browser any more.
  const kept = drawn && !flows.some((one) => one.name === drawn.flow.name) ? drawn : undefined
  const current = flow ?? kept?.flow
  // Kept before anything is changed on it: who looks at something else meanwhile finds it here again.
  const start = (made: Flow, field: NewStateField | undefined) => {
    keepStored(unpublishedAs(tenant, name), made)
    if (field) keepNewStateField(tenant, name, field)
    else forgetNewStateField(tenant, name)
    setBegun({ flow: made, field })
  }
  const around: FlowsAround = {
    add: isOwner && flows.length === 1 && !isNew && !kept && (
      <AddFlow tenant={tenant} blueprint={name} className="above-link" />
    ),
    strip: flows.length > 0 && (flows.length > 1 || isNew || kept) && (
      <FlowStrip
        tenant={tenant}
        blueprint={withNewStateField(blueprint.data, kept?.field)}
        flows={flows}
        unpublished={kept?.flow}
        shown={flow?.name}
      />
    ),
  }
  const onPublished = (made: Flow) => setPublished(made.name)
  if (!current) {
    return (
      <FlowStart
        tenant={tenant}
        blueprint={blueprint.data}
        others={others}
        around={around}
        onStart={start}
        onPublished={onPublished}
      />
    )
  }
  const giveUp = (made: Flow) => {
    forgetStored(unpublishedAs(tenant, name))
    forgetNewStateField(tenant, name)
    setBegun('nothing')
    showUndo({
      text: t('flowStart.givenUp'),
      undo: t('common.undo'),
      onUndo: () => start(made, kept?.field),
    })
  }
  return (
    <FlowWorkbench
      key={`${current.name} ${current.version}`}
      tenant={tenant}
      blueprint={flow ? blueprint.data : withNewStateField(blueprint.data, kept?.field)}
      published={current}
      draft={flow && draft.data}
      others={others}
      around={around}
      onGiveUp={flow ? undefined : giveUp}
      onPublished={onPublished}
      said={
        published === current.name && (
          <AfterPublishing tenant={tenant} blueprint={name} onClose={() => setPublished(undefined)} />
        )
      }
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
