// A flow as the nodes and edges of a canvas; a pure mapping, so that it can be tested without a browser.
import { groupsAround, stays } from '../api/flow-nodes.ts'
import type { Flow, WireTransition } from '../api/flows-api.ts'
import type { Box, Place, Places } from '../drawing/place.ts'
import { boxesOf } from './flow-geometry.ts'
import { anywhere, groupPart, movePart, readPart } from './part.ts'
import { placeLabels } from './place-labels.ts'
import { type Line, routeLinks } from './route-links.ts'

export interface StateNodeData extends Record<string, unknown> {
  readonly stateKey: string
  readonly label: string
  readonly color: string | undefined
  /** Place among the states: decides the hue where none is chosen. */
  readonly place: number
  readonly initial: boolean
  readonly final: boolean
  /** Sentences, one per line. */
  readonly problem: string | undefined
  /** Records that stand there now; undefined when it is not known. */
  readonly records: number | undefined
  /** How long records stay there on average, in milliseconds. */
  readonly stayMs: number | undefined
  /** Where the sample record stands, or has been. */
  readonly trail: 'here' | 'been' | undefined
}

export interface GroupNodeData extends Record<string, unknown> {
  readonly groupKey: string
  readonly label: string
  readonly color: string | undefined
  /** Of things that go on at the same time: all of them, the first, or one beside it. */
  readonly concurrent: 'all' | 'first' | 'beside' | undefined
}

export interface TransitionEdgeData extends Record<string, unknown> {
  readonly index: number
  readonly label: string
  /** Names of its ends. */
  readonly fromWords: string
  readonly toWords: string
  /** What it asks and does, in sentences. */
  readonly about: string
  readonly guarded: boolean
  /** It happens by itself at a moment. */
  readonly timed: boolean
  readonly line: Line
  /** The middle of its words. */
  readonly spot: Place
  readonly sourceBox: Box
  readonly targetBox: Box
  readonly problem: string | undefined
  readonly gone: boolean
}

export type GraphNode = {
  readonly id: string
  readonly box: Box
  /** Id of the group it lies in. */
  readonly inside: string | undefined
} & (
  | { readonly type: 'state' | 'anywhere'; readonly data: StateNodeData }
  | { readonly type: 'frame'; readonly data: GroupNodeData }
)

export interface GraphEdge {
  readonly id: string
  readonly source: string
  readonly target: string
  readonly data: TransitionEdgeData
}

export interface GraphWords {
  readonly state: (key: string) => string
  /** Its own, or the one that the choice has everywhere else. */
  readonly color: (state: string) => string | undefined
  readonly group: (key: string) => string
  readonly transition: (transition: WireTransition) => string
  /** When it happens by itself, of records at one of its sources or at any; undefined where it does not. */
  readonly when: (transition: WireTransition, source?: string) => string | undefined
  /** What a transition asks and does, in sentences. */
  readonly about: (transition: WireTransition) => string
  readonly anywhere: string
}

/** What is told about the parts of a flow, by the id of the part. */
export interface GraphNotes {
  readonly problems: ReadonlyMap<string, readonly string[]>
  /** By key of the state. */
  readonly records: ReadonlyMap<string, number>
  /** The same; only what is known. */
  readonly times?: ReadonlyMap<string, number> | undefined
  readonly trail: Trail | undefined
}

/** The way of the sample record. */
export interface Trail {
  readonly here: readonly string[]
  readonly been: readonly string[]
  readonly transitions: readonly number[]
}

/** What was routed last: lines stay where they are while neither a box nor an end has changed. */
export interface Routed {
  signature?: string
  lines?: ReadonlyMap<string, Line>
}

export interface GraphRequest {
  readonly flow: Flow
  readonly places: Places
  readonly words: GraphWords
  readonly notes: GraphNotes
  /** Kept from drawing to drawing. */
  readonly routed?: Routed
}

