// The data model as a drawing: kinds of record to drag and select, relations to draw from one to another.
import { applyNodeChanges, type FinalConnectionState, type NodeChange, ReactFlowProvider } from '@xyflow/react'
import { type Ref, useCallback, useRef } from 'react'
import { DrawingGround } from '../drawing/drawing-ground.tsx'
import { nodeUnder, placesAfter, selectionAfter } from '../drawing/node-changes.ts'
import { useNodes } from '../drawing/use-nodes.ts'
import { useText } from '../text/text.ts'
import { BlueprintNode, type BlueprintNodeType } from './blueprint-node.tsx'
import { DistanceProvider, useSeenFrom } from './canvas-distance.ts'
import { type CanvasView, useCanvasView } from './canvas-view.ts'
import type { DrawnBlueprint } from './drawn-blueprint.ts'
import type { Places } from './node-geometry.ts'
import { RelationEdge } from './relation-edge.tsx'
import { useEdges, useGraph } from './use-drawn-graph.ts'
import { useFirstLook } from './use-first-look.ts'

export interface ModelCanvasProps {
  readonly view: Ref<CanvasView>
  readonly blueprints: readonly DrawnBlueprint[]
  readonly places: Places
  readonly selection: readonly string[]
  readonly onSelect: (blueprints: readonly string[]) => void
  /** New places of what was dragged. */
  readonly onMove: (moved: Places) => void
  readonly onRelate: (source: string, target: string) => void
}

const nodeTypes = { blueprint: BlueprintNode }
const edgeTypes = { relation: RelationEdge }

export function ModelCanvas(props: ModelCanvasProps) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  )
}

function Canvas({ view, blueprints, places, selection, onSelect, onMove, onRelate }: ModelCanvasProps) {
  const { t } = useText()
  const distance = useSeenFrom()
  const graph = useGraph(blueprints, places)
  const [nodes, setNodes] = useNodes(graph.nodes, selection)
  const edges = useEdges(graph.edges, selection)
  useCanvasView(view, blueprints, places)
  useFirstLook(blueprints, places)
  // Two changes can come before the page has drawn the first.
  const chosen = useRef(selection)
  chosen.current = selection
  const change = useCallback(
    (changes: NodeChange<BlueprintNodeType>[]) => {
      setNodes((now) => applyNodeChanges(changes, now))
      const after = selectionAfter(chosen.current, changes)
      if (after) {
        chosen.current = after
        onSelect(after)
      }
      const moved = placesAfter(changes)
      if (moved) onMove(moved)
    },
    [onSelect, onMove, setNodes],
  )
  const endRelating = (event: MouseEvent | TouchEvent, { fromNode }: FinalConnectionState) => {
    const target = nodeUnder(event)
    if (fromNode && target !== undefined) onRelate(fromNode.id, target)
  }
  return (
    <DistanceProvider value={distance}>
      <DrawingGround
        label={t('model.canvas')}
        mapLabel={t('model.minimap')}
        words="below"
        isNear={distance === 'near'}
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        // A sheet that grows goes under the next one below it, so that no name is hidden: also while it is chosen.
        elevateNodesOnSelect={false}
        onNodesChange={change}
        onEdgeClick={(_, edge) => onSelect([edge.source])}
        onPaneClick={() => onSelect([])}
        onConnectEnd={endRelating}
      />
    </DistanceProvider>
  )
}
