// What the engine says of an automation as it stands, and at which place; the same engine refuses or accepts on the server.
import {
  automationScope,
  type BlueprintVersion,
  type ExpressionScope,
  type FlowVersion,
  idGiver,
  MoldeError,
  newBlueprint,
  newFlow,
  pointerOf,
  type Reader,
  readAutomation,
  sayIssue,
} from '@molde/engine'
import { blueprintDocument } from '../api/blueprint-document.ts'
import type { Blueprint } from '../api/blueprints-api.ts'
import type { Flow } from '../api/flows-api.ts'
import type { View } from '../api/views-api.ts'
import { type AutomationDraft, documentOf, withoutNulls } from './automation-draft.ts'

/** Sentences by where they are: `/trigger/fields/0`. */
export type Problems = ReadonlyMap<string, readonly string[]>

export interface Ground {
  readonly version: BlueprintVersion | undefined
  /** The main one first. */
  readonly flows: readonly FlowVersion[]
  readonly forms: readonly Pick<View, 'id' | 'name'>[]
}

/** The kind of record that it is about, as the engine reads it. */
export function groundOf(
  blueprint: Blueprint | undefined,
  flows: readonly Flow[],
  forms: Ground['forms'] = [],
): Ground {
  if (!blueprint) return { version: undefined, flows: [], forms }
  const version = newBlueprint(blueprintDocument(blueprint), idGiver({}))
  return { version, flows: flows.flatMap((flow) => eventsOf(flow, version) ?? []), forms }
}

/** Of the flow its states and events are named here, and nothing else is asked. */
function eventsOf(flow: Flow, version: BlueprintVersion): FlowVersion | undefined {
  const options = version.fields.find(({ key }) => key === flow.stateField)?.options ?? []
  const states = Object.fromEntries(options.map(({ key }) => [key, {}]))
  const events = [...new Set(flow.transitions.flatMap(({ event }) => event || []))]
  const transitions = events.map((event) => ({ event, from: [flow.initial], to: flow.initial }))
  const { name, blueprint, stateField, initial } = flow
  try {
    return newFlow({ name, blueprint, stateField, initial, states, transitions }, version, idGiver({})).flow
  } catch (refused) {
    if (refused instanceof MoldeError) return undefined
    throw refused
  }
}

export function scopeFor({ trigger }: Pick<AutomationDraft, 'trigger'>, { version, flows }: Ground): ExpressionScope {
  return automationScope(trigger.kind, version, flows[0]?.stateField)
}

export function judgeAutomationDraft(
  draft: AutomationDraft,
  { version, flows, forms }: Ground,
  reader: Reader,
): Problems {
  const [flow, ...beside] = flows
  const { blueprint: _, ...document } = withoutNulls(documentOf(draft))
  try {
    readAutomation({ name: 'a', ...document }, { blueprint: version, flow, beside, forms }, idGiver({}))
    return new Map()
  } catch (refused) {
    if (!(refused instanceof MoldeError)) throw refused
    return byPlace(refused.issues.map((one) => ({ pointer: pointerOf(one.path), message: sayIssue(one, reader) })))
  }
}

export function byPlace(issues: readonly { readonly pointer: string; readonly message: string }[]): Problems {
  const places = new Map<string, readonly string[]>()
  for (const { pointer, message } of issues) {
    const there = places.get(pointer) ?? []
    if (!there.includes(message)) places.set(pointer, [...there, message])
  }
  return places
}

/** What is wrong at a place or below it. */
export function problemsAt(problems: Problems, place: string): readonly string[] {
  return [...problems].flatMap(([at, said]) => (at === place || at.startsWith(`${place}/`) ? said : []))
}
