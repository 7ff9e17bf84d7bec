// The data model as a drawing: kinds of record to drag and select, relations to draw from one to another.
import '@xyflow/react/dist/style.css'
import { useComputedColorScheme } from '@mantine/core'
import {
  applyNodeChanges,
  Background,
  BackgroundVariant,
  ConnectionMode,
  Controls,
  type FinalConnectionState,
  MiniMap,
  type NodeChange,
  ReactFlow,
  ReactFlowProvider,
  SelectionMode,
} from '@xyflow/react'
import { type Ref, useCallback, useRef, useState } from 'react'
import { nodeUnder, placesAfter, selectionAfter } from '../drawing/node-changes.ts'
import { useText } from '../text/text.ts'
import { BlueprintNode, type BlueprintNodeType } from './blueprint-node.tsx'
import { DistanceProvider, useSeenFrom } from './canvas-distance.ts'
import { useFocusInView, useFocusThatStays } from './canvas-focus.ts'
import { type CanvasView, fitOptions, useCanvasView } from './canvas-view.ts'
import type { DrawnBlueprint } from './drawn-blueprint.ts'
import classes from './model-canvas.module.css'
import type { Places } from './node-geometry.ts'
import { RelationEdge } from './relation-edge.tsx'
import { useEdges, useGraph, useNodes } from './use-drawn-graph.ts'

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
const togetherKeys = ['Control', 'Meta']
/** Up to here everything is in the page, so that Tab reaches it; beyond, only what is seen. */
const mostAtOnce = 60

export function ModelCanvas(props: ModelCanvasProps) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  )
}

function Canvas({ view, blueprints, places, selection, onSelect, onMove, onRelate }: ModelCanvasProps) {
  const { t } = useText()
  const scheme = useComputedColorScheme('light')
  const [relating, setRelating] = useState(false)
  const distance = useSeenFrom()
  const graph = useGraph(blueprints, places)
  const [nodes, setNodes] = useNodes(graph.nodes, selection)
  const edges = useEdges(graph.edges, selection)
  useCanvasView(view, blueprints, places)
  useFocusThatStays(nodes)
  useFocusInView()
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
    setRelating(false)
    const target = nodeUnder(event)
    if (fromNode && target !== undefined) onRelate(fromNode.id, target)
  }
  return (
    <section className={classes.canvas} aria-label={t('model.canvas')} data-relating={relating}>
      <DistanceProvider value={distance}>
        <ReactFlow
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          colorMode={scheme}
          fitView
          fitViewOptions={fitOptions}
          minZoom={0.05}
          maxZoom={1.5}
          onlyRenderVisibleElements={nodes.length > mostAtOnce}
          // The keys are those of the page: they also work where no node has the focus.
          disableKeyboardA11y
          deleteKeyCode={null}
          panActivationKeyCode={null}
          edgesFocusable={false}
          multiSelectionKeyCode={togetherKeys}
          // The one dot of a node is where lines come in and where they go out.
          connectionMode={ConnectionMode.Loose}
          selectionMode={SelectionMode.Partial}
          onNodesChange={change}
          onEdgeClick={(_, edge) => onSelect([edge.source])}
          onPaneClick={() => onSelect([])}
          onConnectStart={() => setRelating(true)}
          onConnectEnd={endRelating}
          proOptions={{ hideAttribution: true }}
        >
          {/* From afar the dots would be a grey haze, painted anew at every frame. */}
          {distance === 'near' && <Background variant={BackgroundVariant.Dots} gap={16} size={1.5} />}
          <Controls showInteractive={false} fitViewOptions={fitOptions} aria-label={t('model.zoom')} />
          <MiniMap pannable zoomable ariaLabel={t('model.minimap')} />
        </ReactFlow>
      </DistanceProvider>
    </section>
  )
}
