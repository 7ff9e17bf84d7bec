// The flow's graph as React Flow takes it; what did not change stays the same object, so that it is not drawn again.
import { type Edge, MarkerType, type Node, type NodeHandle, Position } from '@xyflow/react'
import { useMemo, useRef } from 'react'
import type { Box } from '../drawing/place.ts'
import { useText } from '../text/text.ts'
import { dotSize, frameDotY } from './flow-geometry.ts'
import {
  flowToGraph,
  type GraphNode,
  type GraphRequest,
  type GroupNodeData,
  type Routed,
  type StateNodeData,
  type TransitionEdgeData,
} from './flow-to-graph.ts'
import { movePart } from './part.ts'

export type StateNodeType = Node<StateNodeData, 'state' | 'anywhere'>
export type GroupNodeType = Node<GroupNodeData, 'frame'>
export type FlowNodeType = StateNodeType | GroupNodeType
export type TransitionEdgeType = Edge<TransitionEdgeData, 'transition'>

/** The dot's name, for the lines. */
export const outwards = 'lead'

export function useFlowGraph({ flow, places, words, notes }: GraphRequest) {
  const { t } = useText()
  const kept = useRef(new Map<string, object>())
  const routed = useRef<Routed>({})
  return useMemo(() => {
    const { nodes, edges } = flowToGraph({ flow, places, words, notes, routed: routed.current })
    const before = kept.current
    const after = new Map<string, object>()
    /** The object of before where it says the same. */
    const same = <T extends object>(id: string, data: T): T => {
      const old = before.get(id)
      const one = old !== undefined && isAlike(old, data) ? (old as T) : data
      after.set(id, one)
      return one
    }
    const boxes = new Map(nodes.map((node) => [node.id, node.box]))
    const drawn = {
      nodes: nodes.map((node) => {
        const name = node.data.label
        const ariaLabel = node.type === 'frame' ? t('flowMap.group', { name }) : t('flow.stateNode', { name })
        return asNode({ ...node, data: same(node.id, node.data) } as GraphNode, ariaLabel, boxes)
      }),
      edges: edges.map(
        ({ data, ...edge }): TransitionEdgeType => ({
          ...edge,
          type: 'transition',
          sourceHandle: outwards,
          targetHandle: outwards,
          data: same(`edge ${edge.id}`, data),
        }),
      ),
    }
    kept.current = after
    return drawn
  }, [flow, places, words, notes, t])
}

function asNode(node: GraphNode, ariaLabel: string, boxes: ReadonlyMap<string, Box>): FlowNodeType {
  const { id, type, box, inside, data } = node
  const frame = inside === undefined ? undefined : boxes.get(inside)
  const { width, height } = box
  return {
    id,
    type,
    data,
    position: frame ? { x: box.x - frame.x, y: box.y - frame.y } : { x: box.x, y: box.y },
    ...(frame ? { parentId: inside } : {}),
    width,
    height,
    // Size and dot are known, so nothing waits for a measurement.
    measured: { width, height },
    handles: [dotOf(type, box)],
    ariaLabel,
    ariaRole: 'group',
    // Above the lines, also those that stand out: a line must not lie on the dot it begins at.
    zIndex: type === 'frame' ? -1 : 10,
    ...(type === 'anywhere' ? { selectable: false, draggable: false } : {}),
  } as FlowNodeType
}

function dotOf(type: GraphNode['type'], { width, height }: Box): NodeHandle {
  const y = type === 'frame' ? frameDotY : height / 2
  return {
    id: outwards,
    type: 'source',
    position: Position.Right,
    x: width - dotSize / 2,
    y: y - dotSize / 2,
    width: dotSize,
    height: dotSize,
  }
}

const ink = { type: MarkerType.ArrowClosed, color: 'var(--molde-accent)' }
const line = { type: MarkerType.ArrowClosed, color: 'var(--molde-edge)' }

/** A selected transition stands out, and so do those of a state that is selected alone. */
export function useFlowEdges(fromGraph: readonly TransitionEdgeType[], selection: readonly string[]) {
  const kept = useRef(new Map<string, TransitionEdgeType>())
  return useMemo(() => {
    const chosen = new Set(selection)
    const after = new Map<string, TransitionEdgeType>()
    const edges = fromGraph.map((edge) => {
      const index = edge.data?.index ?? -1
      const selected = chosen.has(movePart(index)) || chosen.has(edge.source) || chosen.has(edge.target)
      const old = kept.current.get(edge.id)
      const marker = selected || edge.data?.gone ? ink : line
      const stays =
        old &&
        old.data === edge.data &&
        old.selected === selected &&
        old.source === edge.source &&
        old.target === edge.target
      const one = stays ? old : { ...edge, selected, markerEnd: marker, zIndex: selected ? 2 : 0 }
      after.set(edge.id, one)
      return one
    })
    kept.current = after
    return edges
  }, [fromGraph, selection])
}

/** Two levels: a line is a list of places. */
function isAlike(a: object, b: object): boolean {
  const names = Object.keys(b)
  return (
    names.length === Object.keys(a).length &&
    names.every((name) => {
      const [one, other] = [(a as Record<string, unknown>)[name], (b as Record<string, unknown>)[name]]
      return (
        one === other ||
        (typeof one === 'object' && typeof other === 'object' && JSON.stringify(one) === JSON.stringify(other))
      )
    })
  )
}
