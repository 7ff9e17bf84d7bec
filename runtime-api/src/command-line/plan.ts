// What do the files change in a workspace, in which order, and what stands in the way?
import type { Json, JsonObject } from '@molde/engine'
import type { ApiClient } from './api-client.ts'
import { automationsThere, type Configuration, inPlace } from './configuration.ts'
import { type Change, lookAtBlueprint, lookAtFlow, lookAtView, type Said } from './look-at.ts'
import { lookAtAutomation } from './look-at-automation.ts'

export interface Plan {
  /** In the order in which they are made. */
  readonly changes: readonly Change[]
  /** What the workspace has and the files do not: it stays. */
  readonly onlyThere: readonly string[]
}

export async function planOf(api: ApiClient, wanted: Configuration, said: Said): Promise<Plan> {
  const changes: Change[] = []
  for (const [name, document] of inOrder(wanted.blueprints)) {
    const { change } = await lookAtBlueprint(api, name, document, said)
    if (change) changes.push(change)
  }
  const pending = new Set(changes.map(({ name }) => name))
  for (const [name, document] of inPlace(wanted.flows)) {
    const { change } = await lookAtFlow(api, name, document)
    if (change) changes.push(pending.has(String(document['blueprint'])) ? laterOn(change) : change)
  }
  const there = await api.all('/views')
  for (const [blueprint, views] of wanted.views)
    for (const view of views) {
      const { change } = lookAtView(there, blueprint, view)
      if (change) changes.push(change)
    }
  const isPending = changes.some(({ kind }) => kind === 'blueprint' || kind === 'flow')
  const automations = await automationsThere(api)
  for (const [name, document] of wanted.automations) {
    const { change } = await lookAtAutomation(api, automations, name, document)
    if (change) changes.push(isPending ? laterOn(change) : change)
  }
  return { changes, onlyThere: await onlyThere(api, wanted, { views: there, automations }) }
}

/** What it names may come with a change before it: it is looked at again when that is there. */
function laterOn({ refusal, ...change }: Change): Change {
  if (refusal === undefined) return change
  return { ...change, warnings: ['It is looked at when the changes before it are there.'] }
}

/** Targets of relations first; where they point at each other, by name. */
export function inOrder(blueprints: Configuration['blueprints']): (readonly [string, JsonObject])[] {
  const done = new Map<string, JsonObject>()
  const visit = (name: string, way: readonly string[]): void => {
    const document = blueprints.get(name)
    if (!document || done.has(name) || way.includes(name)) return
    for (const target of targetsIn(document['fields'] ?? [])) visit(target, [...way, name])
    done.set(name, document)
  }
  for (const name of [...blueprints.keys()].sort()) visit(name, [])
  return [...done]
}

function targetsIn(fields: Json): string[] {
  const list = (Array.isArray(fields) ? fields : []) as readonly JsonObject[]
  const own = list.flatMap(({ type, blueprint }) => (type === 'relation' ? [String(blueprint)] : []))
  return [...own, ...list.flatMap((field) => targetsIn(field['fields'] ?? []))].sort()
}

interface There {
  readonly views: readonly JsonObject[]
  readonly automations: readonly JsonObject[]
}

async function onlyThere(api: ApiClient, wanted: Configuration, { views, automations }: There): Promise<string[]> {
  const [blueprints, flows] = [await api.all('/blueprints'), await api.all('/flows')]
  const missing = (kind: string, list: readonly JsonObject[], known: ReadonlyMap<string, unknown>) =>
    list
      .map(({ name }) => String(name))
      .filter((name) => !known.has(name))
      .map((name) => `${kind} ${name}`)
  const isWanted = (view: JsonObject) =>
    wanted.views.get(String(view['blueprint']))?.some(({ name }) => name === view['name']) === true
  return [
    ...missing('blueprint', blueprints, wanted.blueprints),
    ...missing('flow', flows, wanted.flows),
    ...views
      .filter((view) => view['shared'] === true && !isWanted(view))
      .map((view) => `view ${String(view['blueprint'])}/${String(view['name'])}`),
    ...missing('automation', automations, wanted.automations),
  ]
}
