// What would one definition change, where it is to be? Asked of the server, as the publish screen asks; nothing is kept.
import { canonicalJson, isJsonObject, type Json, type JsonObject } from '@molde/engine'
import { type ApiClient, sayProblem } from './api-client.ts'
import { definitionOf, withoutMain } from './configuration.ts'
import { CommandError } from './read-command.ts'
import { shortly } from './shortly.ts'

export interface Decision {
  readonly id: string
  readonly sentence: string
  readonly choices: readonly { readonly answer: string; readonly sentence: string; readonly confidence?: number }[]
  readonly default: string
}

export interface Change {
  readonly kind: 'blueprint' | 'flow' | 'view' | 'automation'
  /** Of a view: its blueprint, a slash, its name. */
  readonly name: string
  readonly is: 'new' | 'changed'
  readonly from?: number
  readonly to?: number
  readonly records?: number
  readonly sentences: readonly string[]
  readonly warnings: readonly string[]
  /** What somebody must decide first; nothing is published before. */
  readonly decisions: readonly Decision[]
  /** Why it cannot be. */
  readonly refusal?: string
}

export interface LookedAt {
  /** Undefined: it is as it should be. */
  readonly change: Change | undefined
  readonly answers: JsonObject
  readonly ops: readonly Json[]
  /** The ops say more than the document: something is destroyed, or counted in another unit. */
  readonly isWritten?: boolean
  /** Why each field that goes for good goes, by its key. */
  readonly confirm?: { readonly [field: string]: string }
  /** Findings of the preview that are to stay as they are, by their ids. */
  readonly accept?: readonly string[]
}

/** What was said beforehand, with the command. */
export interface Said {
  readonly accepted: readonly string[]
  readonly destroyed: readonly string[]
  readonly units: readonly string[]
}

const nothing = { change: undefined, answers: {}, ops: [] }
const mostRounds = 6
const stays = { answer: 'stay', sentence: 'It stays as it is.' }

export async function lookAtBlueprint(
  api: ApiClient,
  name: string,
  document: JsonObject,
  { accepted, destroyed, units }: Said,
): Promise<LookedAt> {
  const there = await api.call('GET', `/blueprints/${name}`)
  if (there.status === 404) return { ...nothing, change: newOne('blueprint', name, labelsOf(document)) }
  let answers: JsonObject = {}
  for (let round = 0; round < mostRounds; round++) {
    const answered = await api.call('POST', `/blueprints/${name}/draft/preview`, { document, answers })
    if (answered.body['code'] === 'draft-ambiguous') {
      const questions = answered.body['questions'] as unknown as readonly Decision[]
      const taken = acceptedOf(name, questions, accepted)
      if (Object.keys(taken).length < questions.length) {
        const decisions = questions.filter(({ id }) => !Object.hasOwn(taken, id))
        return { answers, ops: [], change: { ...changed('blueprint', name), decisions } }
      }
      answers = { ...answers, ...taken }
      continue
    }
    if (answered.status >= 400) return { answers, ops: [], change: refused('blueprint', name, answered.body) }
    const ops = answered.body['ops'] as readonly JsonObject[]
    const confirm = confirmOf(name, document, destroyed)
    const scaled = scaledFields(name, document, there.body, units)
    if (ops.length === 0) return { answers, ops, change: undefined }
    if (Object.keys(confirm).length > 0 || scaled.length > 0)
      return lookAtWritten(api, name, { answers, ops: scaledOps(ops, scaled), confirm }, accepted)
    return { answers, ops, ...decided(reported('blueprint', name, answered.body), accepted) }
  }
  throw new CommandError(`${name} asks without end.`)
}

/** What the files leave out is removed, and its values kept, unless they were named. */
async function lookAtWritten(
  api: ApiClient,
  name: string,
  { answers, ops: removing, confirm: named }: Required<Pick<LookedAt, 'answers' | 'ops' | 'confirm'>>,
  accepted: Said['accepted'],
): Promise<LookedAt> {
  const goes = (op: Json) => (isJsonObject(op) && op['op'] === 'remove' ? String(op['field']) : '')
  const ops = removing.map((op) => (Object.hasOwn(named, goes(op)) ? { op: 'purge', field: goes(op) } : op))
  const going = new Set(removing.map(goes))
  const confirm = Object.fromEntries(Object.entries(named).filter(([field]) => going.has(field)))
  const answered = await api.call('POST', `/blueprints/${name}/draft/preview`, { ops })
  if (answered.status >= 400) return { answers, ops: [], change: refused('blueprint', name, answered.body) }
  return { answers, ops, isWritten: true, confirm, ...decided(reported('blueprint', name, answered.body), accepted) }
}

