// The data model while it is worked on: what there is, what changes it, and the way back.
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useRef } from 'react'
import { ApiError } from '../api/api-client.ts'
import { useMe } from '../api/me-api.ts'
import { cachedModel, readModel, rereadDraft, rereadModel } from '../api/model-api.ts'
import { freePlace } from '../data-model-canvas/arrange-graph.ts'
import { heightOf, type Place, type Places } from '../data-model-canvas/node-geometry.ts'
import { freeName, keyOf } from '../text/key-of.ts'
import type { Label } from '../text/say-label.ts'
import { planCopies } from './copy-blueprints.ts'
import { issuesOf, plannedDocument } from './draft-definition.ts'
import { changeField, type Definition, withField } from './edit-blueprint.ts'
import { relabelled } from './kind-names.ts'
import { changeAway, changeTo, definitionOf, knownBlueprint } from './model-definitions.ts'
import type { ModelStep } from './model-steps.ts'
import { placesOfCopies } from './place-copies.ts'
import { runModelStep } from './run-model-step.ts'
import { useDrawnBlueprints } from './use-drawn-blueprints.ts'
import { useModelPlaces } from './use-model-places.ts'
import { useModelSteps } from './use-model-steps.ts'
import { useOneAtATime } from './use-one-at-a-time.ts'
import { useUnsaved } from './use-unsaved.ts'

export interface NewRelation {
  readonly source: string
  readonly target: string
  readonly label: string
  readonly many: boolean
}

export interface NewBlueprint {
  readonly label: string
  readonly firstField: string
  /** Where it is wanted; it gives way to what lies there. */
  readonly at: Place
}

/** How much room a new blueprint is given: what it becomes in the first minutes shall lie over no other either. */
const newSheet = {
  fields: Array.from({ length: 6 }, (_, at) => ({ id: `f${at}`, key: `f${at}`, type: 'text' as const })),
  changes: 1,
}

export type Model = ReturnType<typeof useModel>

