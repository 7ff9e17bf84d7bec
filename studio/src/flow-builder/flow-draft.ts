// What is sent as a flow's draft, and how a draft that was read becomes the flow on the screen.
import type { JsonObject } from '@molde/engine'
import type { Blueprint, WireOption } from '../api/blueprints-api.ts'
import type { Flow } from '../api/flows-api.ts'
import { translatedChoices } from '../own-words/flow-texts.ts'
import type { Label } from '../text/say-label.ts'
import { flowDocument, present } from './edit-flow.ts'
import { withGroups } from './group-states.ts'
import { choiceOf, regionFieldChanges, regionOf, withoutRegionFrames, withRegionFrames } from './regions-on-screen.ts'

/** The flow, and what becomes of the choices of its state field: states are those choices. */
export function draftDocument(flow: Flow, blueprint: Blueprint): JsonObject {
  const { added, retired, offered } = choiceChanges(flow, blueprint)
  const { states } = withoutRegionFrames(flow)
  const add = added.map((key) => present({ key, label: states[key]?.label }))
  const relabel = translatedChoices({ ...flow, states }, blueprint)
  const change = Object.fromEntries(
    Object.entries({ add, retire: retired, offer: offered, relabel }).filter(
      ([, said]) => Object.keys(said).length > 0,
    ),
  )
  const regionFields = regionFieldChanges(flow, blueprint)
  const document = {
    ...flowDocument(flow),
    ...(Object.keys(change).length > 0 && { stateOptions: change }),
    ...(regionFields && { regionFields }),
  }
  return JSON.parse(JSON.stringify(document)) as JsonObject
}

/** What publishing the flow makes of the choices of its state field; by their keys. */
export function choiceChanges(flow: Flow, blueprint: Blueprint) {
  const known = choicesOf(flow, blueprint)
  const keys = Object.keys(withoutRegionFrames(flow).states)
  return {
    added: keys.filter((key) => !known.some((option) => option.key === key)),
    /** No longer offered. */
    retired: known.filter(({ key, retired }) => !retired && !keys.includes(key)).map(({ key }) => key),
    /** Offered again. */
    offered: known.filter(({ key, retired }) => retired && keys.includes(key)).map(({ key }) => key),
  }
}

export function choicesOf({ stateField }: Flow, blueprint: Blueprint): readonly WireOption[] {
  return blueprint.fields.find(({ key }) => key === stateField)?.options ?? []
}

/** Choices that are offered and no state yet are states that nothing leads to: they would be taken away otherwise. */
export function withChoices(flow: Flow, choices: readonly WireOption[]): Flow {
  const { states } = withoutRegionFrames(flow)
  const more = choices.filter(({ key, retired }) => !retired && !Object.hasOwn(states, key))
  if (more.length === 0) return flow
  return { ...flow, states: { ...flow.states, ...Object.fromEntries(more.map(({ key }) => [key, {}])) } }
}

/**
 * Without what is no state any more: a choice that is not offered and that nothing in the flow mentions. With what the flow does
 * not know yet: a choice that was added to its field, unless the draft takes it away. `version` is the published one, 0 before
 * the first.
 */
export function flowOnScreen(definition: Flow, blueprint: Blueprint, version: number): Flow {
  const { stateOptions, regionFields, ...asSent } = definition as Flow & {
    readonly stateOptions?: { readonly retire?: unknown }
    readonly regionFields?: { readonly [field: string]: { readonly label?: Label } | null }
  }
  const labels = Object.entries(regionFields ?? {}).map(([field, change]) => [field, change?.label] as const)
  const flow = withRegionFrames(asSent, Object.fromEntries(labels))
  const options = choicesOf(flow, blueprint)
  const taken = Array.isArray(stateOptions?.retire) ? stateOptions.retire : []
  const used = new Set([
    flow.initial,
    ...flow.transitions.flatMap(({ from, to }) => (from === '*' ? [to] : [...from, to])),
  ])
  const optionOf = (key: string) => {
    const field = blueprint.fields.find((one) => one.key === regionOf(flow, key))
    return field
      ? field.options?.find((option) => option.key === choiceOf(key))
      : options.find((one) => one.key === key)
  }
  const isGone = (key: string) => !used.has(key) && optionOf(key)?.retired === true
  const states = Object.fromEntries(Object.entries(flow.states).filter(([key]) => !isGone(key)))
  const whole = withGroups({ ...flow, version, states }, flow.groups ?? {})
  // Before the first version nobody can have added a choice behind the flow's back.
  if (version === 0) return whole
  return withChoices(
    whole,
    options.filter(({ key }) => !taken.includes(key)),
  )
}
