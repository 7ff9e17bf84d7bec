// Where kinds of record lie when nobody has placed them: what is linked stands side by side, what is not in rows below.
import { graphlib, layout } from '@dagrejs/dagre'
import { relationsOf } from './blueprints-to-graph.ts'
import type { DrawnBlueprint } from './drawn-blueprint.ts'
import { grownHeight, heightOf, loopWidth, nodeWidth, type Place, type Places } from './node-geometry.ts'

const gap = { x: 144, y: 48 }
/** Between the words of a line and the next card. */
const air = 16
/** Beyond this many nodes layers become so long that nobody finds anything, and working them out takes seconds. */
const largeModel = 80
/** How much wider than high a large model is, about as a screen. */
const wideness = 1.6

export function arrangeBlueprints(blueprints: readonly DrawnBlueprint[]): Places {
  const linked = linkedNames(blueprints)
  const drawn = arrangeLinked(blueprints.filter((blueprint) => linked.has(blueprint.name)))
  return {
    ...drawn,
    ...inRows(
      blueprints.filter((blueprint) => !linked.has(blueprint.name)),
      below(blueprints, drawn),
    ),
  }
}

/** Keeps every place there is. The same object comes back when nothing had to be added. */
export function placesOf(blueprints: readonly DrawnBlueprint[], kept: Places): Places {
  const homeless = blueprints.filter((blueprint) => !Object.hasOwn(kept, blueprint.name))
  if (homeless.length === 0) return kept
  if (homeless.length === blueprints.length) return { ...kept, ...arrangeBlueprints(blueprints) }
  return { ...kept, ...inRows(homeless, below(blueprints, kept)) }
}

/** The wanted place, or the first below it that no other node covers, nor will cover once it has all its rows. */
export function freePlace(blueprints: readonly DrawnBlueprint[], places: Places, wanted: Place, height: number): Place {
  const others = blueprints.flatMap((blueprint) => {
    const place = places[blueprint.name]
    return place && Math.abs(place.x - wanted.x) < nodeWidth + 16
      ? [{ top: place.y, bottom: place.y + Math.max(heightOf(blueprint), grownHeight) }]
      : []
  })
  let { y } = wanted
  for (const { top, bottom } of others.sort((a, b) => a.top - b.top))
    if (y < bottom + 24 && y + Math.max(height, grownHeight) + 24 > top) y = bottom + 24
  return { x: Math.round(wanted.x), y: Math.round(y) }
}

function linkedNames(blueprints: readonly DrawnBlueprint[]): ReadonlySet<string> {
  const known = new Set(blueprints.map((blueprint) => blueprint.name))
  return new Set(
    blueprints.flatMap((blueprint) =>
      targetsOf(blueprint)
        .filter((target) => target !== blueprint.name && known.has(target))
        .flatMap((target) => [blueprint.name, target]),
    ),
  )
}

const targetsOf = (blueprint: DrawnBlueprint): readonly string[] =>
  blueprint.fields.flatMap(relationsOf).map((relation) => relation.blueprint ?? '')

/** How wide a card is together with what its lines to itself need beyond the gap that follows it. */
function widthOf(blueprint: DrawnBlueprint, following: number): number {
  const targets = targetsOf(blueprint)
  if (!targets.includes(blueprint.name)) return nodeWidth
  return nodeWidth + Math.max(0, loopWidth(targets.length) + air - following)
}

function arrangeLinked(blueprints: readonly DrawnBlueprint[]): Places {
  return blueprints.length > largeModel ? inColumns(inLinkOrder(blueprints)) : inLayers(blueprints)
}

function inLayers(blueprints: readonly DrawnBlueprint[]): Places {
  const graph = new graphlib.Graph()
  graph.setGraph({ rankdir: 'LR', nodesep: gap.y, ranksep: gap.x })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const blueprint of blueprints)
    graph.setNode(blueprint.name, { width: widthOf(blueprint, gap.x), height: heightOf(blueprint) })
  for (const blueprint of blueprints)
    for (const target of targetsOf(blueprint))
      if (target !== blueprint.name && graph.hasNode(target)) graph.setEdge(blueprint.name, target)
  layout(graph)
  return Object.fromEntries(
    blueprints.map((blueprint) => {
      const { x, y } = graph.node(blueprint.name) as { readonly x: number; readonly y: number }
      return [
        blueprint.name,
        { x: Math.round(x - widthOf(blueprint, gap.x) / 2), y: Math.round(y - heightOf(blueprint) / 2) },
      ]
    }),
  )
}

/** From blueprint to blueprint along the relations, those with few first (Cuthill and McKee): what is linked comes soon after each other. */
function inLinkOrder(blueprints: readonly DrawnBlueprint[]): readonly DrawnBlueprint[] {
  const linked = new Map(blueprints.map((blueprint) => [blueprint.name, new Set<string>()]))
  for (const blueprint of blueprints)
    for (const target of targetsOf(blueprint)) {
      linked.get(target)?.add(blueprint.name)
      if (linked.has(target)) linked.get(blueprint.name)?.add(target)
    }
  const links = (name: string) => linked.get(name)?.size ?? 0
  const fewFirst = (names: Iterable<string>) => [...names].sort((a, b) => links(a) - links(b))
  const order = new Set<string>()
  for (const start of fewFirst(linked.keys())) {
    order.add(start)
    // A set gives what is added while it is walked: it is the queue, too.
    for (const name of order) for (const next of fewFirst(linked.get(name) ?? [])) order.add(next)
  }
  const byName = new Map(blueprints.map((blueprint) => [blueprint.name, blueprint]))
  return [...order].flatMap((name) => byName.get(name) ?? [])
}

/** One column after the other, each filled from above: what is linked closely still stands close. */
function inColumns(blueprints: readonly DrawnBlueprint[]): Places {
  const width = Math.max(...blueprints.map((blueprint) => widthOf(blueprint, gap.x))) + gap.x
  const total = blueprints.reduce((sum, blueprint) => sum + heightOf(blueprint) + gap.y, 0)
  const tallest = Math.sqrt((total * width) / wideness)
  const places: Record<string, Place> = {}
  let [x, y] = [0, 0]
  for (const blueprint of blueprints) {
    if (y > 0 && y + heightOf(blueprint) > tallest) [x, y] = [x + width, 0]
    places[blueprint.name] = { x, y }
    y += heightOf(blueprint) + gap.y
  }
  return places
}

/** The left end of a free line under everything that has a place. */
function below(blueprints: readonly DrawnBlueprint[], places: Places): Place {
  const placed = blueprints.flatMap((blueprint) => {
    const place = places[blueprint.name]
    return place ? [{ x: place.x, bottom: place.y + heightOf(blueprint) }] : []
  })
  if (placed.length === 0) return { x: 0, y: 0 }
  return {
    x: Math.min(...placed.map(({ x }) => x)),
    y: Math.max(...placed.map(({ bottom }) => bottom)) + gap.y,
  }
}

function inRows(blueprints: readonly DrawnBlueprint[], start: Place): Places {
  const columns = Math.max(4, Math.ceil(Math.sqrt(blueprints.length * 1.5)))
  const places: Record<string, Place> = {}
  let { y } = start
  for (let first = 0; first < blueprints.length; first += columns) {
    const row = blueprints.slice(first, first + columns)
    let { x } = start
    for (const blueprint of row) {
      places[blueprint.name] = { x, y }
      x += widthOf(blueprint, gap.y) + gap.y
    }
    y += Math.max(...row.map(heightOf)) + gap.y
  }
  return places
}
