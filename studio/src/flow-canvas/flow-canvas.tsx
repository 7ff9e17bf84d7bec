// The flow as a drawing: states to drag, transitions to draw from edge to edge, everything to select by mouse or keyboard.
import '@xyflow/react/dist/style.css'
import { useComputedColorScheme } from '@mantine/core'
import {
  applyNodeChanges,
  Background,
  BackgroundVariant,
  type Connection,
  Controls,
  type EdgeChange,
  MarkerType,
  type NodeChange,
  ReactFlow,
  ReactFlowProvider,
} from '@xyflow/react'
import { useEffect, useMemo, useState } from 'react'
import type { Flow } from '../api/flows-api.ts'
import { useText } from '../text/text.ts'
import { useScreenKeys } from '../ui/screen-keys.ts'
import { placesOf } from './arrange-states.ts'
import classes from './flow-canvas.module.css'
import { anywhere, flowToGraph, type GraphWords } from './flow-to-graph.ts'
import { AnywhereNode, StateNode, type StateNodeType } from './state-node.tsx'
import { TransitionEdge, type TransitionEdgeType } from './transition-edge.tsx'

/** What is selected: a state by key, a transition by its place in the list, or nothing. */
export type Selection = { readonly state: string } | { readonly transition: number } | undefined

export interface FlowCanvasProps {
  readonly flow: Flow
  readonly words: GraphWords
  readonly selection: Selection
  readonly onSelect: (selection: Selection) => void
  readonly onMove: (state: string, position: { readonly x: number; readonly y: number }) => void
  readonly onConnect: (from: string, to: string) => void
  readonly onRemove: (selection: NonNullable<Selection>) => void
}

const nodeTypes = { state: StateNode, anywhere: AnywhereNode }
const edgeTypes = { transition: TransitionEdge }

export function FlowCanvas(props: FlowCanvasProps) {
  useScreenKeys('flow')
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  )
}

function Canvas({ flow, words, selection, onSelect, onMove, onConnect, onRemove }: FlowCanvasProps) {
  const { t } = useText()
  const scheme = useComputedColorScheme('light')
  const graph = useMemo(() => flowToGraph(flow, placesOf(flow), words), [flow, words])
  const [nodes, setNodes] = useState<StateNodeType[]>([])
  useEffect(() => {
    const named = (node: (typeof graph.nodes)[number]) => ({
      ...node,
      selected: isState(selection, node.id),
      ariaLabel: t('flow.stateNode', { name: node.data.label }),
    })
    setNodes(graph.nodes.map((node) => named(node) as StateNodeType))
  }, [graph, selection, t])
  const edges = graph.edges.map(
    (edge): TransitionEdgeType => ({
      ...edge,
      selected: selection !== undefined && 'transition' in selection && selection.transition === edge.data.index,
      markerEnd: { type: MarkerType.ArrowClosed, color: 'var(--molde-edge)' },
      ariaLabel: t('flow.edge', {
        label: edge.data.label,
        from: words.state(edge.source),
        to: words.state(edge.target),
      }),
    }),
  )
  return (
    <section className={classes.canvas} aria-label={t('flow.canvas')}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        colorMode={scheme}
        fitView
        fitViewOptions={{ maxZoom: 1, padding: 0.2 }}
        minZoom={0.2}
        deleteKeyCode={['Delete', 'Backspace']}
        onNodesChange={(changes: NodeChange<StateNodeType>[]) => {
          setNodes((now) => applyNodeChanges(changes, now))
          const chosen = changes.find((change) => change.type === 'select' && change.selected)
          if (chosen && 'id' in chosen && chosen.id !== anywhere) onSelect({ state: chosen.id })
        }}
        onEdgesChange={(changes: EdgeChange<TransitionEdgeType>[]) => {
          const chosen = changes.find((change) => change.type === 'select' && change.selected)
          const edge = edges.find((one) => chosen && 'id' in chosen && one.id === chosen.id)
          if (edge?.data) onSelect({ transition: edge.data.index })
        }}
        onNodeDragStop={(_, node) => node.id !== anywhere && onMove(node.id, rounded(node.position))}
        onNodeClick={(_, node) => onSelect(node.id === anywhere ? undefined : { state: node.id })}
        onEdgeClick={(_, edge) => edge.data && onSelect({ transition: edge.data.index })}
        onPaneClick={() => onSelect(undefined)}
        onConnect={(connection: Connection) => onConnect(connection.source, connection.target)}
        onBeforeDelete={async () => {
          if (selection) onRemove(selection)
          // The flow itself is changed above; the drawing follows from it.
          return false
        }}
        proOptions={{ hideAttribution: true }}
      >
        <Background variant={BackgroundVariant.Dots} gap={16} size={1} />
        <Controls showInteractive={false} />
      </ReactFlow>
    </section>
  )
}

function isState(selection: Selection, key: string): boolean {
  return selection !== undefined && 'state' in selection && selection.state === key
}

function rounded({ x, y }: { readonly x: number; readonly y: number }) {
  return { x: Math.round(x), y: Math.round(y) }
}
