// The data model while it is worked on: what there is, what changes it, and the way back.
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import type { Blueprint, FieldType } from '../api/blueprints-api.ts'
import {
  cachedModel,
  createBlueprint,
  readModel,
  rereadDraft,
  rereadModel,
  trashBlueprint,
  writeDraft,
} from '../api/model-api.ts'
import { freePlace } from '../data-model-canvas/arrange-graph.ts'
import { heightOf, type Place, type Places } from '../data-model-canvas/node-geometry.ts'
import { freeName, keyOf } from '../text/key-of.ts'
import { opsBetween, sendableDefinition } from './blueprint-ops.ts'
import { planCopies } from './copy-blueprints.ts'
import { changeField, type Definition, withField, withoutField } from './edit-blueprint.ts'
import type { MadeBlueprint, ModelStep } from './model-steps.ts'
import { placesOfCopies } from './place-copies.ts'
import { runModelStep } from './run-model-step.ts'
import { draftedDefinition, useDrawnBlueprints } from './use-drawn-blueprints.ts'
import { useModelPlaces } from './use-model-places.ts'
import { useModelSteps } from './use-model-steps.ts'
import { useOneAtATime } from './use-one-at-a-time.ts'

export interface NewRelation {
  readonly source: string
  readonly target: string
  readonly label: string
  readonly many: boolean
}

export interface NewField {
  readonly blueprint: string
  readonly type: FieldType
  readonly label: string
}

export interface NewBlueprint {
  readonly label: string
  readonly firstField: string
  /** Where it is wanted; it gives way to what lies there. */
  readonly at: Place
}

export type Model = ReturnType<typeof useModel>

export function useModel(tenant: string) {
  const client = useQueryClient()
  const { blueprints, error, reread } = useDrawnBlueprints(tenant)
  const { places, move, placesNow } = useModelPlaces(tenant, blueprints)
  const { inTurn, ...work } = useOneAtATime()
  const run = useCallback((step: ModelStep) => runModelStep(client, tenant, move, step), [client, tenant, move])
  const { walk, ...possible } = useModelSteps(run)

  const actions = useMemo(() => {
    const edit = (blueprint: string, edited: (definition: Definition) => Definition) =>
      inTurn(async () => {
        await readModel(client, tenant)
        const { published, ops } = known(client, tenant, blueprint)
        const after = opsBetween(published, edited(draftedDefinition(published, ops)))
        await writeDraft(client, tenant, blueprint, after)
        walk.add({ kind: 'drafted', blueprint, before: ops, after })
      })
    return {
      move(moved: Places) {
        const before = placesNow()
        const changed = Object.entries(moved).filter(
          ([blueprint, { x, y }]) => before[blueprint]?.x !== x || before[blueprint]?.y !== y,
        )
        if (changed.length === 0) return
        walk.add({ kind: 'moved', before: placesOf(before, changed), after: Object.fromEntries(changed) })
        move(Object.fromEntries(changed))
      },
      relate: ({ source, target, label, many }: NewRelation) =>
        edit(source, (definition) => {
          const related = withField(definition, 'relation', label, target)
          const field = related.fields.at(-1)
          return field && many ? changeField(related, field.id, { many }) : related
        }),
      addField: ({ blueprint, type, label }: NewField) => edit(blueprint, (definition) => withField(definition, type, label)),
      /** Only of the draft: a published field stays. */
      removeField: (blueprint: string, field: string) => edit(blueprint, (definition) => withoutField(definition, field)),
      create: ({ label, firstField, at }: NewBlueprint) =>
        inTurn(async () => {
          const taken = new Set(cachedModel(client, tenant).blueprints.map((one) => one.name))
          const empty = { name: freeName(keyOf(label, 'record'), taken), label, fields: [], rules: [], uniques: [] }
          const made = await createBlueprint(tenant, sendableDefinition(withField(empty, 'text', firstField)))
          const known = cachedModel(client, tenant).blueprints.map(asDrawn)
          move({ [made.name]: freePlace(known, placesNow(), at, heightOf(asDrawn(made))) })
          await rereadModel(client, tenant)
          walk.add({ kind: 'made', kinds: [asMade(made)] })
          return made.name
        }),
      paste: (copied: readonly Definition[], labels: CopyWords) =>
        inTurn(async () => {
          const made: MadeBlueprint[] = []
          try {
            const { blueprints } = cachedModel(client, tenant)
            const plan = planCopies({
              copied,
              takenNames: new Set(blueprints.map((one) => one.name)),
              takenLabels: new Set(blueprints.map(labels.labelOf)),
              labelOf: labels.copyOf,
            })
            move(placesOfCopies(plan, blueprints.map(asDrawn), placesNow()))
            for (const { document } of plan) made.push(asMade(await createBlueprint(tenant, document)))
          } finally {
            // Also when the third of four was refused: what was made can be undone.
            if (made.length > 0) {
              await rereadModel(client, tenant)
              walk.add({ kind: 'made', kinds: made })
            }
          }
          return made.map((one) => one.name)
        }),
      /** Answers with the step, to be taken back later. */
      remove: (names: readonly string[]) =>
        inTurn(async () => {
          const trashed: MadeBlueprint[] = []
          const step: ModelStep = { kind: 'trashed', kinds: trashed }
          try {
            for (const name of names) {
              const blueprint = asMade(known(client, tenant, name).published)
              await trashBlueprint(tenant, name)
              trashed.push(blueprint)
            }
          } finally {
            if (trashed.length > 0) {
              await rereadModel(client, tenant)
              walk.add(step)
            }
          }
          return step
        }),
      takeBack: (step: ModelStep) => inTurn(() => walk.takeBack(step)),
      undo: () => inTurn(walk.back),
      redo: () => inTurn(walk.forth),
      published: (blueprint: string) =>
        inTurn(async () => {
          await rereadModel(client, tenant)
          await rereadDraft(client, tenant, blueprint)
          walk.forgetDraftOf(blueprint)
        }),
      definitionOf(blueprint: string): Definition {
        const { published, ops } = known(client, tenant, blueprint)
        return draftedDefinition(published, ops)
      },
    }
  }, [client, tenant, inTurn, walk, move, placesNow])

  return {
    blueprints,
    places,
    reread,
    readError: error,
    ...work,
    ...possible,
    ...actions,
  }
}

export interface CopyWords {
  readonly labelOf: (blueprint: Blueprint) => string
  readonly copyOf: (definition: Definition, number: number) => string
}

function known(client: QueryClient, tenant: string, blueprint: string) {
  const { blueprints, drafts } = cachedModel(client, tenant)
  const published = blueprints.find((one) => one.name === blueprint)
  if (!published) throw new Error(`no kind of record ${blueprint}`)
  return { published, ops: drafts[blueprint] ?? [] }
}

function placesOf(places: Places, changed: readonly (readonly [string, Place])[]): Places {
  return Object.fromEntries(changed.map(([blueprint]) => [blueprint, places[blueprint] ?? { x: 0, y: 0 }]))
}

const asDrawn = ({ name, version, fields }: Blueprint) => ({ name, version, fields, changes: 0, unpublished: [] })

function asMade({ id, name }: Blueprint): MadeBlueprint {
  return { id: id ?? name, name }
}
