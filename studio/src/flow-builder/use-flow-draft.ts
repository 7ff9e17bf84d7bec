// The flow while it is being built: what is on the screen, what is published, steps back and forth, and publishing.
import type { JsonObject } from '@molde/engine'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import type { Blueprint } from '../api/blueprints-api.ts'
import { addOptions } from '../api/blueprints-api.ts'
import { createFlow, type Flow, publishFlow } from '../api/flows-api.ts'
import { keys } from '../api/query-client.ts'
import { flowDocument } from './edit-flow.ts'

const remembered = 100

export interface FlowDraft {
  readonly flow: Flow
  readonly changed: boolean
  readonly change: (next: Flow) => void
  readonly undo: (() => void) | undefined
  readonly redo: (() => void) | undefined
  readonly discard: () => void
}

interface Steps {
  readonly now: Flow
  readonly before: readonly Flow[]
  readonly after: readonly Flow[]
}

export function useFlowDraft(published: Flow): FlowDraft {
  const [steps, setSteps] = useState<Steps>({ now: published, before: [], after: [] })
  // After publishing, and when somebody else published, the screen begins anew from what is published.
  useEffect(() => setSteps({ now: published, before: [], after: [] }), [published])
  const change = useCallback(
    (now: Flow) => setSteps((steps) => ({ now, before: [...steps.before, steps.now].slice(-remembered), after: [] })),
    [],
  )
  const undo = () =>
    setSteps(({ now, before, after }) => step(before.at(-1) ?? now, before.slice(0, -1), [now, ...after]))
  const redo = () => setSteps(({ now, before, after }) => step(after[0] ?? now, [...before, now], after.slice(1)))
  return {
    flow: steps.now,
    changed: steps.now !== published,
    change,
    undo: steps.before.length > 0 ? undo : undefined,
    redo: steps.after.length > 0 ? redo : undefined,
    discard: () => setSteps({ now: published, before: [], after: [] }),
  }
}

function step(now: Flow, before: readonly Flow[], after: readonly Flow[]): Steps {
  return { now, before, after }
}

/**
 * Publishes the flow. States that are no option of the state field yet become options first,
 * as a version of the blueprint: a flow's states are the options of its field.
 */
export function usePublishFlow(tenant: string, blueprint: Blueprint, onPublished: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (flow: Flow) => {
      const known =
        blueprint.fields.find((field) => field.key === flow.stateField)?.options?.map((option) => option.key) ?? []
      const missing = Object.entries(flow.states).filter(([key]) => !known.includes(key))
      if (missing.length > 0) {
        const options = missing.map(([key, state]) => ({ key, ...(state.label ? { label: state.label } : {}) }))
        await addOptions(tenant, blueprint.name, flow.stateField, options)
      }
      const document = flowDocument(flow) as JsonObject
      return flow.version === 0 ? createFlow(tenant, document) : publishFlow(tenant, flow.name, document)
    },
    // Here and not with the call: the screen begins anew once the flow is read again, and would never hear of it.
    onSuccess: onPublished,
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.flows(tenant) }),
        client.invalidateQueries({ queryKey: keys.blueprints(tenant) }),
        client.invalidateQueries({ queryKey: keys.records(tenant, blueprint.name) }),
      ]),
  })
}