export function flowToGraph({ flow, places, words, notes, routed = {} }: GraphRequest): {
  readonly nodes: readonly GraphNode[]
  readonly edges: readonly GraphEdge[]
} {
  const boxes = boxesOf(flow, places)
  return {
    nodes: [...groupNodes(flow, boxes, words), ...stateNodes(flow, boxes, words, notes)],
    edges: edgesOf(flow, boxes, words, notes, routed),
  }
}

function groupNodes(flow: Flow, boxes: ReadonlyMap<string, Box>, words: GraphWords): readonly GraphNode[] {
  const nodes = Object.entries(flow.groups ?? {}).flatMap(([key, group]) => {
    const id = groupPart(key)
    const box = boxes.get(id)
    const around = groupsAround(flow, id)
    const data = { groupKey: key, label: words.group(key), color: group.color, concurrent: concurrencyOf(flow, key) }
    const inside = around[0] === undefined ? undefined : groupPart(around[0])
    return box ? [{ depth: around.length, node: { id, type: 'frame' as const, box, inside, data } }] : []
  })
  // A frame is drawn before what lies in it.
  return nodes.sort((a, b) => a.depth - b.depth).map(({ node }) => node)
}

function concurrencyOf({ groups = {} }: Flow, key: string): GroupNodeData['concurrent'] {
  const { parallel, region, parent } = groups[key] ?? {}
  if (parallel !== undefined) return 'all'
  if (region === undefined) return undefined
  const [first] = Object.keys(groups).filter(
    (one) => groups[one]?.region !== undefined && groups[one]?.parent === parent,
  )
  return first === key ? 'first' : 'beside'
}

function stateNodes(
  flow: Flow,
  boxes: ReadonlyMap<string, Box>,
  words: GraphWords,
  { problems, records, times, trail }: GraphNotes,
): readonly GraphNode[] {
  const groups = Object.entries(flow.groups ?? {})
  const nodes = Object.entries(flow.states).flatMap(([key, state], place): readonly GraphNode[] => {
    const box = boxes.get(key)
    if (!box) return []
    const inside = groups.find(([, group]) => group.states.includes(key))?.[0]
    const data: StateNodeData = {
      stateKey: key,
      label: words.state(key),
      color: words.color(key),
      place,
      initial:
        flow.initial === key || groups.some(([, { region, initial }]) => region !== undefined && initial === key),
      final: state.type === 'final',
      problem: problems.get(key)?.join('\n'),
      records: records.get(key),
      stayMs: times?.get(key),
      trail: trail?.here.includes(key) ? 'here' : trail?.been.includes(key) ? 'been' : undefined,
    }
    return [{ id: key, type: 'state', box, inside: inside === undefined ? undefined : groupPart(inside), data }]
  })
  const box = boxes.get(anywhere)
  if (!box || !leavesFromAnywhere(flow)) return inReadingOrder(nodes)
  const data: StateNodeData = {
    stateKey: anywhere,
    label: words.anywhere,
    color: undefined,
    place: nodes.length,
    initial: false,
    final: false,
    problem: undefined,
    records: undefined,
    stayMs: undefined,
    trail: undefined,
  }
  return inReadingOrder([...nodes, { id: anywhere, type: 'anywhere', box, inside: undefined, data }])
}

/** Such a transition has a sign beside its words. */
export const isGuarded = (transition: WireTransition): boolean =>
  transition['guard'] !== undefined || transition['who'] !== undefined

export const leavesFromAnywhere = (flow: Flow): boolean => flow.transitions.some(({ from }) => from === '*')

