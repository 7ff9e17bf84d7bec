// Every blueprint of the tenant as it would be once its draft is published, and those that were never published.
import type { JsonObject } from '@molde/engine'
import { useMemo, useRef } from 'react'
import type { Blueprint } from '../api/blueprints-api.ts'
import { type Drafts, useDrafts } from '../api/drafts-api.ts'
import { useDefinitions } from '../api/model-api.ts'
import type { DrawnBlueprint } from '../data-model-canvas/drawn-blueprint.ts'
import { draftedDefinition, plannedDefinition } from './draft-definition.ts'
import { type Definition, isTemporary } from './edit-blueprint.ts'
import { rememberBlueprints } from './known-blueprints.ts'
import { useKnownHistory } from './use-known-history.ts'
import type { Unsaved } from './use-unsaved.ts'
import { needsHistory } from './value-ops.ts'

const nothing: readonly JsonObject[] = []

export function useDrawnBlueprints(tenant: string, unsaved: Unsaved) {
  const definitions = useDefinitions(tenant)
  const drafts = useDrafts(tenant)
  const bringsBack = useMemo(
    () => (definitions.data ?? []).filter(({ name }) => needsHistory(drafts.data?.ops[name] ?? nothing)),
    [definitions.data, drafts.data],
  )
  const isKnown = useKnownHistory(tenant, bringsBack)
  const before = useRef(new Map<string, Known>())
  const blueprints = useMemo(() => {
    // No change may begin from a draft that was not read yet.
    if (!definitions.data || !drafts.data || !isKnown) return undefined
    rememberBlueprints(definitions.data)
    before.current = knownBlueprints(definitions.data, drafts.data, unsaved, before.current)
    return [...before.current.values()].map((known) => known.drawn)
  }, [definitions.data, drafts.data, unsaved, isKnown])
  return {
    blueprints,
    error: definitions.error ?? drafts.error,
    reread: () => {
      void definitions.refetch()
      void drafts.refetch()
    },
  }
}

interface Known {
  readonly published: Blueprint | undefined
  /** Ops, or the document of a blueprint that was never published. */
  readonly draft: readonly JsonObject[] | JsonObject
  readonly edited: Definition | undefined
  readonly drawn: DrawnBlueprint
}

/** A blueprint that did not change is the same object again, so that its node is left alone. */
function knownBlueprints(
  blueprints: readonly Blueprint[],
  { ops, planned }: Drafts,
  unsaved: Unsaved,
  before: ReadonlyMap<string, Known>,
): Map<string, Known> {
  const known = new Map<string, Known>()
  const keep = (name: string, next: Omit<Known, 'drawn'>, draw: () => DrawnBlueprint) => {
    const old = before.get(name)
    const isSame = old?.published === next.published && old?.draft === next.draft && old?.edited === next.edited
    known.set(name, old && isSame ? old : { ...next, drawn: draw() })
  }
  for (const published of blueprints) {
    const { name } = published
    const draft = ops[name] ?? nothing
    const edited = unsaved[name]?.definition
    keep(name, { published, draft, edited }, () =>
      drawnOf(published.version, draft.length, edited ?? draftedDefinition(published, draft)),
    )
  }
  for (const [name, { document }] of Object.entries(planned)) {
    if (known.has(name) || document === null) continue
    const edited = unsaved[name]?.definition
    keep(name, { published: undefined, draft: document, edited }, () =>
      drawnOf(0, 1, edited ?? plannedDefinition(document)),
    )
  }
  return known
}

function drawnOf(version: number, changes: number, { name, label, icon, fields }: Definition): DrawnBlueprint {
  const unpublished = fields.filter((field) => isTemporary(field.id)).map((field) => field.id)
  return { name, label, icon, fields, version, changes, unpublished }
}
