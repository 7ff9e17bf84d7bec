// The nodes of somebody's config of XState: what each is for a flow, what it is called there, and where a target leads.
import type { Path } from '../errors.ts'
import { type Reader, shorten } from '../flow/collect-issues.ts'
import { isJsonObject, type JsonObject } from '../json.ts'
import { type Namer, namer } from './valid-names.ts'

export interface XStateNode {
  readonly kind: 'root' | 'state' | 'final' | 'parallel' | 'group' | 'region' | 'history' | 'start'
  readonly key: string
  readonly path: Path
  readonly wire: JsonObject
  readonly parent: XStateNode | undefined
  /** The region around it. */
  readonly region: XStateNode | undefined
  /** As the flow calls it. */
  readonly name: string
  readonly children: XStateNode[]
}

export interface XStateTree {
  readonly root: XStateNode
  readonly all: readonly XStateNode[]
  readonly byId: ReadonlyMap<string, XStateNode>
}

interface Growing {
  readonly from: Reader
  readonly states: Map<XStateNode | undefined, Namer>
  readonly groups: Namer
  readonly fields: Namer
  readonly note: Reader
}

export function xstateTree(from: Reader, note: Reader, wire: JsonObject): XStateTree {
  const growing: Growing = { from, note, states: new Map(), groups: namer('group'), fields: namer('field') }
  const root: XStateNode = {
    kind: 'root',
    key: '',
    path: [],
    wire,
    parent: undefined,
    region: undefined,
    name: '',
    children: [],
  }
  if (wire['type'] === 'parallel') from.refuse(['type'], 'exchange-cannot', { part: 'parallel' })
  grow(growing, root)
  const all = everyNode(root)
  return { root, all, byId: new Map(all.map((node) => [idOf(node), node])) }
}

function grow(growing: Growing, node: XStateNode): void {
  const { from } = growing
  const { states = {}, initial } = node.wire
  if (!isJsonObject(states)) {
    from.refuse([...node.path, 'states'], 'not-object', { label: 'states' })
    return
  }
  for (const [key, value] of Object.entries(states)) {
    const path = [...node.path, 'states', key]
    const wire = isJsonObject(value) ? value : {}
    if (!isJsonObject(value)) from.refuse(path, 'not-object', { label: shorten(key) })
    const kind = kindOf(growing, node, wire, path, initial === key)
    const region = node.kind === 'region' ? node : node.region
    const child: XStateNode = {
      kind,
      key,
      path,
      wire,
      parent: node,
      region,
      name: named(growing, { kind, key, wire, path, region }),
      children: [],
    }
    node.children.push(child)
    grow(growing, child)
  }
}

function kindOf(
  { from }: Growing,
  parent: XStateNode,
  wire: JsonObject,
  path: Path,
  first: boolean,
): XStateNode['kind'] {
  const { type, history, states } = wire
  const holds = isJsonObject(states) && Object.keys(states).length > 0
  if (parent.kind === 'parallel') {
    if (!holds || type === 'parallel') from.refuse(path, 'exchange-region', { name: shorten(String(path.at(-1))) })
    return 'region'
  }
  if (type === 'history' || history !== undefined) {
    if (parent.kind !== 'group') from.refuse(path, 'exchange-cannot', { part: 'history' })
    return 'history'
  }
  if (type === 'parallel') {
    if (parent.region || parent.kind === 'region')
      from.refuse([...path, 'type'], 'exchange-cannot', { part: 'parallel' })
    return 'parallel'
  }
  if (type === 'final') return 'final'
  if (holds) return 'group'
  return first && parent.kind !== 'group' && isPassed(wire) ? 'start' : 'state'
}

/** A beginning that is left at once and does nothing only says where to begin. */
function isPassed(wire: JsonObject): boolean {
  const { always } = wire
  const [only, ...more] = Array.isArray(always) ? always : [always]
  const plain = Object.keys(wire).every((member) => ['id', 'always', 'meta', 'description'].includes(member))
  if (!plain || more.length > 0) return false
  return typeof only === 'string' || (isJsonObject(only) && Object.keys(only).join() === 'target')
}

function named(growing: Growing, node: Pick<XStateNode, 'kind' | 'key' | 'wire' | 'path' | 'region'>): string {
  const { kind, key, wire, path, region } = node
  const meta = isJsonObject(wire['meta']) ? wire['meta'] : {}
  if (kind === 'start' || kind === 'history') return key
  const own = kind === 'group' ? meta['group'] : meta['state']
  const wish = typeof own === 'string' ? own : key
  const names = namesFor(growing, kind, region)
  const name = kind === 'group' || kind === 'region' ? names(wish) : names(wish, wish === own)
  if (name !== wish) growing.note.refuse(path, 'exchange-renamed', { name: shorten(key), as: name })
  return name
}

function namesFor(growing: Growing, kind: XStateNode['kind'], region: XStateNode | undefined): Namer {
  if (kind === 'group') return growing.groups
  if (kind === 'region') return growing.fields
  const states = growing.states.get(region) ?? namer('state')
  growing.states.set(region, states)
  return states
}

function everyNode(node: XStateNode): XStateNode[] {
  return [node, ...node.children.flatMap(everyNode)]
}

function idOf(node: XStateNode): string {
  const { wire, parent, key } = node
  if (typeof wire['id'] === 'string') return wire['id']
  return parent ? `${idOf(parent)}.${key}` : '(machine)'
}

/** `#id`, `#id.child`, `.child`, `sibling`, `sibling.child`; through beginnings that are only passed. */
export function targetFrom(tree: XStateTree, node: XStateNode, target: string, depth = 0): XStateNode | undefined {
  const found = lookUp(tree, node, target)
  if (found?.kind !== 'start' || depth > 10) return found
  const { always } = found.wire
  const [only] = Array.isArray(always) ? always : [always]
  const next = isJsonObject(only) ? only['target'] : only
  return typeof next === 'string' ? targetFrom(tree, found, next, depth + 1) : undefined
}

function lookUp({ byId, root }: XStateTree, node: XStateNode, target: string): XStateNode | undefined {
  if (!target.startsWith('#')) {
    const inside = target.startsWith('.')
    return walk(inside ? node : (node.parent ?? root), (inside ? target.slice(1) : target).split('.'))
  }
  const whole = byId.get(target.slice(1))
  if (whole) return whole
  const [id = '', ...steps] = target.slice(1).split('.')
  const start = byId.get(id)
  return start && walk(start, steps)
}

function walk(node: XStateNode, steps: readonly string[]): XStateNode | undefined {
  return steps.reduce<XStateNode | undefined>((at, step) => at?.children.find(({ key }) => key === step), node)
}
