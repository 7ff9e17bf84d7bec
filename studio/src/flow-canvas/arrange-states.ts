// Where states lie when nobody has placed them: from the initial one to the right or downwards, layer by layer, groups kept together.
import { graphlib, layout } from '@dagrejs/dagre'
import { firstState, groupKey, statesUnder } from '../api/flow-nodes.ts'
import type { Flow, WireTransition } from '../api/flows-api.ts'
import type { Place, Places } from '../drawing/place.ts'
import { boxesOf, frameRoom, freePlace, stateSize } from './flow-geometry.ts'
import { isGuarded, leavesFromAnywhere } from './flow-to-graph.ts'
import { anywhere } from './part.ts'
import { labelWidth } from './place-labels.ts'

const gap = { x: 56, y: 44 }
/** How wide the words on a button mostly are. */
const usualWords = 140

/**
 * Keeps every place there is, also those that were only arranged before (`kept`): what is seen does not move because something
 * else was changed. Arranges the whole flow when most have none, and puts single newcomers where there is room.
 */
export function placesOf(flow: Flow, words: (index: number) => string = () => '', kept: Places = {}): Places {
  const keys = [...Object.keys(flow.states), ...(leavesFromAnywhere(flow) ? [anywhere] : [])]
  const placed = Object.fromEntries(
    keys.flatMap((key) => {
      const place = flow.states[key]?.pos ?? kept[key]
      return place ? [[key, place] as const] : []
    }),
  )
  const homeless = keys.filter((key) => !Object.hasOwn(placed, key))
  if (homeless.length === 0) return placed
  if (homeless.length > Object.keys(placed).length) return arrangeStates(flow, words)
  let places: Places = placed
  for (const key of homeless) places = { ...places, [key]: freePlace(places, besideOf(flow, places, key)) }
  return places
}

/** At the right of what leads there, else under everything. */
function besideOf(flow: Flow, places: Places, key: string): Place {
  const before = flow.transitions
    .filter(({ to }) => firstState(flow, to) === key)
    .flatMap((one) => (one.from === '*' ? [] : sourcesOf(flow, one)))
    .map((state) => places[state])
    .find((place) => place !== undefined)
  if (before && key !== anywhere) return { x: before.x + stateSize.width + 140, y: before.y }
  const all = Object.values(places)
  return { x: Math.min(...all.map(({ x }) => x)), y: Math.max(...all.map(({ y }) => y)) + stateSize.height + gap.y }
}

/** Beyond this many states dagre takes seconds, and its layers are longer than anybody reads. */
const largeFlow = 90
/** How much wider than high a large flow is, about as a screen. */
const wideness = 1.6

/** What the drawing has of a usual screen, with the panel beside it. */
const usualRoom = { width: 640, height: 560 }
/** Seen as large as this, the words of a drawing are read with ease. */
const readable = 0.9
/** From left to right is how a flow is told: downwards only where that is seen larger by this. */
const clearlyLarger = 1.15

/** `words` are those of each transition: they need room between the states. */
export function arrangeStates(flow: Flow, words: (index: number) => string = () => ''): Places {
  if (Object.keys(flow.states).length > largeFlow) return inColumns(flow)
  const rightwards = inLayers(flow, words, 'LR')
  const seen = largestSight(flow, rightwards)
  // Things that go on at the same time are drawn beside each other, and each of them is too wide to lie over the next.
  if (seen >= readable || goesOnAtTheSameTime(flow)) return rightwards
  const downwards = inLayers(flow, words, 'TB')
  return largestSight(flow, downwards) > seen * clearlyLarger ? downwards : rightwards
}

/** How large the whole of it is seen in the usual room; 1 is as it is drawn. */
function largestSight(flow: Flow, places: Places): number {
  const boxes = [...boxesOf(flow, places).values()]
  const width = Math.max(...boxes.map((box) => box.x + box.width)) - Math.min(...boxes.map(({ x }) => x))
  const height = Math.max(...boxes.map((box) => box.y + box.height)) - Math.min(...boxes.map(({ y }) => y))
  return Math.min(1, usualRoom.width / width, usualRoom.height / height)
}

const goesOnAtTheSameTime = ({ groups = {} }: Flow) =>
  Object.values(groups).some(({ parallel }) => parallel !== undefined)

