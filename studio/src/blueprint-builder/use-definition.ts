// The definition while it is edited: steps back and forth, and what the engine says of it as it stands.
import { type BlueprintVersion, type Issue, idGiver, MoldeError, newBlueprint } from '@molde/engine'
import { useCallback, useMemo, useRef, useState } from 'react'
import { blueprintDocument } from '../api/blueprint-document.ts'
import type { Blueprint } from '../api/blueprints-api.ts'
import { issuesOf } from './draft-definition.ts'
import type { Definition } from './edit-blueprint.ts'

const remembered = 100

interface Steps {
  readonly now: Definition
  readonly before: readonly Definition[]
  readonly after: readonly Definition[]
}

export interface EditedDefinition {
  /** Absent of a new blueprint. */
  readonly published: Blueprint | undefined
  readonly definition: Definition
  readonly change: (next: Definition) => void
  readonly undo: (() => void) | undefined
  readonly redo: (() => void) | undefined
  /** Back to what was there before one change, whatever came after it. */
  readonly takeBack: (before: Definition) => void
  /** Begins anew, with nothing to undo. */
  readonly reset: (definition: Definition) => void
  /** The last legal form of it: what the preview shows. */
  readonly version: BlueprintVersion | undefined
  readonly issues: readonly Issue[]
}

/** `published` is absent of a new blueprint; with it, what may not be done to it is told at once. */
export function useDefinition(start: Definition, published?: Blueprint): EditedDefinition {
  const [steps, setSteps] = useState<Steps>({ now: start, before: [], after: [] })
  const change = useCallback((now: Definition) => setSteps((steps) => on(steps, now)), [])
  const reset = useCallback((now: Definition) => setSteps({ now, before: [], after: [] }), [])
  const { version, issues } = useLegalForm(steps.now, published)
  const takeBack = useCallback(
    (to: Definition) => setSteps((steps) => (steps.before.at(-1) === to ? back(steps) : on(steps, to))),
    [],
  )
  const undo = () => setSteps(back)
  const redo = () =>
    setSteps(({ now, before, after }) => ({ now: after[0] ?? now, before: [...before, now], after: after.slice(1) }))
  return {
    published,
    definition: steps.now,
    change,
    undo: steps.before.length > 0 ? undo : undefined,
    redo: steps.after.length > 0 ? redo : undefined,
    takeBack,
    reset,
    version,
    issues,
  }
}

function on({ now, before }: Steps, next: Definition): Steps {
  return { now: next, before: [...before, now].slice(-remembered), after: [] }
}

function back({ now, before, after }: Steps): Steps {
  return { now: before.at(-1) ?? now, before: before.slice(0, -1), after: [now, ...after] }
}

function useLegalForm(
  definition: Definition,
  published: Blueprint | undefined,
): { version: BlueprintVersion | undefined; issues: readonly Issue[] } {
  const legal = useRef<BlueprintVersion>(undefined)
  return useMemo(() => {
    try {
      legal.current = newBlueprint(blueprintDocument(definition), idGiver({}))
      return { version: legal.current, issues: published ? issuesOf(published, definition) : [] }
    } catch (refused) {
      if (!(refused instanceof MoldeError)) throw refused
      return { version: legal.current, issues: published ? issuesOf(published, definition) : refused.issues }
    }
  }, [definition, published])
}
