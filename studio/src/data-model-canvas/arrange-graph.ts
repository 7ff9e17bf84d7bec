// Where kinds of record lie when nobody has placed them: what is linked stands side by side, what is not in rows below.
import { graphlib, layout } from '@dagrejs/dagre'
import { relationsOf } from './blueprints-to-graph.ts'
import type { ModelKind } from './model-kind.ts'
import { heightOf, nodeWidth, type Place, type Places } from './node-geometry.ts'

const gap = { x: 144, y: 48 }
/** Beyond this many nodes layers become so long that nobody finds anything, and working them out takes seconds. */
const largeModel = 80
/** How much wider than high a large model is, about as a screen. */
const wideness = 1.6

export function arrangeKinds(kinds: readonly ModelKind[]): Places {
  const linked = linkedNames(kinds)
  const drawn = arrangeLinked(kinds.filter((kind) => linked.has(kind.name)))
  return {
    ...drawn,
    ...inRows(
      kinds.filter((kind) => !linked.has(kind.name)),
      below(kinds, drawn),
    ),
  }
}

/** Keeps every place there is. The same object comes back when nothing had to be added. */
export function placesOf(kinds: readonly ModelKind[], kept: Places): Places {
  const homeless = kinds.filter((kind) => !Object.hasOwn(kept, kind.name))
  if (homeless.length === 0) return kept
  if (homeless.length === kinds.length) return { ...kept, ...arrangeKinds(kinds) }
  return { ...kept, ...inRows(homeless, below(kinds, kept)) }
}

/** The wanted place, or the first below it that no other node covers. */
export function freePlace(kinds: readonly ModelKind[], places: Places, wanted: Place, height: number): Place {
  const others = kinds.flatMap((kind) => {
    const place = places[kind.name]
    return place && Math.abs(place.x - wanted.x) < nodeWidth + 16
      ? [{ top: place.y, bottom: place.y + heightOf(kind) }]
      : []
  })
  let { y } = wanted
  for (const { top, bottom } of others.sort((a, b) => a.top - b.top))
    if (y < bottom + 24 && y + height + 24 > top) y = bottom + 24
  return { x: Math.round(wanted.x), y: Math.round(y) }
}

function linkedNames(kinds: readonly ModelKind[]): ReadonlySet<string> {
  const known = new Set(kinds.map((kind) => kind.name))
  return new Set(
    kinds.flatMap((kind) =>
      targetsOf(kind)
        .filter((target) => target !== kind.name && known.has(target))
        .flatMap((target) => [kind.name, target]),
    ),
  )
}

const targetsOf = (kind: ModelKind): readonly string[] =>
  kind.fields.flatMap(relationsOf).map((relation) => relation.blueprint ?? '')

function arrangeLinked(kinds: readonly ModelKind[]): Places {
  return kinds.length > largeModel ? inColumns(inLinkOrder(kinds)) : inLayers(kinds)
}

function inLayers(kinds: readonly ModelKind[]): Places {
  const graph = new graphlib.Graph()
  graph.setGraph({ rankdir: 'LR', nodesep: gap.y, ranksep: gap.x })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const kind of kinds) graph.setNode(kind.name, { width: nodeWidth, height: heightOf(kind) })
  for (const kind of kinds)
    for (const target of targetsOf(kind))
      if (target !== kind.name && graph.hasNode(target)) graph.setEdge(kind.name, target)
  layout(graph)
  return Object.fromEntries(
    kinds.map((kind) => {
      const { x, y } = graph.node(kind.name) as { readonly x: number; readonly y: number }
      return [kind.name, { x: Math.round(x - nodeWidth / 2), y: Math.round(y - heightOf(kind) / 2) }]
    }),
  )
}

/** From kind to kind along the relations, those with few first (Cuthill and McKee): what is linked comes soon after each other. */
function inLinkOrder(kinds: readonly ModelKind[]): readonly ModelKind[] {
  const linked = new Map(kinds.map((kind) => [kind.name, new Set<string>()]))
  for (const kind of kinds)
    for (const target of targetsOf(kind)) {
      linked.get(target)?.add(kind.name)
      if (linked.has(target)) linked.get(kind.name)?.add(target)
    }
  const links = (name: string) => linked.get(name)?.size ?? 0
  const fewFirst = (names: Iterable<string>) => [...names].sort((a, b) => links(a) - links(b))
  const order = new Set<string>()
  for (const start of fewFirst(linked.keys())) {
    order.add(start)
    // A set gives what is added while it is walked: it is the queue, too.
    for (const name of order) for (const next of fewFirst(linked.get(name) ?? [])) order.add(next)
  }
  const byName = new Map(kinds.map((kind) => [kind.name, kind]))
  return [...order].flatMap((name) => byName.get(name) ?? [])
}

/** One column after the other, each filled from above: what is linked closely still stands close. */
function inColumns(kinds: readonly ModelKind[]): Places {
  const width = nodeWidth + gap.x
  const total = kinds.reduce((sum, kind) => sum + heightOf(kind) + gap.y, 0)
  const tallest = Math.sqrt((total * width) / wideness)
  const places: Record<string, Place> = {}
  let [x, y] = [0, 0]
  for (const kind of kinds) {
    if (y > 0 && y + heightOf(kind) > tallest) [x, y] = [x + width, 0]
    places[kind.name] = { x, y }
    y += heightOf(kind) + gap.y
  }
  return places
}

/** The left end of a free line under everything that has a place. */
function below(kinds: readonly ModelKind[], places: Places): Place {
  const placed = kinds.flatMap((kind) => {
    const place = places[kind.name]
    return place ? [{ x: place.x, bottom: place.y + heightOf(kind) }] : []
  })
  if (placed.length === 0) return { x: 0, y: 0 }
  return {
    x: Math.min(...placed.map(({ x }) => x)),
    y: Math.max(...placed.map(({ bottom }) => bottom)) + gap.y,
  }
}

function inRows(kinds: readonly ModelKind[], start: Place): Places {
  const columns = Math.max(4, Math.ceil(Math.sqrt(kinds.length * 1.5)))
  const places: Record<string, Place> = {}
  let { y } = start
  for (let first = 0; first < kinds.length; first += columns) {
    const row = kinds.slice(first, first + columns)
    row.forEach((kind, column) => {
      places[kind.name] = { x: start.x + column * (nodeWidth + gap.y), y }
    })
    y += Math.max(...row.map(heightOf)) + gap.y
  }
  return places
}