/** What the preview asks for is asked until somebody has said that it is to stay. */
function decided(change: Change, accepted: Said['accepted']): Pick<LookedAt, 'change' | 'accept'> {
  const taken = acceptedOf(change.name, change.decisions, accepted)
  const accept = change.decisions.flatMap(({ id, default: stays }) => (taken[id] === stays ? [id] : []))
  return { accept, change: { ...change, decisions: change.decisions.filter(({ id }) => !accept.includes(id)) } }
}

interface ScaledField {
  /** What it is called before the change. */
  readonly key: string
  readonly factor: string
  readonly wanted: JsonObject
}

/**
 * `delivery:weight=1000`. Files say in which unit a field is counted: where the workspace says the same, its numbers have been
 * multiplied already, and are not a second time.
 */
function scaledFields(
  blueprint: string,
  document: JsonObject,
  there: JsonObject,
  units: readonly string[],
): readonly ScaledField[] {
  return units.flatMap((one) => {
    const [, where, key = '', factor = ''] = /^([^:=]+):([^:=]+)=(.*)$/.exec(one) ?? []
    if (where !== blueprint) return []
    const wanted = fieldsOf(document).find((field) => field['key'] === key)
    if (wanted?.['unit'] === undefined)
      throw new CommandError(
        `The files do not say in which unit ${blueprint}:${key} is counted. Write it there ("unit": "g"), so that its numbers are multiplied only once.`,
      )
    const mark = wanted['id'] === undefined ? 'key' : 'id'
    const now = fieldsOf(there).find((field) => field[mark] === wanted[mark])
    return !now || now['unit'] === wanted['unit'] ? [] : [{ key: String(now['key']), factor, wanted }]
  })
}

const scaledMembers = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'default']

/** Limits and the default are multiplied as well, and become what the files say: it may be the number of before. */
function scaledOps(ops: readonly JsonObject[], scaled: readonly ScaledField[]): readonly JsonObject[] {
  const saidIn = (op: JsonObject) =>
    scaled.find(
      ({ key, wanted }) =>
        op['op'] === 'change' && op['unit'] === wanted['unit'] && [key, wanted['key']].includes(op['field'] as string),
    )
  return [
    ...scaled.map(({ key, factor }) => ({ op: 'unit', field: key, factor })),
    ...ops.map((op) => {
      const said = Object.entries(saidIn(op)?.wanted ?? {}).filter(
        ([name, value]) => scaledMembers.includes(name) && !isJsonObject(value),
      )
      return { ...Object.fromEntries(said), ...op }
    }),
  ]
}

/** `delivery:note=reason`. One that the files keep is no mistake to be guessed at; one that is gone already is none at all. */
function confirmOf(blueprint: string, document: JsonObject, destroyed: readonly string[]) {
  const named = destroyed.flatMap((one) => {
    const [, where, field = '', reason = ''] = /^([^:=]+):([^:=]+)=(.*)$/s.exec(one) ?? []
    return where === blueprint ? [[field, reason.trim()] as const] : []
  })
  const kept = named.find(([field]) => fieldsOf(document).some(({ key }) => key === field))
  if (kept)
    throw new CommandError(
      `The files keep ${blueprint}:${kept[0]}, so it cannot be destroyed. Take it out of them first.`,
    )
  return Object.fromEntries(named)
}

export async function lookAtFlow(api: ApiClient, name: string, document: JsonObject): Promise<LookedAt> {
  const there = await api.call('GET', `/flows/${name}`)
  if (there.status === 404)
    return { ...nothing, change: newOne('flow', name, Object.keys((document['states'] ?? {}) as JsonObject)) }
  if (isSame(definitionOf(withoutMain(there.body)), document)) return nothing
  const answered = await api.call('POST', `/flows/${name}/draft/preview`, { document })
  if (answered.status >= 400) return { ...nothing, change: refused('flow', name, answered.body) }
  const change = reported('flow', name, answered.body)
  return { ...nothing, change: change.sentences.length === 0 ? undefined : change }
}

