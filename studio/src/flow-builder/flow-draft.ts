// What is sent as a flow's draft, and how a draft that was read becomes the flow on the screen.
import type { JsonObject } from '@molde/engine'
import type { Blueprint } from '../api/blueprints-api.ts'
import type { Flow } from '../api/flows-api.ts'
import { flowDocument, present } from './edit-flow.ts'
import { withGroups } from './group-states.ts'

/** The flow, and what becomes of the choices of its state field: states are those choices. */
export function draftDocument(flow: Flow, blueprint: Blueprint): JsonObject {
  const known = blueprint.fields.find((field) => field.key === flow.stateField)?.options ?? []
  const keys = Object.keys(flow.states)
  const add = keys
    .filter((key) => !known.some((option) => option.key === key))
    .map((key) => present({ key, label: flow.states[key]?.label }))
  const retire = known.filter(({ key, retired }) => !retired && !keys.includes(key)).map(({ key }) => key)
  const offer = known.filter(({ key, retired }) => retired && keys.includes(key)).map(({ key }) => key)
  const change = Object.fromEntries(Object.entries({ add, retire, offer }).filter(([, list]) => list.length > 0))
  const document = Object.keys(change).length > 0 ? { ...flowDocument(flow), stateOptions: change } : flowDocument(flow)
  return JSON.parse(JSON.stringify(document)) as JsonObject
}

/**
 * Without what is no state any more: a choice that is not offered and that nothing in the flow mentions. `version` is the
 * published one, 0 before the first.
 */
export function flowOnScreen(definition: Flow, blueprint: Blueprint, version: number): Flow {
  const { stateOptions: _, ...flow } = definition as Flow & { readonly stateOptions?: unknown }
  const options = blueprint.fields.find((field) => field.key === flow.stateField)?.options ?? []
  const used = new Set([
    flow.initial,
    ...flow.transitions.flatMap(({ from, to }) => (from === '*' ? [to] : [...from, to])),
  ])
  const isGone = (key: string) => !used.has(key) && options.find((option) => option.key === key)?.retired === true
  const states = Object.fromEntries(Object.entries(flow.states).filter(([key]) => !isGone(key)))
  return withGroups({ ...flow, version, states }, flow.groups ?? {})
}
