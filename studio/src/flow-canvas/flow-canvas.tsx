// The flow as a drawing: states to drag, transitions to draw from one to another or to where a new one shall be, groups as frames.
import {
  applyNodeChanges,
  type FinalConnectionState,
  type NodeChange,
  ReactFlowProvider,
  useReactFlow,
  useStoreApi,
} from '@xyflow/react'
import { type Ref, useCallback, useRef } from 'react'
import { groupKey, groupsAround, statesUnder } from '../api/flow-nodes.ts'
import type { Flow } from '../api/flows-api.ts'
import { DistanceProvider, useSeenFrom } from '../drawing/canvas-distance.ts'
import { DrawingGround } from '../drawing/drawing-ground.tsx'
import { nodeUnder, placesAfter, selectionAfter } from '../drawing/node-changes.ts'
import type { Place, Places } from '../drawing/place.ts'
import { useKeepInView } from '../drawing/use-keep-in-view.ts'
import { useNodes } from '../drawing/use-nodes.ts'
import { useText } from '../text/text.ts'
import { useScreenKeys } from '../ui/screen-keys.ts'
import { stateSize } from './flow-geometry.ts'
import type { GraphRequest } from './flow-to-graph.ts'
import { type FlowView, useFlowView } from './flow-view.ts'
import { GroupNode } from './group-node.tsx'
import { groupPart, movePart, readPart } from './part.ts'
import { SelectPart } from './select-part.ts'
import { AnywhereNode, StateNode } from './state-node.tsx'
import { TransitionEdge } from './transition-edge.tsx'
import { useFirstLook } from './use-first-look.ts'
import { type FlowNodeType, useFlowEdges, useFlowGraph } from './use-flow-graph.ts'

export interface FlowCanvasProps extends GraphRequest {
  readonly view: Ref<FlowView>
  /** Ids of parts. */
  readonly selection: readonly string[]
  readonly onSelect: (parts: readonly string[]) => void
  /** New places of states that were dragged, by themselves or with their group. */
  readonly onMove: (moved: Places) => void
  /** From a state, a group or anywhere to a state. */
  readonly onConnect: (from: string, to: string) => void
  /** Drawn to where nothing is. */
  readonly onConnectNew: (from: string, at: Place) => void
}

const nodeTypes = { state: StateNode, anywhere: AnywhereNode, frame: GroupNode }
const edgeTypes = { transition: TransitionEdge }

export function FlowCanvas(props: FlowCanvasProps) {
  useScreenKeys('flow')
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  )
}

