// The flow while it is being built: what is on the screen, the steps back and forth, and the shared draft that follows.
import { useDebouncedCallback } from '@mantine/hooks'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { ApiError } from '../api/api-client.ts'
import type { Blueprint } from '../api/blueprints-api.ts'
import { keepStored } from '../api/browser-storage.ts'
import { discardFlowDraft, type Flow, type FlowDraft, putFlowDraft, readDraft } from '../api/flows-api.ts'
import { choicesOf, draftDocument, flowOnScreen, withChoices } from './flow-draft.ts'
import { firstStep, stepBack, stepForth, stepOn, takeBack } from './flow-steps.ts'
import { withFreeEvents } from './free-events.ts'

export interface FlowGround {
  readonly tenant: string
  readonly blueprint: Blueprint
  /** What is published; version 0 while it never was. */
  readonly published: Flow
  /** Undefined while it never was published: then this browser keeps the draft. */
  readonly draft: FlowDraft | undefined
  /** What the other flows of the blueprint call their events. */
  readonly taken: ReadonlySet<string>
}

/** A flow that was never published has no draft on the server yet. */
export const unpublishedAs = (tenant: string, blueprint: string) => `molde.flow.${tenant}.${blueprint}`

const aMoment = 700

export type BuiltFlow = ReturnType<typeof useFlowDraft>

export function useFlowDraft(
  { tenant, blueprint, published, draft, taken }: FlowGround,
  isLegal: (flow: Flow) => boolean,
) {
  const [steps, setSteps] = useState(() => firstStep(withFreeEvents(startOf(published, draft, blueprint), taken)))
  const [theirs, setTheirs] = useState<FlowDraft>()
  const [error, setError] = useState<unknown>()
  const known = useRef<Pick<FlowDraft, 'rev' | 'base'>>(draft ?? { rev: 0, base: published.version })
  const documentOf = useCallback(
    (flow: Flow) => draftDocument(withFreeEvents(flow, taken), blueprint),
    [blueprint, taken],
  )
  const saved = useRef(JSON.stringify(documentOf(steps.now)))
  const [isSaved, setIsSaved] = useState(true)
  const flight = useRef<Promise<void>>(Promise.resolve())
  const latest = useRef(steps.now)
  latest.current = steps.now

  const write = useCallback(
    async (flow: Flow) => {
      const document = documentOf(flow)
      const text = JSON.stringify(document)
      if (text === saved.current) return
      if (flow.version === 0) keepStored(unpublishedAs(tenant, blueprint.name), flow)
      else known.current = await putFlowDraft(tenant, flow.name, document, known.current)
      saved.current = text
    },
    [tenant, blueprint, documentOf],
  )
  /** One save at a time, each on what the one before left: two at once would refuse each other. */
  const saveNow = useCallback(async () => {
    const turn = flight.current.catch(() => undefined).then(() => write(latest.current))
    flight.current = turn
    try {
      await turn
      setError(undefined)
      setIsSaved(true)
    } catch (failed) {
      const current = failed instanceof ApiError && failed.status === 412 ? currentOf(failed) : undefined
      if (current) setTheirs(current)
      else setError(failed)
      throw failed
    }
  }, [write])
  // Whether it could be published is asked once somebody pauses: a large flow takes a moment to read.
  const later = useDebouncedCallback(() => {
    if (isLegal(latest.current)) void saveNow().catch(() => undefined)
  }, aMoment)
  useEffect(() => {
    const changed = JSON.stringify(documentOf(steps.now)) !== saved.current
    setIsSaved(!changed)
    if (changed && !theirs) later()
  }, [steps.now, documentOf, theirs, later])

  // A choice that came into the field while the flow was open: without a place here it would be taken away.
  const knownChoices = useRef(choicesOf(steps.now, blueprint))
  useEffect(() => {
    const before = knownChoices.current
    const now = choicesOf(latest.current, blueprint)
    knownChoices.current = now
    const fresh = now.filter(({ key }) => !before.some((one) => one.key === key))
    if (fresh.length > 0) setSteps((all) => ({ ...all, now: withChoices(all.now, fresh) }))
  }, [blueprint])

  const acts = useMemo(
    () => ({
      /** Changes about the same thing that follow each other closely are one step. */
      change: (next: (flow: Flow) => Flow, about?: string) =>
        setSteps((now) => {
          const after = next(now.now)
          // The name of an event is let be while somebody types it.
          return stepOn(now, about?.endsWith(' event') ? after : withFreeEvents(after, taken), Date.now(), about)
        }),
      undo: () => setSteps(stepBack),
      redo: () => setSteps(stepForth),
      /** As it was before one change, whatever came after it. */
      bringBack: (before: Flow) =>
        setSteps((now) => (now.before.at(-1) === before ? stepBack(now) : stepOn(now, before, Date.now()))),
      takeBack: (before: Flow, after: Flow) => setSteps((now) => takeBack(now, before, after, Date.now())),
    }),
    [taken],
  )
  const differsFrom = useCallback(
    (other: Flow) =>
      JSON.stringify(documentOf(steps.now)) !==
      JSON.stringify(draftDocument(flowOnScreen(other, blueprint, other.version), blueprint)),
    [steps.now, documentOf, blueprint],
  )
  const restart = (flow: Flow) => {
    saved.current = JSON.stringify(documentOf(flow))
    setSteps((now) => stepOn(now, flow, Date.now()))
  }
  return {
    ...acts,
    flow: steps.now,
    canUndo: steps.before.length > 0,
    canRedo: steps.after.length > 0,
    isSaved,
    error,
    /** What somebody else has written meanwhile; undefined while nobody has. */
    theirs,
    saveNow,
    /** Is there anything that is not published? */
    differsFrom,
    takeTheirs() {
      if (!theirs) return
      known.current = theirs
      restart(startOf(published, theirs, blueprint))
      setTheirs(undefined)
    },
    /** Theirs is written over, knowingly. */
    keepMine() {
      if (!theirs) return
      known.current = theirs
      setTheirs(undefined)
    },
    /** Back to what is published. */
    async discard() {
      await flight.current.catch(() => undefined)
      if (published.version > 0 && known.current.rev > 0) await discardFlowDraft(tenant, published.name, known.current)
      known.current = { rev: 0, base: published.version }
      restart(flowOnScreen(published, blueprint, published.version))
    },
  }
}

function startOf(published: Flow, draft: FlowDraft | undefined, blueprint: Blueprint): Flow {
  const definition = draft && draft.rev > 0 ? { ...published, ...draft.definition, name: published.name } : published
  return flowOnScreen(definition, blueprint, published.version)
}

function currentOf({ body }: ApiError): FlowDraft | undefined {
  const current = (body as { readonly current?: FlowDraft } | undefined)?.current
  return current && readDraft(current)
}