function edgesOf(
  flow: Flow,
  boxes: ReadonlyMap<string, Box>,
  words: GraphWords,
  { problems, trail }: GraphNotes,
  routed: Routed,
): readonly GraphEdge[] {
  const links = linksOf(flow).filter(({ source, target }) => boxes.has(source) && boxes.has(target))
  const obstacles = [...Object.keys(flow.states), ...(leavesFromAnywhere(flow) ? [anywhere] : [])]
  const lines = linesOf(boxes, obstacles, links, routed)
  const labelled = links.map(({ id, index, source }) => {
    const transition = flow.transitions[index] as WireTransition
    const signs =
      (isGuarded(transition) ? 1 : 0) +
      (words.when(transition, source) === undefined ? 0 : 1) +
      (problems.has(movePart(index)) ? 1 : 0)
    return { id, line: lines.get(id) ?? [], words: lineWords(transition, source, words), signs }
  })
  const spots = placeLabels(
    labelled,
    obstacles.flatMap((key) => boxes.get(key) ?? []),
  )
  return links.map(({ id, index, source, target }, at) => {
    const transition = flow.transitions[index] as WireTransition
    return {
      id,
      source,
      target,
      data: {
        index,
        label: labelled[at]?.words ?? '',
        fromWords: nameOf(source, words),
        toWords: words.state(target),
        about: words.about(transition),
        guarded: isGuarded(transition),
        timed: words.when(transition, source) !== undefined,
        line: lines.get(id) ?? [],
        spot: spots.get(id) ?? { x: 0, y: 0 },
        sourceBox: boxes.get(source) as Box,
        targetBox: boxes.get(target) as Box,
        problem: problems.get(movePart(index))?.join('\n'),
        gone: trail?.transitions.includes(index) ?? false,
      },
    }
  })
}

/** What it is called, and when it happens by itself unless it is called so. */
function lineWords(transition: WireTransition, source: string, words: GraphWords): string {
  const called = words.transition(transition)
  const when = words.when(transition, source)
  return when === undefined || called.toLowerCase() === when.toLowerCase() ? called : `${called} · ${when}`
}

function linesOf(
  boxes: ReadonlyMap<string, Box>,
  obstacles: readonly string[],
  links: readonly FlowLink[],
  routed: Routed,
): ReadonlyMap<string, Line> {
  const signature = JSON.stringify([[...boxes], links.map(({ id, target }) => [id, target])])
  if (routed.lines === undefined || routed.signature !== signature) {
    routed.lines = routeLinks(boxes, obstacles, links)
    routed.signature = signature
  }
  return routed.lines
}

function nameOf(id: string, words: GraphWords): string {
  const part = readPart(id)
  if (part && 'group' in part) return words.group(part.group)
  return part && 'state' in part ? words.state(id) : words.anywhere
}

export interface FlowLink {
  readonly id: string
  readonly index: number
  readonly source: string
  readonly target: string
}

/** One per source; a transition that leaves every state of a group leaves the group. */
export function linksOf(flow: Flow): readonly FlowLink[] {
  const groups = Object.entries(flow.groups ?? {})
  return flow.transitions.flatMap(({ from, to }, index) =>
    sourcesOf(flow, groups, from).map((source) => {
      // Where it stays, the line comes back to where it began.
      return { id: `${index}:${source}`, index, source, target: to === stays ? source : to }
    }),
  )
}

function sourcesOf(
  flow: Flow,
  groups: readonly (readonly [string, { readonly states: readonly string[] }])[],
  from: readonly string[] | '*',
): readonly string[] {
  if (from === '*') return [anywhere]
  const whole = groups.filter(([, { states }]) => isLeftAsAWhole(flow, states, from))
  const covered = new Set(whole.flatMap(([, { states }]) => states))
  return [...whole.map(([key]) => groupPart(key)), ...from.filter((state) => !covered.has(state))]
}

/** By all its states that can be left, and by more than one. */
function isLeftAsAWhole(flow: Flow, states: readonly string[], from: readonly string[]): boolean {
  const open = states.filter((state) => flow.states[state]?.type !== 'final')
  return open.length > 1 && open.every((state) => from.includes(state))
}

/** Row by row, and in each row from left to right: the order in which Tab reaches them. */
function inReadingOrder(nodes: readonly GraphNode[]): readonly GraphNode[] {
  const band = 60
  return [...nodes].sort((a, b) => {
    const rows = Math.round(a.box.y / band) - Math.round(b.box.y / band)
    return rows || a.box.x - b.box.x
  })
}