export function useModel(tenant: string) {
  const client = useQueryClient()
  const person = useMe().data?.id ?? ''
  const { inTurn, ...work } = useOneAtATime()
  const saving = useRef<(blueprint: string) => Promise<unknown>>(async () => undefined)
  const { unsaved, hold } = useUnsaved((blueprint) => void saving.current(blueprint))
  const { blueprints, error, reread } = useDrawnBlueprints(tenant, unsaved)
  const { places, isPlaced, move, placesNow } = useModelPlaces(tenant, blueprints)
  const drawn = useRef(blueprints)
  drawn.current = blueprints
  const run = useCallback((step: ModelStep) => runModelStep(client, tenant, move, step), [client, tenant, move])
  const { walk, ...possible } = useModelSteps(tenant, person, run)

  const actions = useMemo(() => {
    const now = (blueprint: string): Definition | undefined => {
      const known = knownBlueprint(client, tenant, blueprint)
      return known && (hold.of(blueprint)?.definition ?? definitionOf(known))
    }
    const write = async (blueprint: string) => {
      const held = hold.of(blueprint)
      if (!held || held.issues.length > 0) return undefined
      await readModel(client, tenant)
      const known = knownBlueprint(client, tenant, blueprint)
      const change = known && changeTo(known, held.definition)
      let step: ModelStep | undefined
      try {
        if (change) step = await walk.make({ changes: [change], about: held.about })
      } catch (failed) {
        // What others have made of it meanwhile is shown, and the next change begins there.
        if (failed instanceof ApiError && failed.status !== 0 && failed.status < 500) hold.drop(blueprint, held)
        throw failed
      }
      hold.drop(blueprint, held)
      return step
    }
    /** What was typed goes first: the next change begins from it. */
    const afterTyping = <T>(act: () => Promise<T>) =>
      inTurn(async () => {
        for (const name of hold.ready()) await write(name)
        return act()
      })
    saving.current = (blueprint) => inTurn(() => write(blueprint))

    const change = (blueprint: string, edited: (definition: Definition) => Definition, about: string) => {
      const known = knownBlueprint(client, tenant, blueprint)
      const before = now(blueprint)
      if (!known || !before) return
      const definition = edited(before)
      hold.change(blueprint, {
        definition,
        about: `${blueprint} ${about}`,
        issues: issuesOf(known.published, definition),
      })
    }
    return {
      /** `about`: what follows closely under the same words is one step back. */
      move(moved: Places, about?: string) {
        const before = placesNow()
        const changed = Object.entries(moved).filter(
          ([name, { x, y }]) => before[name]?.x !== x || before[name]?.y !== y,
        )
        if (changed.length === 0) return
        const names = changed.map(([name]) => name).sort()
        const after = Object.fromEntries(changed)
        walk.add({
          changes: [{ kind: 'moved', before: placesOf(before, names), after }],
          ...(about === undefined ? {} : { about: `${about} ${names.join()}` }),
        })
        move(after)
      },
      /** Shown at once and saved a moment later; `about` says which letters belong to one step back. */
      change,
      /** At once. Answers with the step, to be taken back later; undefined while it may not be saved. */
      act: (blueprint: string, edited: (definition: Definition) => Definition, about: string) =>
        afterTyping(async () => {
          await readModel(client, tenant)
          change(blueprint, edited, about)
          return write(blueprint)
        }),
      relate: ({ source, target, label, many }: NewRelation) =>
        afterTyping(async () => {
          await readModel(client, tenant)
          change(
            source,
            (definition) => {
              const related = withField(definition, 'relation', label, { target })
              const field = related.fields.at(-1)
              return field && many ? changeField(related, field.id, { many }) : related
            },
            `relate ${target} ${label}`,
          )
          await write(source)
        }),
      create: ({ label, firstField, at }: NewBlueprint) =>
        afterTyping(async () => {
          const name = freeName(keyOf(label, 'record'), takenNames())
          const empty = relabelled({ name, label: '', fields: [], rules: [], uniques: [] }, label)
          const document = plannedDocument(withField(empty, 'text', firstField))
          await walk.make({ changes: [{ kind: 'planned', blueprint: name, before: null, after: document }] })
          const height = heightOf(newSheet)
          move({ [name]: freePlace(drawn.current ?? [], placesNow(), at, height) })
          return name
        }),
      paste: (copied: readonly Definition[], labels: CopyWords) =>
        afterTyping(async () => {
          const taken = drawn.current ?? []
          const plan = planCopies({
            copied,
            takenNames: takenNames(),
            takenLabels: new Set(taken.map(labels.labelOf)),
            labelOf: labels.copyOf,
          })
          const lie = placesOfCopies(plan, taken, placesNow())
          await walk.make({
            changes: plan.map(({ name, document }) => ({
              kind: 'planned',
              blueprint: name,
              before: null,
              after: document,
            })),
          })
          move(Object.fromEntries(plan.flatMap(({ name }) => (lie[name] ? [[name, lie[name]]] : []))))
          return plan.map(({ name }) => name)
        }),
      /** Answers with the step, to be taken back later. */
      remove: (names: readonly string[]) =>
        afterTyping(async () => {
          const known = names.flatMap((name) => knownBlueprint(client, tenant, name) ?? [])
          for (const name of names) hold.drop(name)
          return walk.make({ changes: known.map(changeAway) })
        }),
      takeBack: (step: ModelStep) => inTurn(() => walk.takeBack(step)),
      /** What may not be saved is the newest that there is. */
      undo: () => (hold.dropStuck() ? Promise.resolve(undefined) : afterTyping(walk.back)),
      redo: () => afterTyping(walk.forth),
      /** Everything typed is on the server afterwards, as far as it is legal. */
      saved: () => afterTyping(async () => undefined),
      published: (blueprint: string, isNew: boolean) =>
        inTurn(async () => {
          await rereadModel(client, tenant)
          if (!isNew) await rereadDraft(client, tenant, blueprint)
          hold.drop(blueprint)
          walk.forgetDraftOf(blueprint)
        }),
      /** With what is typed. Undefined when it is gone. */
      definitionOf: now,
      publishedOf: (blueprint: string) => knownBlueprint(client, tenant, blueprint)?.published,
    }

    function takenNames(): ReadonlySet<string> {
      const { blueprints: published, drafts } = cachedModel(client, tenant)
      return new Set([...published.map((one) => one.name), ...Object.keys(drafts.planned)])
    }
  }, [client, tenant, inTurn, walk, move, placesNow, hold])

  return {
    blueprints: isPlaced ? blueprints : undefined,
    places,
    unsaved,
    reread,
    readError: error,
    ...work,
    ...possible,
    canUndo: possible.canUndo || Object.keys(unsaved).length > 0,
    ...actions,
  }
}

export interface CopyWords {
  readonly labelOf: (named: { readonly name: string; readonly label?: Label | undefined }) => string
  readonly copyOf: (definition: Definition, number: number) => string
}

function placesOf(places: Places, names: readonly string[]): Places {
  return Object.fromEntries(names.map((name) => [name, places[name] ?? { x: 0, y: 0 }]))
}
