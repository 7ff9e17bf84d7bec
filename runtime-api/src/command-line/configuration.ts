// A workspace's definitions as files: one per blueprint, flow and automation, one with the shared views of each blueprint.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isJsonObject, type Json, type JsonObject } from '@molde/engine'
import type { ApiClient } from './api-client.ts'
import { CommandError } from './read-command.ts'

export interface Configuration {
  /** By name. */
  readonly blueprints: ReadonlyMap<string, JsonObject>
  readonly flows: ReadonlyMap<string, JsonObject>
  /** By the name of their blueprint. */
  readonly views: ReadonlyMap<string, readonly JsonObject[]>
  readonly automations: ReadonlyMap<string, JsonObject>
}

/** What the server says beside a definition, and nobody writes into a file. */
const besides = [
  ...['id', 'version', 'rev', 'createdAt', 'updatedAt', 'createdBy', 'publishedAt', 'publishedBy'],
  ...['blueprintVersion', 'findings', 'ready', 'shared', 'sharedWith'],
]

/** Everything that has been published, and what all members see. Roles are not there yet: the API knows only owner and member. */
export async function fetchConfiguration(api: ApiClient): Promise<Configuration> {
  const blueprints = await api.all('/blueprints')
  const flows = await api.all('/flows')
  const views = (await api.all('/views')).filter(({ shared }) => shared === true)
  const named = (list: readonly JsonObject[]) =>
    new Map(list.map((one) => [String(one['name']), definitionOf(one)] as const))
  const byBlueprint = new Map<string, JsonObject[]>()
  for (const view of [...views].sort(byName)) {
    const { blueprint, ...rest } = definitionOf(view)
    const list = byBlueprint.get(String(blueprint)) ?? []
    byBlueprint.set(String(blueprint), [...list, rest])
  }
  const automations = (await automationsThere(api)).map(automationOf)
  return {
    ...{ blueprints: named(blueprints), flows: named(flows.map(withoutMain)), views: byBlueprint },
    automations: new Map(automations.map((one) => [String(one['name']), one])),
  }
}

/** Only of a further flow of its blueprint a file says that it is none: most blueprints have one. */
export function withoutMain(flow: JsonObject): JsonObject {
  const { main, ...rest } = flow
  return main === false ? flow : rest
}

/** Main ones first: which flow of a blueprint it is follows from which was there first. */
export function inPlace(flows: ReadonlyMap<string, JsonObject>): readonly (readonly [string, JsonObject])[] {
  return [...flows].sort(([, a], [, b]) => Number(a['main'] === false) - Number(b['main'] === false))
}

export function definitionOf(answer: JsonObject): JsonObject {
  return withoutAsking(
    Object.fromEntries(Object.entries(answer).filter(([name]) => !besides.includes(name))),
  ) as JsonObject
}

/** What the file of an automation holds, and nothing else: neither an address to send to, nor when it runs next, nor what became of its runs. */
const ofAutomation = ['name', 'label', 'description', 'blueprint', 'trigger', 'when', 'do', 'status']

export async function automationsThere(api: ApiClient): Promise<readonly JsonObject[]> {
  return (await api.must('GET', '/automations')).body['items'] as readonly JsonObject[]
}

export function automationOf(answer: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(answer).filter(([name]) => ofAutomation.includes(name)))
}

/** Who is asked for what at the next edit is a matter of the records that are there. */
function withoutAsking(value: Json): Json {
  if (Array.isArray(value)) return value.map((one: Json) => withoutAsking(one))
  if (!isJsonObject(value)) return value
  const kept = Object.entries(value).filter(([name]) => name !== 'askOnEdit')
  return Object.fromEntries(kept.map(([name, inner]) => [name, withoutAsking(inner)]))
}

function byName(a: JsonObject, b: JsonObject): number {
  const [left, right] = [a, b].map((one) => `${String(one['blueprint'])}/${String(one['name'])}`) as [string, string]
  return left < right ? -1 : Number(left > right)
}

const folders = ['blueprints', 'flows', 'views', 'automations'] as const
/** Names are the server's, and become names of files only in this form. */
const safeName = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/

