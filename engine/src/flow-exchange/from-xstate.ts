// Somebody's config of XState, 4 or 5, as a flow in the form in which the API takes it, with notes of what did not come along.
import { checkDocument } from '../blueprint/check-document.ts'
import { type Issue, issue, MoldeError, type Path, refuseIf } from '../errors.ts'
import { type Reader, reader, shorten } from '../flow/collect-issues.ts'
import { flowLimits } from '../flow/flow-limits.ts'
import { isJsonObject, type Json, type JsonObject } from '../json.ts'
import { validName } from './valid-names.ts'
import { targetFrom, type XStateNode, type XStateTree, xstateTree } from './xstate-nodes.ts'
import { formAction, guardName } from './xstate-words.ts'

export interface ImportedFlow {
  /** As a new flow is sent. What is not known of its blueprint yet is left out. */
  readonly document: JsonObject
  /** What is called otherwise here, and what was left out: by place. */
  readonly notes: readonly Issue[]
}

/** What it is to be; else what the config says that was written here. */
export interface ImportInto {
  readonly name?: string
  readonly blueprint?: string
  readonly stateField?: string
}

/** Throws a MoldeError with what no flow can say: functions, `after`, `invoke`, several targets at once. */
export function fromXState(config: unknown, into: ImportInto = {}): ImportedFlow {
  refuseIf(functionsIn(config))
  refuseIf(checkDocument(config))
  if (!isJsonObject(config)) throw new MoldeError([issue([], 'not-object', { label: 'config' })])
  const [from, note] = [reader(), reader()]
  const tree = xstateTree(from, note, config)
  const meta = metaOf(config)
  const reading: Reading = { from, note, tree, ours: typeof meta['stateField'] === 'string' }
  const document = documentOf(reading, config, { ...pick(meta, ['name', 'blueprint', 'stateField']), ...into })
  refuseIf(from.issues)
  return { document, notes: note.issues }
}

interface Reading {
  readonly from: Reader
  readonly note: Reader
  readonly tree: XStateTree
  /** Written by `toXState`: descriptions there repeat what `meta` says. */
  readonly ours: boolean
}

/** No more places than a document may have are looked at. */
function functionsIn(config: unknown): Issue[] {
  const found: Issue[] = []
  let left = 50_000
  const walk = (value: unknown, path: Path): void => {
    left -= 1
    if (typeof value === 'function') found.push(issue(path, 'exchange-cannot', { part: 'function' }))
    if (typeof value !== 'object' || value === null || path.length > 32) return
    for (const [member, inner] of Object.entries(value)) {
      if (left < 0 || found.length >= flowLimits.issues) return
      walk(inner, [...path, Array.isArray(value) ? Number(member) : member])
    }
  }
  walk(config, [])
  return found
}

function documentOf(reading: Reading, config: JsonObject, said: JsonObject): JsonObject {
  const { root, all } = reading.tree
  for (const node of all) refuseMembers(reading, node)
  const groups = all.filter(({ kind }) => kind === 'group')
  const name = said['name'] ?? (typeof config['id'] === 'string' ? validName(config['id'], 'group') : 'flow')
  const { events, clocks } = metaOf(config)
  return {
    ...said,
    name,
    ...labelled(reading, root),
    initial: firstLeaf(reading, root) ?? '',
    states: statesOf(reading, undefined),
    ...(isJsonObject(events) && { events }),
    transitions: transitionsOf(reading),
    ...(Array.isArray(clocks) && { clocks }),
    ...(groups.length > 0 && {
      groups: Object.fromEntries(groups.map((group) => [group.name, groupOf(reading, group)])),
    }),
  }
}

const refused = ['after', 'invoke', 'activities', 'spawn'] as const
/** What these nodes have no place for. */
const homeless: { readonly [kind: string]: readonly string[] } = {
  root: ['entry', 'exit'],
  region: ['entry', 'exit'],
  history: ['target'],
}
const known = 'id type initial states on always onDone entry exit history meta description options $schema'.split(' ')

function refuseMembers({ from, note }: Reading, { wire, path, kind }: XStateNode): void {
  for (const [member, value] of Object.entries(wire)) {
    const at = [...path, member]
    const empty = (isJsonObject(value) || Array.isArray(value)) && Object.keys(value).length === 0
    const cannot = refused.some((one) => one === member) || (kind === 'root' && ['always', 'onDone'].includes(member))
    if (cannot && !empty) from.refuse(at, 'exchange-cannot', { part: member })
    else if (!cannot && !empty && homeless[kind]?.includes(member)) note.refuse(at, 'exchange-left', { part: member })
    else if (!cannot && !known.includes(member)) note.refuse(at, 'exchange-left', { part: shorten(member) })
  }
}

/** The states of the flow itself or of a region, in whatever groups they lie. */
function statesOf(reading: Reading, region: XStateNode | undefined): JsonObject {
  const states = reading.tree.all.filter(
    (node) => node.region === region && ['state', 'final', 'parallel'].includes(node.kind),
  )
  return Object.fromEntries(states.map((node) => [node.name, stateOf(reading, node)]))
}

