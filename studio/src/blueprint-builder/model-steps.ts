// What can be undone on the data model: each step as changes that know their opposites, and the two piles of steps.
import { equalJson, type Json, type JsonObject } from '@molde/engine'
import type { Places } from '../data-model-canvas/node-geometry.ts'

/** By id, since the name may be given again while it lies in the trash. */
interface NamedBlueprint {
  readonly id: string
  readonly name: string
}

type Ops = readonly JsonObject[]

export type ModelChange =
  | { readonly kind: 'moved'; readonly before: Places; readonly after: Places }
  /** The draft of a blueprint in use. */
  | { readonly kind: 'drafted'; readonly blueprint: string; readonly before: Ops; readonly after: Ops }
  /** A blueprint that is not published yet; null where it is none. */
  | {
      readonly kind: 'planned'
      readonly blueprint: string
      readonly before: JsonObject | null
      readonly after: JsonObject | null
    }
  | { readonly kind: 'trashed'; readonly blueprint: NamedBlueprint }
  | { readonly kind: 'restored'; readonly blueprint: NamedBlueprint }

export interface ModelStep {
  /** Made one after the other. */
  readonly changes: readonly ModelChange[]
  /** Steps about the same thing that follow closely are one: the letters of a name, presses of an arrow key. */
  readonly about?: string
}

export function opposite({ changes, ...step }: ModelStep): ModelStep {
  return { ...step, changes: changes.map(oppositeChange).reverse() }
}

function oppositeChange(change: ModelChange): ModelChange {
  switch (change.kind) {
    case 'moved':
    case 'drafted':
    case 'planned':
      return { ...change, before: change.after, after: change.before } as ModelChange
    case 'trashed':
      return { ...change, kind: 'restored' }
    case 'restored':
      return { ...change, kind: 'trashed' }
  }
}

export interface ModelSteps {
  readonly past: readonly ModelStep[]
  readonly future: readonly ModelStep[]
  /** When the newest step was added. */
  readonly at: number
}

export const noSteps: ModelSteps = { past: [], future: [], at: 0 }

const remembered = 100
const closely = 2_000

export function withStep(steps: ModelSteps, step: ModelStep, at: number): ModelSteps {
  const last = steps.past.at(-1)
  const joined = last && at - steps.at < closely && steps.future.length === 0 ? join(last, step) : undefined
  if (joined) return { past: [...steps.past.slice(0, -1), joined], future: [], at }
  return { past: [...steps.past, step].slice(-remembered), future: [], at }
}

function join(last: ModelStep, step: ModelStep): ModelStep | undefined {
  const [first] = last.changes
  const [second] = step.changes
  if (step.about === undefined || last.about !== step.about || !first || !second) return undefined
  if (last.changes.length > 1 || step.changes.length > 1 || first.kind !== second.kind) return undefined
  if (!('before' in first) || !('before' in second)) return undefined
  return { ...step, changes: [{ ...second, before: first.before } as ModelChange] }
}

/** What became of a step that was gone: when it failed on the way, `done` was done and `left` was not. */
export interface StepOutcome {
  readonly done: ModelStep | undefined
  readonly left: ModelStep | undefined
  readonly failed?: unknown
  /** It was refused for good: what is left would only stand in the way of the steps behind it. */
  readonly isRefused?: boolean
}

export function outcomeOf(step: ModelStep, count: number): Pick<StepOutcome, 'done' | 'left'> {
  if (count === step.changes.length) return { done: step, left: undefined }
  const part = (changes: readonly ModelChange[]) => (changes.length > 0 ? { ...step, changes } : undefined)
  return { done: part(step.changes.slice(0, count)), left: part(step.changes.slice(count)) }
}

/** `outcome` is that of the step's opposite. By the step and not by its place: another may have been added meanwhile. */
export function wentBack({ past, future }: ModelSteps, step: ModelStep, outcome: StepOutcome): ModelSteps {
  const stays = outcome.left && !outcome.isRefused ? [opposite(outcome.left)] : []
  const gone = outcome.done ? [opposite(outcome.done)] : []
  return { past: past.flatMap((one) => (one === step ? stays : [one])), future: [...gone, ...future], at: 0 }
}

export function wentForth({ past, future }: ModelSteps, step: ModelStep, outcome: StepOutcome): ModelSteps {
  const stays = outcome.left && !outcome.isRefused ? [outcome.left] : []
  const gone = outcome.done ? [outcome.done] : []
  return { past: [...past, ...gone], future: future.flatMap((one) => (one === step ? stays : [one])), at: 0 }
}

/** What was published stays: the steps of its draft lead nowhere any more. */
export function withoutDraftOf({ past, future }: ModelSteps, blueprint: string): ModelSteps {
  const isGone = (change: ModelChange) =>
    (change.kind === 'drafted' || change.kind === 'planned') && change.blueprint === blueprint
  const rest = (steps: readonly ModelStep[]) =>
    steps
      .map((step) =>
        step.changes.some(isGone) ? { ...step, changes: step.changes.filter((one) => !isGone(one)) } : step,
      )
      .filter((step) => step.changes.length > 0)
  return { past: rest(past), future: rest(future), at: 0 }
}

/** Is the draft still what the step begins from? Somebody else, or another page, may have changed it. */
export function isSameDraft(one: Ops | JsonObject | null, other: Ops | JsonObject | null): boolean {
  return equalJson(one as Json, other as Json)
}