function Canvas(props: FlowCanvasProps) {
  const { view, flow, places, words, notes, selection, onSelect, onMove, onConnect, onConnectNew } = props
  const { t } = useText()
  const { screenToFlowPosition } = useReactFlow()
  const store = useStoreApi()
  const graph = useFlowGraph({ flow, places, words, notes })
  const distance = useSeenFrom()
  const [nodes, setNodes] = useNodes<FlowNodeType>(graph.nodes, selection)
  const edges = useFlowEdges(graph.edges, selection)
  useFlowView(view, graph.nodes)
  useKeepInView()
  useFirstLook(flow, places)
  // Two changes can come before the page has drawn the first.
  const chosen = useRef(selection)
  chosen.current = selection
  const select = useCallback(
    (parts: readonly string[]) => {
      chosen.current = parts
      onSelect(parts)
    },
    [onSelect],
  )
  const selectPart = useCallback(
    (part: string, together: boolean) => {
      const others = chosen.current.filter((one) => one !== part)
      if (!together) select([part])
      else select(others.length < chosen.current.length ? others : [...others, part])
    },
    [select],
  )
  const drawn = useRef({ flow, places, nodes: graph.nodes })
  drawn.current = { flow, places, nodes: graph.nodes }
  const change = useCallback(
    (changes: NodeChange<FlowNodeType>[]) => {
      setNodes((now) => applyNodeChanges(changes, now))
      const after = selectionAfter(chosen.current, changes)
      // React Flow knows nothing of what is no node: without Ctrl it is left when a node is chosen.
      if (after) select(store.getState().multiSelectionActive ? after : after.filter((id) => !isMove(id)))
      const moved = placesAfter(changes)
      if (moved) onMove(statePlaces(drawn.current, moved))
    },
    [select, onMove, setNodes, store],
  )
  const endConnecting = (event: MouseEvent | TouchEvent, { fromNode }: FinalConnectionState) => {
    const target = nodeUnder(event)
    const point = 'changedTouches' in event ? event.changedTouches[0] : event
    if (!fromNode || !point) return
    const under = document.elementFromPoint(point.clientX, point.clientY)
    // A dot that was only touched leads nowhere.
    if (target === fromNode.id && under?.closest('.react-flow__handle')) return
    if (target !== undefined && isEnd(flow, fromNode.id, target)) return onConnect(fromNode.id, target)
    const onGround = under?.closest('.react-flow') && !under.closest('.react-flow__panel, button')
    if (target !== undefined || !onGround) return
    const at = screenToFlowPosition({ x: point.clientX, y: point.clientY })
    onConnectNew(fromNode.id, { x: Math.round(at.x), y: Math.round(at.y - stateSize.height / 2) })
  }
  return (
    <SelectPart value={selectPart}>
      <DistanceProvider value={distance}>
        <DrawingGround
          isNear={distance === 'near'}
          label={t('flow.canvas')}
          mapLabel={t('flowMap.minimap')}
          words="above"
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          elevateNodesOnSelect={false}
          onNodesChange={change}
          onEdgeClick={(event, edge) =>
            edge.data && selectPart(movePart(edge.data.index), event.ctrlKey || event.metaKey)
          }
          onPaneClick={() => select([])}
          onConnectEnd={endConnecting}
        />
      </DistanceProvider>
    </SelectPart>
  )
}

/** A state, or a frame that is not left by it: between the states of its own one, somebody let go too early. */
function isEnd(flow: Flow, from: string, target: string): boolean {
  const group = groupKey(target)
  if (group === undefined) return Object.hasOwn(flow.states, target)
  return from !== target && !groupsAround(flow, from).includes(group)
}

function isMove(id: string): boolean {
  const part = readPart(id)
  return part !== undefined && 'transition' in part
}

interface Drawn {
  readonly flow: Flow
  readonly places: Places
  readonly nodes: readonly FlowNodeType[]
}

/** What a state in a group reports is measured from its frame, and a frame takes its states along. */
function statePlaces({ flow, places, nodes }: Drawn, moved: Places): Places {
  const nodeOf = (id: string) => nodes.find((node) => node.id === id)
  const shiftOf = (group: string | undefined) => {
    const before = group === undefined ? undefined : nodeOf(group)?.position
    const now = group === undefined ? undefined : (moved[group] ?? before)
    return { before: before ?? { x: 0, y: 0 }, now: now ?? { x: 0, y: 0 } }
  }
  const after: Record<string, Place> = {}
  for (const id of Object.keys(moved)) {
    const part = readPart(id)
    if (!part || !('group' in part)) continue
    const { before, now } = shiftOf(id)
    for (const state of statesUnder(flow, part.group)) {
      const place = places[state]
      if (place) after[state] = { x: place.x + now.x - before.x, y: place.y + now.y - before.y }
    }
  }
  for (const [id, place] of Object.entries(moved)) {
    if (!Object.hasOwn(flow.states, id)) continue
    const frames = groupsAround(flow, id).map((group) => shiftOf(groupPart(group)).now)
    const from = frames.reduce((sum, now) => ({ x: sum.x + now.x, y: sum.y + now.y }), { x: 0, y: 0 })
    after[id] = { x: Math.round(place.x + from.x), y: Math.round(place.y + from.y) }
  }
  return after
}
