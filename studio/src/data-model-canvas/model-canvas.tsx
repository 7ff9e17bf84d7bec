// The data model as a drawing: kinds of record to drag and select, relations to draw from one to another.
import {
  applyNodeChanges,
  type FinalConnectionState,
  type NodeChange,
  ReactFlowProvider,
  useReactFlow,
  useUpdateNodeInternals,
} from '@xyflow/react'
import { type Ref, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { DistanceProvider, useSeenFrom } from '../drawing/canvas-distance.ts'
import { DrawingGround } from '../drawing/drawing-ground.tsx'
import { nodeUnder, placesAfter, selectionAfter } from '../drawing/node-changes.ts'
import { useNodes } from '../drawing/use-nodes.ts'
import { useText } from '../text/text.ts'
import { useStable } from '../ui/use-stable.ts'
import { BlueprintNode, type BlueprintNodeType, outwards } from './blueprint-node.tsx'
import { type CanvasView, useCanvasView } from './canvas-view.ts'
import type { DrawnBlueprint } from './drawn-blueprint.ts'
import { DrawnLine, RedrawnProvider } from './drawn-line.tsx'
import { fieldId, LineActsProvider, type PlacedField, readLine, ShownFieldProvider } from './line-acts.ts'
import type { Places } from './node-geometry.ts'
import { RelationEdge, type RelationEdgeType } from './relation-edge.tsx'
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
  readonly onRelate: (line: LineDrawn) => void
  /** The field that is looked at. */
  readonly shown: PlacedField | undefined
  /** A line was pressed: what it says is its field. */
  readonly onOpen: (field: PlacedField, byKeyboard: boolean) => void
}

export interface LineDrawn {
  readonly source: string
  readonly target: string
  /** The field from whose row it was drawn; without it, it is a new one. */
  readonly field?: string | undefined
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

function Canvas(props: ModelCanvasProps) {
  const { view, blueprints, places, selection, shown, onSelect, onMove, onRelate, onOpen } = props
  const { t } = useText()
  const distance = useSeenFrom()
  const graph = useGraph(blueprints, places)
  const [nodes, setNodes] = useNodes(graph.nodes, selection)
  const shownField = shown && fieldId(shown)
  const [walked, setWalked] = useState<string>()
  const edges = useEdges(graph.edges, selection, walked ?? shownField)
  const follow = useCanvasView(view, blueprints, places)
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
  useMeasuredRows(distance === 'near')
  const redrawn = useRef<RelationEdgeType>(undefined)
  const beginRedrawing = useStable<[unknown, RelationEdgeType]>((_, edge) => {
    redrawn.current = edge
  })
  const endRelating = (event: MouseEvent | TouchEvent, { fromNode, fromHandle }: FinalConnectionState) => {
    const edge = redrawn.current
    redrawn.current = undefined
    const target = nodeUnder(event)
    if (!fromNode || target === undefined) return
    if (edge?.data) return onRelate({ source: edge.source, target, field: edge.data.field })
    // A dot that was only touched leads nowhere.
    if (target === fromNode.id && isOnDot(event)) return
    const field = fromHandle?.id ?? outwards
    onRelate({ source: fromNode.id, target, field: field === outwards ? undefined : field })
  }
  const open = useStable<[string, boolean]>((line, byKeyboard) => onOpen(readLine(line), byKeyboard))
  const acts = useMemo(
    () => ({
      open,
      light: (line: string, isOn: boolean) => setWalked((now) => (isOn ? line : now === line ? undefined : now)),
      follow,
    }),
    [open, follow],
  )
  return (
    <DistanceProvider value={distance}>
      <LineActsProvider value={acts}>
        <ShownFieldProvider value={shownField}>
          <RedrawnProvider value={redrawn}>
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
              onEdgeClick={(_, edge) => onOpen(readLine(edge.id), false)}
              onPaneClick={() => onSelect([])}
              onConnectEnd={endRelating}
              connectionLineComponent={DrawnLine}
              edgesReconnectable={distance === 'near'}
              onReconnectStart={beginRedrawing}
              // Where it was let go is seen to as for any other line.
              onReconnect={nothing}
            />
          </RedrawnProvider>
        </ShownFieldProvider>
      </LineActsProvider>
    </DistanceProvider>
  )
}

const nothing = () => undefined

function isOnDot(event: MouseEvent | TouchEvent): boolean {
  const point = 'changedTouches' in event ? event.changedTouches[0] : event
  const under = point && document.elementFromPoint(point.clientX, point.clientY)
  return under?.closest('.react-flow__handle') != null
}

/** The dots of the rows are there from near only: lines can be drawn from them once they were measured. */
function useMeasuredRows(isNear: boolean): void {
  const { getNodes } = useReactFlow()
  const measure = useUpdateNodeInternals()
  useEffect(() => {
    if (isNear) measure(getNodes().map(({ id }) => id))
  }, [isNear, measure, getNodes])
}
