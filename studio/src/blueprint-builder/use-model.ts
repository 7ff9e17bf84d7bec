// The data model while it is worked on: what there is, what changes it, and the way back.
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useRef, useState } from 'react'
import { type Blueprint, type FieldType, restoreBlueprint } from '../api/blueprints-api.ts'
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
import { type PlannedCopy, planCopies } from './copy-blueprints.ts'
import { changeField, type Definition, withField, withoutField } from './edit-blueprint.ts'
import {
  type MadeKind,
  type ModelStep,
  noSteps,
  opposite,
  stepBack,
  stepForth,
  withoutDraftOf,
  withStep,
} from './model-steps.ts'
import { draftedDefinition, useModelKinds } from './use-model-kinds.ts'
import { useModelPlaces } from './use-model-places.ts'

export interface NewRelation {
  readonly source: string
  readonly target: string
  readonly label: string
  readonly many: boolean
}

export interface NewField {
  readonly kind: string
  readonly type: FieldType
  readonly label: string
}

export interface NewKind {
  readonly label: string
  readonly firstField: string
  /** Where it is wanted; it gives way to what lies there. */
  readonly at: Place
}

export type Model = ReturnType<typeof useModel>

export function useModel(tenant: string) {
  const client = useQueryClient()
  const { kinds, error, reread } = useModelKinds(tenant)
  const { places, move, placesNow } = useModelPlaces(tenant, kinds)
  const work = useOneAtATime()
  const [steps, setSteps] = useState(noSteps)
  const latest = useRef(steps)
  const keep = useCallback((next: typeof steps) => {
    latest.current = next
    setSteps(next)
  }, [])
  const add = useCallback((step: ModelStep) => keep(withStep(latest.current, step, Date.now())), [keep])
  const run = useCallback((step: ModelStep) => runStep(client, tenant, move, step), [client, tenant, move])
  const { inTurn } = work

  const actions = useMemo(() => {
    const edit = (kind: string, edited: (definition: Definition) => Definition) =>
      inTurn(async () => {
        await readModel(client, tenant)
        const { published, ops } = known(client, tenant, kind)
        const after = opsBetween(published, edited(draftedDefinition(published, ops)))
        await writeDraft(client, tenant, kind, after)
        add({ kind: 'drafted', blueprint: kind, before: ops, after })
      })
    /** A step that cannot be gone back is forgotten: it would stand in the way of those before it. */
    const back = async () => {
      const { past } = latest.current
      const step = past.at(-1)
      if (!step) return
      await run(opposite(step)).catch((failed) => {
        keep({ ...latest.current, past: past.slice(0, -1) })
        throw failed
      })
      keep(stepBack(latest.current))
    }
    return {
      move(moved: Places) {
        const before = placesNow()
        const changed = Object.entries(moved).filter(
          ([kind, { x, y }]) => before[kind]?.x !== x || before[kind]?.y !== y,
        )
        if (changed.length === 0) return
        add({ kind: 'moved', before: placesOf(before, changed), after: Object.fromEntries(changed) })
        move(Object.fromEntries(changed))
      },
      relate: ({ source, target, label, many }: NewRelation) =>
        edit(source, (definition) => {
          const related = withField(definition, 'relation', label, target)
          const field = related.fields.at(-1)
          return field && many ? changeField(related, field.id, { many }) : related
        }),
      addField: ({ kind, type, label }: NewField) => edit(kind, (definition) => withField(definition, type, label)),
      /** Only of the draft: a published field stays. */
      removeField: (kind: string, field: string) => edit(kind, (definition) => withoutField(definition, field)),
      create: ({ label, firstField, at }: NewKind) =>
        inTurn(async () => {
          const taken = new Set(cachedModel(client, tenant).blueprints.map((one) => one.name))
          const empty = { name: freeName(keyOf(label, 'record'), taken), label, fields: [], rules: [], uniques: [] }
          const made = await createBlueprint(tenant, sendableDefinition(withField(empty, 'text', firstField)))
          const known = cachedModel(client, tenant).blueprints.map(asKind)
          move({ [made.name]: freePlace(known, placesNow(), at, heightOf(asKind(made))) })
          await rereadModel(client, tenant)
          add({ kind: 'made', kinds: [asMade(made)] })
          return made.name
        }),
      paste: (copied: readonly Definition[], labels: CopyWords) =>
        inTurn(async () => {
          const made: MadeKind[] = []
          try {
            const { blueprints } = cachedModel(client, tenant)
            const plan = planCopies({
              copied,
              takenNames: new Set(blueprints.map((one) => one.name)),
              takenLabels: new Set(blueprints.map(labels.labelOf)),
              labelOf: labels.copyOf,
            })
            move(placesOfCopies(plan, blueprints, placesNow()))
            for (const { document } of plan) made.push(asMade(await createBlueprint(tenant, document)))
          } finally {
            // Also when the third of four was refused: what was made can be undone.
            if (made.length > 0) {
              await rereadModel(client, tenant)
              add({ kind: 'made', kinds: made })
            }
          }
          return made.map((one) => one.name)
        }),
      /** Answers with the step, to be taken back later. */
      remove: (names: readonly string[]) =>
        inTurn(async () => {
          const trashed: MadeKind[] = []
          try {
            for (const name of names) {
              const kind = asMade(known(client, tenant, name).published)
              await trashBlueprint(tenant, name)
              trashed.push(kind)
            }
          } finally {
            if (trashed.length > 0) {
              await rereadModel(client, tenant)
              add({ kind: 'trashed', kinds: trashed })
            }
          }
          return latest.current.past.at(-1)
        }),
      /** Whatever came after it stays. */
      takeBack: (step: ModelStep) =>
        inTurn(async () => {
          if (!latest.current.past.includes(step)) return
          if (latest.current.past.at(-1) === step) return back()
          await run(opposite(step))
          add(opposite(step))
        }),
      undo: () => inTurn(back),
      redo: () =>
        inTurn(async () => {
          const [step, ...future] = latest.current.future
          if (!step) return
          await run(step).catch((failed) => {
            keep({ ...latest.current, future })
            throw failed
          })
          keep(stepForth(latest.current))
        }),
      published: (kind: string) =>
        inTurn(async () => {
          await rereadModel(client, tenant)
          await rereadDraft(client, tenant, kind)
          keep(withoutDraftOf(latest.current, kind))
        }),
      definitionOf(kind: string): Definition {
        const { published, ops } = known(client, tenant, kind)
        return draftedDefinition(published, ops)
      },
    }
  }, [client, tenant, inTurn, add, run, keep, move, placesNow])

  return {
    kinds,
    places,
    reread,
    readError: error,
    error: work.error,
    forgetError: work.forgetError,
    busy: work.busy,
    canUndo: steps.past.length > 0,
    canRedo: steps.future.length > 0,
    ...actions,
  }
}