/** `there`: the views of the workspace. What the file does not say the view does not have. */
export function lookAtView(there: readonly JsonObject[], blueprint: string, view: JsonObject): LookedAt {
  const name = `${blueprint}/${String(view['name'])}`
  const same = viewThere(there, blueprint, view)
  if (!same) return { ...nothing, change: newOne('view', name, []) }
  const wanted = completeView(view)
  const differing = Object.keys(wanted).filter((member) => !isSame(same[member] ?? null, wanted[member] ?? null))
  if (differing.length === 0) return nothing
  const sentences = differing.map((member) => `${member}: ${shortly(same[member])} → ${shortly(wanted[member])}`)
  return { ...nothing, change: { ...changed('view', name), sentences } }
}

export function completeView(view: JsonObject): JsonObject {
  return {
    filter: null,
    sort: null,
    columns: [],
    pinnedColumns: null,
    widths: null,
    totals: null,
    rowHeight: null,
    group: null,
    start: null,
    end: null,
    form: null,
    kind: 'table',
    ...view,
  }
}

export function viewThere(there: readonly JsonObject[], blueprint: string, view: JsonObject): JsonObject | undefined {
  return there.find((one) => one['shared'] === true && one['blueprint'] === blueprint && one['name'] === view['name'])
}

/** `delivery:field:courier=f5`, or `delivery:field:courier` for the usual answer. */
function acceptedOf(blueprint: string, questions: readonly Decision[], accepted: readonly string[]): JsonObject {
  const taken = questions.flatMap((question) => {
    const named = `${blueprint}:${question.id}`
    if (accepted.includes(named)) return [[question.id, question.default] as const]
    const said = accepted.find((one) => one.startsWith(`${named}=`))
    return said === undefined ? [] : [[question.id, said.slice(named.length + 1)] as const]
  })
  return Object.fromEntries(taken)
}

function changed(kind: Change['kind'], name: string): Change {
  return { kind, name, is: 'changed', sentences: [], warnings: [], decisions: [] }
}

function newOne(kind: Change['kind'], name: string, parts: readonly string[]): Change {
  return { ...changed(kind, name), is: 'new', sentences: parts.length === 0 ? [] : [parts.join(', ')] }
}

function refused(kind: Change['kind'], name: string, problem: JsonObject): Change {
  return { ...changed(kind, name), refusal: sayProblem(problem) }
}

function reported(kind: Change['kind'], name: string, preview: JsonObject): Change {
  const report = preview['report'] as unknown as {
    readonly from: number
    readonly to: number
    readonly records: { readonly total: number }
    readonly sentences: readonly string[]
    readonly findings: readonly { readonly severity: string; readonly message: string; readonly id?: string }[]
    readonly destroys?: readonly { readonly field: string; readonly records: number }[]
  }
  const { from, to, records, sentences, findings, destroys = [] } = report
  const losses = destroys.map(
    ({ field, records: n }) => `${field}: lost in ${n.toLocaleString('en')} ${n === 1 ? 'record' : 'records'}`,
  )
  const told = (severity: string) => findings.filter((one) => one.severity === severity).map(({ message }) => message)
  const blocks = told('block')
  const decisions = findings.flatMap(({ severity, message, id }): Decision[] =>
    severity === 'decide' && id !== undefined ? [{ id, sentence: message, choices: [stays], default: 'stay' }] : [],
  )
  return {
    ...changed(kind, name),
    ...{ from, to, records: records.total, sentences, warnings: [...told('warn'), ...losses], decisions },
    ...(blocks.length > 0 && { refusal: blocks.join('\n') }),
  }
}

function labelsOf(document: JsonObject): string[] {
  return fieldsOf(document).map(({ key }) => String(key))
}

function fieldsOf(document: JsonObject): readonly JsonObject[] {
  return (Array.isArray(document['fields']) ? document['fields'] : []) as readonly JsonObject[]
}

function isSame(a: Json, b: Json): boolean {
  return canonicalJson(a) === canonicalJson(b)
}
