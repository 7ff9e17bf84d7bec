// What a new tenant can start from: the modules among the examples, read as data.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JsonObject } from '@molde/engine'
import { programFolder } from '../program-folder.ts'

export interface Template {
  readonly name: string
  readonly document: JsonObject
}

const folder = join(programFolder, 'examples')
let known: ReadonlyMap<string, Template> | undefined

/** Read once; the files belong to the program and do not change under it. */
function templates(): ReadonlyMap<string, Template> {
  known ??= new Map(readTemplates(folder).map((template) => [template.name, template]))
  return known
}

export function findTemplate(name: string): Template | undefined {
  return templates().get(name)
}

export function templateNames(): ReadonlySet<string> {
  return new Set(templates().keys())
}

/** For the screen that asks what to start with. */
export function listTemplates() {
  return [...templates().values()].map(({ name, document }) => ({
    name,
    label: document.label ?? name,
    ...(document.description === undefined ? {} : { description: document.description }),
    ...(document.icon === undefined ? {} : { icon: document.icon }),
  }))
}

function readTemplates(from: string): Template[] {
  if (!existsSync(from)) return []
  return readdirSync(from, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(from, entry.name, 'module.json')))
    .map((entry) => JSON.parse(readFileSync(join(from, entry.name, 'module.json'), 'utf8')) as JsonObject)
    .map((document) => ({ name: String(document.name), document }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}
