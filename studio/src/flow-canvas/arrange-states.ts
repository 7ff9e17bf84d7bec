// Where states lie when nobody has placed them: from the initial one to the right, layer by layer.
import { graphlib, layout } from '@dagrejs/dagre'
import type { Flow } from '../api/flows-api.ts'
import { anywhere, type Positions } from './flow-to-graph.ts'

const nodeWidth = 192
const nodeHeight = 56

/** Keeps what has a place (`pos` of a state) and arranges the flow when any state has none. */
export function placesOf(flow: Flow): Positions {
  const placed = Object.entries(flow.states).flatMap(([key, state]) => (state.pos ? [[key, state.pos] as const] : []))
  if (placed.length === Object.keys(flow.states).length) return Object.fromEntries(placed)
  return arrangeStates(flow)
}

export function arrangeStates(flow: Flow): Positions {
  const graph = new graphlib.Graph({ multigraph: true })
  graph.setGraph({ rankdir: 'LR', nodesep: 48, ranksep: 176 })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const key of Object.keys(flow.states)) graph.setNode(key, { width: nodeWidth, height: nodeHeight })
  if (flow.transitions.some((transition) => transition.from === '*'))
    graph.setNode(anywhere, { width: nodeWidth, height: nodeHeight })
  flow.transitions.forEach((transition, index) => {
    for (const from of transition.from === '*' ? [anywhere] : transition.from) {
      if (from !== transition.to) graph.setEdge(from, transition.to, {}, String(index))
    }
  })
  // States that nothing connects yet stand in line too, instead of piling up.
  const keys = Object.keys(flow.states)
  keys.forEach((key, at) => {
    const before = keys[at - 1]
    if (before !== undefined && graph.nodeEdges(key)?.length === 0) graph.setEdge(before, key, {}, 'in line')
  })
  layout(graph)
  return Object.fromEntries(
    graph.nodes().map((key) => {
      const { x, y } = graph.node(key) as { x: number; y: number }
      return [key, { x: Math.round(x - nodeWidth / 2), y: Math.round(y - nodeHeight / 2) }]
    }),
  )
}