/** Files of what is gone go; whatever else lies in the folder stays. Answers with what was written. */
export function writeConfiguration(folder: string, configuration: Configuration): string[] {
  return folders.flatMap((kind) => {
    const at = join(folder, kind)
    refuseAlike([...configuration[kind].keys()])
    mkdirSync(at, { recursive: true })
    const written = [...configuration[kind]]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, content]) => {
        if (!safeName.test(name)) throw new CommandError(`"${name}" cannot be the name of a file.`)
        const file = `${name}.json`
        const half = join(at, `.${file}.half`)
        writeFileSync(half, textOf(content as Json))
        renameSync(half, join(at, file))
        return file
      })
    for (const file of definitionFiles(at).filter((one) => !written.includes(one))) rmSync(join(at, file))
    return written.map((file) => `${kind}/${file}`)
  })
}

/** On some machines they would be one file. */
function refuseAlike(names: readonly string[]): void {
  const seen = new Map<string, string>()
  for (const name of names) {
    const other = seen.get(name.toLowerCase())
    if (other !== undefined) throw new CommandError(`"${other}" and "${name}" cannot be files side by side.`)
    seen.set(name.toLowerCase(), name)
  }
}

export function readConfiguration(folder: string): Configuration {
  const [blueprints, flows, views, automations] = folders.map((kind) => readFolder(folder, kind)) as [
    Read,
    Read,
    Read,
    Read,
  ]
  for (const [kind, read] of [
    ['blueprints', blueprints],
    ['flows', flows],
    ['automations', automations],
  ] as const)
    for (const [name, content] of read)
      if (!isJsonObject(content) || content['name'] !== name)
        throw new CommandError(`${kind}/${name}.json must hold the definition of "${name}".`)
  for (const [name, list] of views)
    if (!Array.isArray(list) || !list.every((view) => isJsonObject(view) && typeof view['name'] === 'string'))
      throw new CommandError(`views/${name}.json must be a list of views, each with its name.`)
  const found = { blueprints, flows, views, automations } as unknown as Configuration
  if (folders.every((kind) => found[kind].size === 0))
    throw new CommandError(`There are no definitions in ${folder}. "molde pull ${folder}" writes them.`)
  return found
}

type Read = ReadonlyMap<string, Json>

function readFolder(folder: string, kind: string): Read {
  const files = definitionFiles(join(folder, kind))
  return new Map(files.map((file) => [file.slice(0, -'.json'.length), readJson(join(folder, kind, file))]))
}

function definitionFiles(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((file) => file.endsWith('.json') && safeName.test(file.slice(0, -'.json'.length)))
      .sort()
  } catch (failed) {
    if ((failed as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw new CommandError(`${folder} cannot be read (${(failed as NodeJS.ErrnoException).code}).`)
  }
}

function readJson(file: string): Json {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Json
  } catch (failed) {
    throw new CommandError(`${file} is not valid JSON: ${(failed as Error).message}`)
  }
}

/** What tells people most comes first; the rest by name, so that equal definitions are equal files. */
const first = ['name', 'id', 'key', 'type', 'label', 'help', 'blueprint', 'stateField', 'initial', 'titleField']
/** Their members are names of things, in the order in which they are meant. */
const maps = ['states', 'events', 'groups']

export function textOf(content: Json): string {
  return `${JSON.stringify(ordered(content), null, 2)}\n`
}

function ordered(value: Json, keepsOrder = false): Json {
  if (Array.isArray(value)) return value.map((one: Json) => ordered(one))
  if (!isJsonObject(value)) return value
  const names = keepsOrder ? Object.keys(value) : Object.keys(value).sort(byRank)
  return Object.fromEntries(names.map((name) => [name, ordered(value[name] as Json, maps.includes(name))]))
}

function byRank(a: string, b: string): number {
  const [left, right] = [rankOf(a), rankOf(b)]
  return left === right ? (a < b ? -1 : 1) : left - right
}

function rankOf(name: string): number {
  const at = first.indexOf(name)
  return at === -1 ? first.length : at
}