function stateOf(reading: Reading, node: XStateNode): JsonObject {
  return {
    ...(node.kind !== 'state' && { type: node.kind }),
    ...labelled(reading, node),
    ...pick(metaOf(node.wire), ['color', 'pos', 'timers']),
    ...actionsAt(reading, node),
    ...(node.kind === 'parallel' && {
      regions: node.children.map((region) => ({
        stateField: region.name,
        initial: firstLeaf(reading, region, true) ?? '',
        states: statesOf(reading, region),
      })),
    }),
  }
}

function groupOf(reading: Reading, node: XStateNode): JsonObject {
  const { initial } = node.wire
  const first = typeof initial === 'string' ? node.children.find(({ key }) => key === initial) : undefined
  const leaves = node.children.filter(({ kind }) => ['state', 'final', 'parallel'].includes(kind))
  const usual = leaves[0] ?? node.children.find(({ kind }) => kind === 'group')
  if (!first) reading.from.refuse([...node.path, 'initial'], 'exchange-target', { name: nameIn(initial) })
  return {
    ...labelled(reading, node),
    ...pick(metaOf(node.wire), ['color']),
    ...(node.parent?.kind === 'group' && { parent: node.parent.name }),
    states: leaves.map(wireName),
    ...(first && first !== usual && { initial: wireNode(first) }),
    ...actionsAt(reading, node),
  }
}

function wireName({ name, region }: XStateNode): string {
  return region ? `${region.name}.${name}` : name
}

function wireNode(node: XStateNode): Json {
  if (node.kind === 'group') return { group: node.name }
  const history = node.wire['history'] === 'deep' ? 'deep' : 'shallow'
  return node.kind === 'history' ? { group: node.parent?.name ?? '', history } : wireName(node)
}

/** Where one that begins here stands. */
function firstLeaf({ from, tree }: Reading, node: XStateNode, inRegion = false): string | undefined {
  let at = node
  // A beginning may lead back to what it begins.
  for (let depth = 0; ['root', 'group', 'region'].includes(at.kind); depth += 1) {
    const { initial } = at.wire
    const next = typeof initial === 'string' && depth <= 32 ? targetFrom(tree, at, `.${initial}`) : undefined
    if (!next) return from.refuse([...at.path, 'initial'], 'exchange-target', { name: nameIn(initial) })
    at = next
  }
  return inRegion ? at.name : wireName(at)
}

function labelled({ ours }: Reading, { wire }: XStateNode): JsonObject {
  const { label } = metaOf(wire)
  if (label !== undefined) return { label }
  const { description } = wire
  return !ours && typeof description === 'string' && description !== ''
    ? { label: description.slice(0, flowLimits.label) }
    : {}
}

function actionsAt(reading: Reading, { wire, path }: XStateNode): JsonObject {
  const [onEnter, onExit] = (['entry', 'exit'] as const).map((at) => actionsOf(reading, wire[at], [...path, at]).done)
  return { ...(onEnter?.length && { onEnter }), ...(onExit?.length && { onExit }) }
}

const kinds = ['set', 'clear', 'add', 'webhook', 'notify', 'mail']

function actionsOf({ note }: Reading, value: Json | undefined, path: Path) {
  const done: Json[] = []
  let form: Json | undefined
  for (const [index, action] of listed(value).entries()) {
    const { type, params } = isJsonObject(action) ? action : { type: action }
    if (isJsonObject(params) && type === formAction && params['fields'] !== undefined) form = params['fields']
    else if (isJsonObject(params) && kinds.includes(String(type))) done.push(params)
    else note.refuse(Array.isArray(value) ? [...path, index] : path, 'exchange-action', { name: nameIn(type) })
  }
  return { done, form }
}

interface Found {
  readonly step: number | undefined
  readonly from: readonly Json[]
  readonly everywhere: boolean
  readonly rest: JsonObject
}

function transitionsOf(reading: Reading): JsonObject[] {
  const { all, root } = reading.tree
  const found = [...all.filter((node) => node !== root), root].flatMap((node) => exitsOf(reading, node))
  const numbered = found.every(({ step }) => step !== undefined)
  const merged: Found[] = []
  for (const one of numbered ? found.toSorted((a, b) => Number(a.step) - Number(b.step)) : found) {
    const last = merged.at(-1)
    const same = numbered && last?.step === one.step && JSON.stringify(last?.rest) === JSON.stringify(one.rest)
    if (same && last) merged.splice(-1, 1, { ...last, from: [...last.from, ...one.from] })
    else merged.push(one)
  }
  const open = all.filter(({ kind, region }) => !region && (kind === 'state' || kind === 'parallel')).map(wireName)
  return merged.map(({ from, everywhere, rest }) => {
    const all = everywhere && open.every((name) => from.includes(name) || (rest['always'] && rest['to'] === name))
    return { ...rest, from: all ? '*' : from }
  })
}