export interface CopyWords {
  readonly labelOf: (blueprint: Blueprint) => string
  readonly copyOf: (definition: Definition, number: number) => string
}

/** Each change waits for the one before, since it begins from what that left. */
function useOneAtATime() {
  const line = useRef<Promise<unknown>>(Promise.resolve())
  const [waiting, setWaiting] = useState(0)
  const [error, setError] = useState<unknown>()
  /** `undefined` when it failed: the reason is then in `error`. */
  const inTurn = useCallback(<T>(work: () => Promise<T>): Promise<{ readonly done: T } | undefined> => {
    setWaiting((n) => n + 1)
    const turn = line.current.then(async () => {
      try {
        const done = await work()
        setError(undefined)
        return { done }
      } catch (failed) {
        setError(failed)
        return undefined
      } finally {
        setWaiting((n) => n - 1)
      }
    })
    line.current = turn
    return turn
  }, [])
  return { inTurn, error, forgetError: useCallback(() => setError(undefined), []), busy: waiting > 0 }
}

async function runStep(
  client: QueryClient,
  tenant: string,
  move: (places: Places) => void,
  step: ModelStep,
): Promise<void> {
  switch (step.kind) {
    case 'moved':
      return move(step.after)
    case 'drafted':
      return writeDraft(client, tenant, step.blueprint, step.after)
    case 'made':
      try {
        for (const { id } of step.kinds) await restoreBlueprint(tenant, id)
      } finally {
        await rereadModel(client, tenant)
      }
      for (const { name } of step.kinds) await rereadDraft(client, tenant, name)
      return
    case 'trashed':
      try {
        for (const { name } of step.kinds) await trashBlueprint(tenant, name)
      } finally {
        await rereadModel(client, tenant)
      }
  }
}

function known(client: QueryClient, tenant: string, kind: string) {
  const { blueprints, drafts } = cachedModel(client, tenant)
  const published = blueprints.find((one) => one.name === kind)
  if (!published) throw new Error(`no kind of record ${kind}`)
  return { published, ops: drafts[kind] ?? [] }
}

function placesOf(places: Places, changed: readonly (readonly [string, Place])[]): Places {
  return Object.fromEntries(changed.map(([kind]) => [kind, places[kind] ?? { x: 0, y: 0 }]))
}

/** Below the originals, in the same arrangement as far as there is room. */
function placesOfCopies(plan: readonly PlannedCopy[], blueprints: readonly Blueprint[], places: Places): Places {
  const kinds = blueprints.map(asKind)
  const originals = plan.flatMap(({ of }) => kinds.filter((kind) => kind.name === of))
  const top = Math.min(...originals.map(({ name }) => places[name]?.y ?? 0))
  const bottom = Math.max(...originals.map((kind) => (places[kind.name]?.y ?? 0) + heightOf(kind)))
  let found = places
  for (const { of, name } of plan) {
    const original = originals.find((kind) => kind.name === of)
    if (!original) continue
    const { x, y } = places[of] ?? { x: 0, y: 0 }
    const free = freePlace(kinds, found, { x, y: y + bottom - top + 48 }, heightOf(original))
    found = { ...found, [name]: free }
    kinds.push({ ...original, name })
  }
  return found
}

const asKind = ({ name, version, fields }: Blueprint) => ({ name, version, fields, changes: 0, unpublished: [] })

function asMade({ id, name }: Blueprint): MadeKind {
  return { id: id ?? name, name }
}
