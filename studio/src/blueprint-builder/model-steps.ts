// What can be undone on the data model: each change as data that knows its opposite, and the two piles of them.
import type { JsonObject } from '@molde/engine'
import type { Places } from '../data-model-canvas/node-geometry.ts'

/** By id, since the name may be given again while it lies in the trash. */
export interface MadeBlueprint {
  readonly id: string
  readonly name: string
}

type Ops = readonly JsonObject[]

export type ModelStep =
  | { readonly kind: 'moved'; readonly before: Places; readonly after: Places }
  | { readonly kind: 'drafted'; readonly blueprint: string; readonly before: Ops; readonly after: Ops }
  | { readonly kind: 'made'; readonly kinds: readonly MadeBlueprint[] }
  | { readonly kind: 'trashed'; readonly kinds: readonly MadeBlueprint[] }

export function opposite(step: ModelStep): ModelStep {
  switch (step.kind) {
    case 'moved':
    case 'drafted':
      return { ...step, before: step.after, after: step.before } as ModelStep
    case 'made':
      return { kind: 'trashed', kinds: [...step.kinds].reverse() }
    case 'trashed':
      return { kind: 'made', kinds: [...step.kinds].reverse() }
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
/** Presses of an arrow key that follow each other this closely are one movement. */
const oneMovement = 1_000

export function withStep(steps: ModelSteps, step: ModelStep, at: number): ModelSteps {
  const last = steps.past.at(-1)
  if (last && at - steps.at < oneMovement && steps.future.length === 0 && movesTheSame(last, step)) {
    const joined = { ...step, before: last.before } as ModelStep
    return { past: [...steps.past.slice(0, -1), joined], future: [], at }
  }
  return { past: [...steps.past, step].slice(-remembered), future: [], at }
}

/** By the step and not by its place: another may have been added while it was gone back. */
export function wentBack({ past, future }: ModelSteps, step: ModelStep): ModelSteps {
  return { past: past.filter((one) => one !== step), future: [step, ...future], at: 0 }
}

export function wentForth({ past, future }: ModelSteps, step: ModelStep): ModelSteps {
  return { past: [...past, step], future: future.filter((one) => one !== step), at: 0 }
}

/** A step that cannot be gone is forgotten: it would stand in the way of those behind it. */
export function withoutStep({ past, future }: ModelSteps, step: ModelStep): ModelSteps {
  const stays = (one: ModelStep) => one !== step
  return { past: past.filter(stays), future: future.filter(stays), at: 0 }
}

/** What was published stays: the steps of its draft lead nowhere any more. */
export function withoutDraftOf({ past, future }: ModelSteps, blueprint: string): ModelSteps {
  const stays = (step: ModelStep) => step.kind !== 'drafted' || step.blueprint !== blueprint
  return { past: past.filter(stays), future: future.filter(stays), at: 0 }
}

function movesTheSame(last: ModelStep, step: ModelStep): last is Extract<ModelStep, { kind: 'moved' }> {
  if (last.kind !== 'moved' || step.kind !== 'moved') return false
  return Object.keys(last.after).sort().join() === Object.keys(step.after).sort().join()
}
