// The graph as React Flow takes it; what did not change stays the same object, so that it is not drawn again.
import { MarkerType, type NodeHandle, Position } from '@xyflow/react'
import { useMemo, useRef } from 'react'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { type BlueprintNodeType, outwards } from './blueprint-node.tsx'
import { type BlueprintGraphNode, blueprintsToGraph, type Drawn } from './blueprints-to-graph.ts'
import type { DrawnBlueprint } from './drawn-blueprint.ts'
import classes from './model-canvas.module.css'
import { dotSize, headerHeight, lineEnds, nodeWidth, type Places, rowDotSize, rowMiddle } from './node-geometry.ts'
import type { RelationEdgeType } from './relation-edge.tsx'
import { sayLine } from './say-line.ts'
import { geometryOf, settleLines, type Ways } from './settle-lines.ts'

export function useGraph(blueprints: readonly DrawnBlueprint[], places: Places) {
  const { t } = useText()
  const nameOf = useFieldName()
  // What was drawn holds only while the words stay the same.
  const drawn = useMemo<Drawn>(() => new WeakMap(), [nameOf])
  const { nodes, edges } = useMemo(
    () => blueprintsToGraph({ blueprints, places, nameOf, drawn }),
    [blueprints, places, nameOf, drawn],
  )
  const geometry = useMemo(() => geometryOf(nodes, edges), [nodes, edges])
  const settled = useRef<{ readonly geometry: string; readonly ways: Ways }>(undefined)
  if (settled.current?.geometry !== geometry) settled.current = { geometry, ways: settleLines(nodes, edges) }
  const { ways } = settled.current
  return useMemo(() => {
    const left = new Map(nodes.map(({ id, position }) => [id, position.x]))
    return {
      nodes: nodes.map((node) => asNode(node, t('model.node', { name: node.data.label }))),
      edges: edges.map(({ data, ...edge }): RelationEdgeType => {
        const way = ways.get(edge.id)
        return {
          ...edge,
          type: 'relation',
          sourceHandle: outwards,
          targetHandle: outwards,
          data: way ? { ...data, way } : data,
          markerEnd: data.isNew ? inkArrow : arrow,
          ariaLabel: sayLine(t, data),
          // What a part of a repeated group leads to is not changed by drawing; of the others the canvas says when they can be.
          ...(data.isOwn ? {} : { reconnectable: false }),
          className: classes[lineEnds(left.get(edge.source) ?? 0, left.get(edge.target) ?? 0).targetSide] ?? '',
        }
      }),
    }
  }, [nodes, edges, ways, t])
}

const inkArrow = { type: MarkerType.ArrowClosed, color: 'var(--molde-accent)' }
const arrow = { type: MarkerType.ArrowClosed, color: 'var(--molde-edge)' }

function asNode({ position, ...node }: BlueprintGraphNode, ariaLabel: string): BlueprintNodeType {
  const { width, height, data } = node
  return {
    ...node,
    type: 'blueprint',
    position: { ...position },
    // Size and handle are known, so nodes that were never drawn have lines too, and nothing waits for a measurement.
    measured: { width, height },
    handles: [dot, ...data.rows.map(({ id }, at) => rowDot(id, rowMiddle(data, at)))],
    ariaLabel,
    ariaRole: 'group',
  }
}

const dot: NodeHandle = {
  id: outwards,
  type: 'source',
  position: Position.Right,
  x: nodeWidth - dotSize / 2,
  y: headerHeight / 2 - dotSize / 2,
  width: dotSize,
  height: dotSize,
}

function rowDot(id: string, middle: number): NodeHandle {
  return {
    id,
    type: 'source',
    position: Position.Right,
    x: nodeWidth - rowDotSize / 2,
    y: middle - rowDotSize / 2,
    width: rowDotSize,
    height: rowDotSize,
  }
}

/** Among many lines those of what is selected stand out, and the lit one among these. */
export function useEdges(
  fromGraph: readonly RelationEdgeType[],
  selection: readonly string[],
  lit: string | undefined,
): RelationEdgeType[] {
  return useMemo(() => {
    const chosen = new Set(selection)
    return fromGraph.map((edge) => {
      const { id, data } = edge
      if (id === lit && data)
        return { ...edge, selected: true, zIndex: 1, markerEnd: inkArrow, data: { ...data, lit: true } }
      const stands = chosen.has(edge.source) || chosen.has(edge.target)
      return stands ? { ...edge, selected: true, markerEnd: inkArrow } : edge
    })
  }, [fromGraph, selection, lit])
}
