// Every kind of record of the tenant as it would be once its draft is published.
import { type JsonObject, MoldeError } from '@molde/engine'
import { useMemo, useRef } from 'react'
import { blueprintDocument } from '../api/blueprint-document.ts'
import type { Blueprint } from '../api/blueprints-api.ts'
import { type Drafts, useDefinitions, useDrafts } from '../api/model-api.ts'
import type { DrawnBlueprint } from '../data-model-canvas/drawn-blueprint.ts'
import { draftOf } from './draft-definition.ts'
import { type Definition, isTemporary } from './edit-blueprint.ts'

const nothing: readonly JsonObject[] = []
const noDrafts: Drafts = {}

export function useDrawnBlueprints(tenant: string) {
  const definitions = useDefinitions(tenant)
  const drafts = useDrafts(tenant, definitions.data)
  const before = useRef(new Map<string, Known>())
  const blueprints = useMemo(() => {
    if (!definitions.data) return undefined
    // Drafts of many blueprints take a second to read; they are shown when they are there.
    before.current = drawnBlueprints(definitions.data, drafts.data ?? noDrafts, before.current)
    return [...before.current.values()].map((known) => known.blueprint)
  }, [definitions.data, drafts.data])
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
  readonly published: Blueprint
  readonly ops: readonly JsonObject[]
  readonly blueprint: DrawnBlueprint
}

/** A blueprint that did not change is the same object again, so that its node is left alone. */
function drawnBlueprints(blueprints: readonly Blueprint[], drafts: Drafts, before: ReadonlyMap<string, Known>) {
  const known = new Map<string, Known>()
  for (const published of blueprints) {
    const ops = drafts[published.name] ?? nothing
    const old = before.get(published.name)
    const same = old?.published === published && old.ops === ops
    known.set(published.name, same ? old : { published, ops, blueprint: drawnOf(published, ops) })
  }
  return known
}

export function draftedDefinition(published: Blueprint, ops: readonly JsonObject[]): Definition {
  try {
    return draftOf(published, ops)
  } catch (refused) {
    // Ops that were meant for an earlier version: the blueprint's own page says what is wrong with them.
    if (!(refused instanceof MoldeError)) throw refused
    return blueprintDocument(published)
  }
}

function drawnOf(published: Blueprint, ops: readonly JsonObject[]): DrawnBlueprint {
  const { name, label, icon, fields } = draftedDefinition(published, ops)
  const unpublished = fields.filter((field) => isTemporary(field.id)).map((field) => field.id)
  return { name, label, icon, fields, version: published.version, changes: ops.length, unpublished }
}
