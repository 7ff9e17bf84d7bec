// What a new tenant can start from: the modules among the examples, read as data.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { checkModule, JsonObject } from '@molde/engine'
import { programFolder } from '../program-folder.ts'

export interface Template {
  readonly name: string
  readonly document: JsonObject
}

type Module = ReturnType<typeof checkModule>['document']

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

/** For the screen that asks what to start with: also what is in it, so that nobody has to try. */
export function listTemplates() {
  return [...templates().values()].map(({ name, document }) => ({
    name,
    label: document.label ?? name,
    ...(document.description === undefined ? {} : { description: document.description }),
    ...(document.icon === undefined ? {} : { icon: document.icon }),
    kinds: kindsOf(document as unknown as Module),
  }))
}

type Words = string | { readonly [language: string]: string }

interface KindInside {
  readonly label: Words
  readonly fields: readonly Words[]
  readonly steps: readonly Words[]
}

/** Per kind of record what people fill in, and the steps of its flow in their order; none where it has no flow. */
function kindsOf({ blueprints, flows = [] }: Module): readonly KindInside[] {
  return blueprints.map(({ name, label, fields }) => {
    const flow = flows.find(({ blueprint }) => blueprint === name)
    const state = fields.find(({ key }) => key === flow?.stateField)
    const options = (state?.options ?? []).filter((option) => typeof option !== 'string')
    const wordsOf = (step: string) => options.find(({ key }) => key === step)?.label ?? step
    const filledIn = fields.filter((field) => field !== state && !field.readOnly && !isWorkedOut(field))
    return {
      label: label ?? name,
      fields: filledIn.map((field) => field.label ?? field.key),
      steps: Object.keys(flow?.states ?? {}).map(wordsOf),
    }
  })
}

/** Said by a type of that name, or beside another one. */
function isWorkedOut({ type, computed }: Module['blueprints'][number]['fields'][number]): boolean {
  return computed !== undefined || ['formula', 'lookup', 'rollup', 'autonumber'].includes(type)
}

function readTemplates(from: string): Template[] {
  if (!existsSync(from)) return []
  return readdirSync(from, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(from, entry.name, 'module.json')))
    .map((entry) => JSON.parse(readFileSync(join(from, entry.name, 'module.json'), 'utf8')) as JsonObject)
    .map((document) => ({ name: String(document.name), document }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}
