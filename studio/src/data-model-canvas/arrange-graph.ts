// Where kinds of record lie when nobody has placed them: what is linked stands side by side, what is not in rows below.
import { graphlib, layout } from '@dagrejs/dagre'
import { relationsOf } from './blueprints-to-graph.ts'
import type { ModelKind } from './model-kind.ts'
import { heightOf, nodeWidth, type Place, type Places } from './node-geometry.ts'

const gap = { x: 120, y: 48 }
/** Beyond this many nodes the fast ranking is taken: the tight one takes seconds. */
const largeModel = 120

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
  if (kinds.length === 0) return {}
  const graph = new graphlib.Graph()
  graph.setGraph({
    rankdir: 'LR',
    nodesep: gap.y,
    ranksep: gap.x,
    ranker: kinds.length > largeModel ? 'longest-path' : 'network-simplex',
  })
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