function exitsOf(reading: Reading, node: XStateNode): Found[] {
  const { wire, path } = node
  if (node.kind === 'start' || node.kind === 'history') return []
  const { on = {} } = wire
  if (!isJsonObject(on)) return reading.from.refuse([...path, 'on'], 'not-object', { label: 'on' }) ?? []
  const sent = Object.entries(on).flatMap(([event, value]) => {
    const at = [...path, 'on', event]
    if (event === '') return exits(reading, node, value, at, { always: true })
    if (/^\*$|\.\*$|^(done|error|xstate)\./.test(event))
      return reading.from.refuse(at, 'exchange-cannot', { part: shorten(event) }) ?? []
    const name = validName(event, 'event')
    if (name !== event) reading.note.refuse(at, 'exchange-renamed', { name: shorten(event), as: name })
    return exits(reading, node, value, at, { event: name })
  })
  if (node.kind === 'root') return sent
  return [
    ...sent,
    ...exits(reading, node, wire['always'], [...path, 'always'], { always: true }),
    ...exits(reading, node, wire['onDone'], [...path, 'onDone'], { done: true }),
  ]
}

function exits(reading: Reading, node: XStateNode, value: Json | undefined, path: Path, trigger: JsonObject): Found[] {
  return listed(value).flatMap((exit, index) => {
    const at = Array.isArray(value) ? [...path, index] : path
    return exitOf(reading, node, typeof exit === 'string' ? { target: exit } : exit, at, trigger) ?? []
  })
}

function exitOf(reading: Reading, node: XStateNode, exit: Json, path: Path, trigger: JsonObject): Found | undefined {
  const { from, note } = reading
  if (!isJsonObject(exit)) return from.refuse(path, 'not-object', { label: String(path.at(-1)) })
  for (const member of Object.keys(exit))
    if (!['target', 'guard', 'cond', 'actions', 'reenter', 'internal', 'meta', 'description'].includes(member))
      note.refuse([...path, member], 'exchange-left', { part: shorten(member) })
  const to = targetOf(reading, node, exit['target'], [...path, 'target'])
  const { done, form } = actionsOf(reading, exit['actions'], [...path, 'actions'])
  if (to === undefined) return undefined
  if (to === null && done.length === 0 && !form)
    return note.refuse(path, 'exchange-left', { part: String(trigger['event'] ?? path.at(-1)) })
  const meta = metaOf(exit)
  const label = labelled(reading, { ...node, wire: exit })
  // A state that its group's history leads back to is left and entered anew without being told.
  const isImplied = node.kind !== 'group' && isJsonObject(to) && to['history'] !== undefined
  const reenter = !isImplied && (exit['reenter'] === true || exit['internal'] === false)
  const rest: JsonObject = {
    ...trigger,
    ...label,
    to,
    ...(reenter && to !== null && { reenter }),
    ...guardOf(reading, exit, path),
    ...(form !== undefined && { form }),
    ...(done.length > 0 && { do: done }),
  }
  const step = typeof meta['step'] === 'number' ? meta['step'] : undefined
  const everywhere = meta['everywhere'] === true || node.kind === 'root'
  return { step, from: originsOf(reading, node), everywhere, rest }
}

/** What leaves a region leaves each of its states, what leaves the machine every state. */
function originsOf({ tree }: Reading, node: XStateNode): readonly Json[] {
  if (node.kind === 'root')
    return tree.all.filter(({ kind, region }) => !region && (kind === 'state' || kind === 'parallel')).map(wireName)
  if (node.kind !== 'region') return [wireNode(node)]
  return node.children.filter(({ kind }) => kind === 'state' || kind === 'group').map(wireNode)
}

function targetOf({ from, tree }: Reading, node: XStateNode, value: Json | undefined, path: Path): Json | undefined {
  const [target, ...more] = listed(value)
  if (more.length > 0) return from.refuse(path, 'exchange-cannot', { part: 'target [ , ]' })
  if (target === undefined) return null
  const found = typeof target === 'string' ? targetFrom(tree, node, target) : undefined
  if (!found || found.kind === 'root' || found.kind === 'region')
    return from.refuse(path, 'exchange-target', { name: nameIn(target) })
  return wireNode(found)
}

function guardOf({ note }: Reading, exit: JsonObject, path: Path): JsonObject {
  const member = exit['guard'] === undefined ? 'cond' : 'guard'
  const guard = exit[member]
  if (guard === undefined || guard === null) return {}
  const { type, params } = isJsonObject(guard) ? guard : { type: guard }
  if (type === guardName && isJsonObject(params)) return pick(params, ['guard', 'who', 'check'])
  note.refuse([...path, member], 'exchange-guard', { name: nameIn(type) })
  return {}
}

function listed(value: Json | undefined): readonly Json[] {
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? value : [value as Json]
}

function nameIn(value: Json | undefined): string {
  return shorten(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))
}

function metaOf(wire: JsonObject): JsonObject {
  return isJsonObject(wire['meta']) ? wire['meta'] : {}
}

function pick(from: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(from).filter(([name]) => names.includes(name)))
}
