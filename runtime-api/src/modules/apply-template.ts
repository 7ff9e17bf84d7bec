// A bundle's definitions and sample records into a tenant, in one transaction: all of it is there afterwards, or nothing.
import { checkModule, type JsonObject, type Path } from '@molde/engine'
import { listBlueprints } from '../blueprints/blueprint-table.ts'
import { definitionInside } from '../blueprints/compiled-versions.ts'
import { type BlueprintDraft, insertNewBlueprint } from '../blueprints/create-blueprint.ts'
import { blueprintsNamedIn, refuseRelated } from '../computed/related-definitions.ts'
import { settleComputed } from '../computed/settle.ts'
import { ApiError } from '../errors.ts'
import { insertNewFlow } from '../flows/create-flow.ts'
import { announce } from '../live-events/announce.ts'
import { checkTargets } from '../records/check-references.ts'
import { draftInside } from '../records/draft-inside.ts'
import { insertDraft, type RecordDraft } from '../records/draft-record.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { readView, type WireView } from '../views/read-view.ts'
import { insertNewView } from '../views/save-view.ts'
import { draftBundle } from './draft-bundle.ts'
import { findTemplate } from './templates.ts'

/** `name` is one of `templateNames()`. */
export async function applyTemplate(scope: Scope, name: string): Promise<void> {
  const template = findTemplate(name)
  if (!template) throw new ApiError('not-found')
  await applyBundle(scope, template.document)
}

/** Throws the engine's refusals, each at its place in the bundle. */
export async function applyBundle(scope: Scope, bundle: JsonObject): Promise<void> {
  const present = await listBlueprints(scope.store.read, scope.tenant.no, '', 1_000)
  const { document, order } = checkModule(
    bundle,
    present.map((blueprint) => blueprint.name),
  )
  const drafts = draftBundle(document.blueprints, await blueprintsNamedIn(scope.store.read, scope, document.blueprints))
  await scope.store.inTransaction(async (tx) => {
    for (const wanted of order) await insertNewBlueprint(tx, scope, drafts.get(wanted) as BlueprintDraft)
    for (const [i, { name }] of document.blueprints.entries()) {
      const { version } = drafts.get(name) as BlueprintDraft
      await refuseRelated(tx, scope, version, ['blueprints', String(i)])
    }
    for (const flow of document.flows ?? []) await insertNewFlow(tx, scope, flow as unknown as JsonObject)
    for (const [i, view] of (document.views ?? []).entries())
      await addView(tx, scope, view as unknown as SentView, ['views', i])
    for (const wanted of order) await addSamples(tx, scope, wanted, document.samples?.[wanted] ?? [])
  })
  announce(
    scope,
    order.map((blueprint) => ({ kind: 'definition.changed', definition: 'blueprint', name: blueprint })),
  )
}

type SentView = WireView & { readonly name: string; readonly blueprint: string; readonly roles?: readonly string[] }

async function addView(tx: Db, scope: Scope, { blueprint, roles, ...others }: SentView, at: Path): Promise<void> {
  const wire = roles ? { ...others, sharedWith: { roles } } : others
  const definition = await definitionInside(tx, scope, blueprint)
  await insertNewView(tx, scope, definition, { wire, view: readView(definition, wire, undefined, at) })
}

function silent(begun: RecordDraft['begun']): RecordDraft['begun'] {
  return begun.map((one) => ({ ...one, effects: [] }))
}

async function addSamples(tx: Db, scope: Scope, blueprint: string, samples: readonly object[]): Promise<void> {
  if (samples.length === 0) return
  const definition = await definitionInside(tx, scope, blueprint)
  for (const [i, sample] of samples.entries()) {
    const draft = await draftInside(tx, scope, definition, sample as JsonObject, ['samples', blueprint, i])
    await checkTargets(tx, scope, definition, [draft])
    // What is only there to be looked at calls nobody.
    await insertDraft(tx, scope, definition, { ...draft, begun: silent(draft.begun), tells: false })
  }
  // What it has made itself, nobody else knows yet.
  await settleComputed(tx, scope, (name) => definitionInside(tx, scope, name))
}