function inLayers(flow: Flow, words: (index: number) => string, rankdir: 'LR' | 'TB'): Places {
  const graph = new graphlib.Graph({ multigraph: true, compound: true })
  graph.setGraph({ rankdir, nodesep: gap.y, ranksep: gap.x, edgesep: 26 })
  graph.setDefaultEdgeLabel(() => ({}))
  const clusters = clusterOf(flow)
  for (const key of Object.keys(flow.states)) {
    const inGroup = clusters.has(key)
    graph.setNode(key, { ...stateSize, height: stateSize.height + (inGroup ? frameRoom.top : 0) })
  }
  if (leavesFromAnywhere(flow)) graph.setNode(anywhere, { ...stateSize })
  const isAround = rankdir === 'TB' ? goesAround(flow) : () => false
  flow.transitions.forEach((transition, index) => {
    const width = labelWidth(words(index), isGuarded(transition) ? 1 : 0)
    const to = firstState(flow, transition.to) ?? transition.to
    for (const from of sourcesOf(flow, transition)) {
      if (from !== to && graph.hasNode(to) && graph.hasNode(from) && !isAround(from, to))
        graph.setEdge(from, to, { width, height: 24, labelpos: 'c' }, String(index))
    }
  })
  keepInLine(graph, flow)
  for (const [key, cluster] of clusters) {
    if (!graph.hasNode(cluster)) graph.setNode(cluster, {})
    graph.setParent(key, cluster)
  }
  for (const [key, { parent }] of Object.entries(flow.groups ?? {})) {
    if (parent === undefined || statesUnder(flow, key).length === 0) continue
    for (const one of [key, parent]) if (!graph.hasNode(`*${one}`)) graph.setNode(`*${one}`, {})
    graph.setParent(`*${key}`, `*${parent}`)
  }
  layout(graph)
  const places: Record<string, Place> = {}
  for (const key of [...Object.keys(flow.states), anywhere]) {
    if (!graph.hasNode(key)) continue
    const { x, y } = graph.node(key) as Place
    const down = clusters.has(key) ? frameRoom.top / 2 : 0
    places[key] = { x: Math.round(x - stateSize.width / 2), y: Math.round(y - stateSize.height / 2 + down) }
  }
  return places
}

/**
 * Downwards, states that follow on each other stand in one column: a step that passes some of them, or leads back over them, is
 * drawn round it and moves none of them aside.
 */
function goesAround(flow: Flow): (from: string, to: string) => boolean {
  const order = Object.keys(flow.states)
  const leadsOn = new Set(
    flow.transitions.flatMap((one) => {
      const to = firstState(flow, one.to)
      return sourcesOf(flow, one).filter((from) => to !== undefined && order.indexOf(to) === order.indexOf(from) + 1)
    }),
  )
  return (from, to) => {
    const [first, last] = [order.indexOf(from), order.indexOf(to)].sort((a, b) => a - b) as [number, number]
    return first >= 0 && last - first > 1 && order.slice(first, last).every((state) => leadsOn.has(state))
  }
}

/** From state to state as records go, those of a group together; one column after the other, each filled from above. */
function inColumns(flow: Flow): Places {
  const order = inFlowOrder(flow)
  const groups = clusterOf(flow)
  const together = [...new Set(order.map((key) => groups.get(key) ?? key))].flatMap((one) =>
    order.filter((key) => (groups.get(key) ?? key) === one),
  )
  const width = stateSize.width + 150
  const height = stateSize.height + gap.y
  const rows = Math.max(4, Math.round(Math.sqrt((together.length * width) / (wideness * height))))
  const places: Record<string, Place> = {}
  let [column, row] = [0, 0]
  together.forEach((key, at) => {
    const before = together[at - 1]
    const isOther = before !== undefined && groups.get(before) !== groups.get(key)
    // A group has columns of its own, so that its frame holds nobody else.
    if (row >= rows || (isOther && row > 0)) [column, row] = [column + 1, 0]
    places[key] = { x: column * width, y: row * height }
    row++
  })
  if (leavesFromAnywhere(flow)) places[anywhere] = { x: 0, y: -2 * height }
  return places
}

function inFlowOrder(flow: Flow): readonly string[] {
  const next = new Map<string, string[]>()
  for (const one of flow.transitions)
    for (const source of one.from === '*' ? [] : sourcesOf(flow, one)) {
      const to = firstState(flow, one.to) ?? source
      const list = next.get(source)
      if (list) list.push(to)
      else next.set(source, [to])
    }
  const order = new Set<string>()
  for (const start of [flow.initial, ...Object.keys(flow.states)]) {
    if (!Object.hasOwn(flow.states, start)) continue
    order.add(start)
    // A set gives what is added while it is walked: it is the queue, too.
    for (const key of order) for (const to of next.get(key) ?? []) if (Object.hasOwn(flow.states, to)) order.add(to)
  }
  return [...order]
}

/** Of a group the state that records leave it from last, as far as the drawing can tell. */
function sourcesOf(flow: Flow, { from }: WireTransition): readonly string[] {
  if (from === '*') return [anywhere]
  return from.flatMap((node) => {
    const group = groupKey(node)
    return group === undefined ? [node] : statesUnder(flow, group).slice(-1)
  })
}

/** No state's key holds an asterisk. */
function clusterOf(flow: Flow): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(flow.groups ?? {}).flatMap(([key, { states }]) =>
      states.filter((state) => Object.hasOwn(flow.states, state)).map((state) => [state, `*${key}`] as const),
    ),
  )
}

/** States that nothing connects yet stand in line too, instead of piling up; between them is room for the words of what will. */
function keepInLine(graph: graphlib.Graph, flow: Flow): void {
  const keys = Object.keys(flow.states)
  keys.forEach((key, at) => {
    const before = keys[at - 1]
    if (before !== undefined && graph.nodeEdges(key)?.length === 0)
      graph.setEdge(before, key, { width: usualWords, height: 24, labelpos: 'c' }, 'in line')
  })
}
