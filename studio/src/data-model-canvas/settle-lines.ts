// The ways of all lines while nothing is dragged: worked out once for as long as no card moves or grows.
import type { BlueprintGraphNode, RelationGraphEdge } from './blueprints-to-graph.ts'
import { bendOf, headerHeight, lineEnds } from './node-geometry.ts'
import { type Box, type Point, routeLine } from './route-line.ts'

/** By id of the edge. */
export type Ways = ReadonlyMap<string, readonly Point[]>

export function settleLines(
  nodes: readonly Pick<BlueprintGraphNode, 'id' | 'position' | 'width' | 'height'>[],
  edges: readonly RelationGraphEdge[],
): Ways {
  const boxes = new Map(nodes.map((node) => [node.id, boxOf(node)]))
  const all = [...boxes.values()]
  return new Map(
    edges.flatMap(({ id, source, target, data }) => {
      const [from, to] = [boxes.get(source), boxes.get(target)]
      if (!from || !to) return []
      const ends = lineEnds(from.left, to.left)
      const way = routeLine({
        ends,
        sourceY: from.top + data.row,
        targetY: to.top + headerHeight / 2,
        bendX: bendOf(ends, data.lane),
        own: [from, to],
        others: all.filter((box) => box !== from && box !== to),
      })
      return [[id, way] as const]
    }),
  )
}

/** Equal texts, equal ways: words that change move no line. */
export function geometryOf(
  nodes: readonly Pick<BlueprintGraphNode, 'id' | 'position' | 'height'>[],
  edges: readonly RelationGraphEdge[],
): string {
  const cards = nodes.map(({ id, position, height }) => `${id} ${position.x} ${position.y} ${height}`)
  const lines = edges.map(({ id, target, data }) => `${id} ${target} ${data.row} ${data.lane.at} ${data.lane.of}`)
  return [...cards, ...lines].join('\n')
}

function boxOf({ position: { x, y }, width, height }: Pick<BlueprintGraphNode, 'position' | 'width' | 'height'>): Box {
  return { left: x, top: y, right: x + width, bottom: y + height }
}
