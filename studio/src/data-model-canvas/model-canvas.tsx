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
  MarkerType,
  MiniMap,
  type NodeChange,
  type NodeHandle,
  Position,
  ReactFlow,
  ReactFlowProvider,
  SelectionMode,
  useReactFlow,
  useStoreApi,
} from '@xyflow/react'
import {
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { BlueprintNode, type BlueprintNodeType, outwards } from './blueprint-node.tsx'
import { blueprintsToGraph, type Drawn, type KindGraphNode } from './blueprints-to-graph.ts'
import classes from './model-canvas.module.css'
import type { ModelKind } from './model-kind.ts'
import { dotSize, headerHeight, heightOf, nodeWidth, type Place, type Places } from './node-geometry.ts'
import { RelationEdge, type RelationEdgeType } from './relation-edge.tsx'

/** What the page around may ask of the drawing. */
export interface CanvasView {
  /** Brings these into view and puts the keyboard on the first; what is not drawn yet is waited for. */
  readonly show: (kinds: readonly string[]) => void
  readonly focus: (kind: string) => void
  /** Brings everything into view that lies at these places. */
  readonly fit: (places: Places) => void
  /** The middle of what is seen, where something new belongs. */
  readonly middle: () => Place
}

export interface ModelCanvasProps {
  readonly view: Ref<CanvasView>
  readonly kinds: readonly ModelKind[]
  readonly places: Places
  readonly selection: readonly string[]
  readonly onSelect: (kinds: readonly string[]) => void
  /** New places of what was dragged. */
  readonly onMove: (moved: Places) => void
  readonly onRelate: (source: string, target: string) => void
}

const nodeTypes = { kind: BlueprintNode }
const edgeTypes = { relation: RelationEdge }
const togetherKeys = ['Control', 'Meta']
/** Up to here everything is in the page, so that Tab reaches it; beyond, only what is seen. */
const mostAtOnce = 60
const fitOptions = { maxZoom: 1, padding: 0.15 }

export function ModelCanvas(props: ModelCanvasProps) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  )
}

function Canvas({ view, kinds, places, selection, onSelect, onMove, onRelate }: ModelCanvasProps) {
  const { t } = useText()
  const scheme = useComputedColorScheme('light')
  const [relating, setRelating] = useState(false)
  const graph = useGraph(kinds, places)
  const [nodes, setNodes] = useNodes(graph.nodes, selection)
  const edges = useEdges(graph.edges, selection)
  useCanvasView(view, kinds, places)
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
    const target = kindUnder(event)
    if (fromNode && target !== undefined) onRelate(fromNode.id, target)
  }
  return (
    <section className={classes.canvas} aria-label={t('model.canvas')} data-relating={relating}>
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
        <Background variant={BackgroundVariant.Dots} gap={16} size={1.5} />
        <Controls showInteractive={false} fitViewOptions={fitOptions} aria-label={t('model.zoom')} />
        <MiniMap pannable zoomable ariaLabel={t('model.minimap')} />
      </ReactFlow>
    </section>
  )
}

function useGraph(kinds: readonly ModelKind[], places: Places) {
  const { t } = useText()
  const nameOf = useFieldName()
  // What was drawn holds only while the words stay the same.
  const drawn = useMemo<Drawn>(() => new WeakMap(), [nameOf])
  return useMemo(() => {
    const { nodes, edges } = blueprintsToGraph({ kinds, places, nameOf, drawn })
    return {
      nodes: nodes.map((node) => asNode(node, t('model.node', { name: node.data.label }))),
      edges: edges.map(
        ({ data, ...edge }): RelationEdgeType => ({
          ...edge,
          type: 'relation',
          sourceHandle: outwards,
          targetHandle: outwards,
          data,
          markerEnd: data.isNew ? newArrow : arrow,
          ariaLabel: t('model.edge', { label: data.label }),
        }),
      ),
    }
  }, [kinds, places, nameOf, drawn, t])
}

const newArrow = { type: MarkerType.ArrowClosed, color: 'var(--molde-accent)' }
const arrow = { type: MarkerType.ArrowClosed, color: 'var(--molde-edge)' }

function asNode({ position, ...node }: KindGraphNode, ariaLabel: string): BlueprintNodeType {
  const { width, height } = node
  return {
    ...node,
    type: 'kind',
    position: { ...position },
    // Size and handle are known, so nodes that were never drawn have lines too, and nothing waits for a measurement.
    measured: { width, height },
    handles: [dot],
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

/** The nodes while they are dragged: they follow the graph, and keep being the same objects where nothing changed. */
function useNodes(fromGraph: readonly BlueprintNodeType[], selection: readonly string[]) {
  const [nodes, setNodes] = useState<BlueprintNodeType[]>(() => [...fromGraph])
  useEffect(() => {
    const chosen = new Set(selection)
    setNodes((now) => {
      const before = new Map(now.map((node) => [node.id, node]))
      return fromGraph.map((node) => {
        const old = before.get(node.id)
        const selected = chosen.has(node.id)
        return old && isSame(old, node) && old.selected === selected ? old : { ...node, selected }
      })
    })
  }, [fromGraph, selection])
  return [nodes, setNodes] as const
}

/** Among many lines those of what is selected stand out. */
function useEdges(fromGraph: readonly RelationEdgeType[], selection: readonly string[]): RelationEdgeType[] {
  return useMemo(() => {
    const chosen = new Set(selection)
    return fromGraph.map((edge) =>
      chosen.has(edge.source) || chosen.has(edge.target) ? { ...edge, selected: true, zIndex: 1 } : edge,
    )
  }, [fromGraph, selection])
}

function isSame(a: BlueprintNodeType, b: BlueprintNodeType): boolean {
  return (
    a.data === b.data &&
    a.ariaLabel === b.ariaLabel &&
    a.height === b.height &&
    a.position.x === b.position.x &&
    a.position.y === b.position.y
  )
}

function useCanvasView(view: Ref<CanvasView>, kinds: readonly ModelKind[], places: Places): void {
  const flow = useReactFlow()
  const store = useStoreApi()
  const wish = useRef<readonly string[]>(undefined)
  const showWished = useCallback(() => {
    const names = wish.current
    const [first] = names ?? []
    if (!names || first === undefined) return
    const shown = kinds.filter((kind) => names.includes(kind.name))
    if (shown.length < names.length) return
    wish.current = undefined
    const { x, y, width, height } = boundsOf(shown, places)
    const isWide = shown.length > 1
    if (isWide) void flow.fitBounds({ x, y, width, height }, { padding: 0.2 })
    else void flow.setCenter(x + width / 2, y + height / 2, { zoom: Math.min(1, Math.max(flow.getZoom(), 0.8)) })
    // A moment later: what was out of sight is not in the page yet.
    setTimeout(() => focusKind(first), 60)
  }, [flow, kinds, places])
  useEffect(showWished, [showWished])
  useImperativeHandle(
    view,
    () => ({
      show(names) {
        wish.current = names
        showWished()
      },
      focus: focusKind,
      fit(at) {
        if (kinds.length > 0) void flow.fitBounds(boundsOf(kinds, at), { padding: fitOptions.padding })
      },
      middle() {
        const { width, height, transform } = store.getState()
        const [x, y, zoom] = transform
        return { x: (width / 2 - x) / zoom - nodeWidth / 2, y: (height / 2 - y) / zoom - 60 }
      },
    }),
    [flow, store, kinds, showWished],
  )
}

function boundsOf(kinds: readonly ModelKind[], places: Places) {
  const boxes = kinds.map((kind) => ({ ...(places[kind.name] ?? { x: 0, y: 0 }), height: heightOf(kind) }))
  const x = Math.min(...boxes.map((box) => box.x))
  const y = Math.min(...boxes.map((box) => box.y))
  const width = Math.max(...boxes.map((box) => box.x + nodeWidth)) - x
  return { x, y, width, height: Math.max(...boxes.map((box) => box.y + box.height)) - y }
}

function nodeElement(kind: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(kind)}"]`)
}

function focusKind(kind: string): void {
  nodeElement(kind)?.focus({ preventScroll: true })
}

/** A node that changes its place in the reading order is put elsewhere in the page, and loses the focus by that. */
function useFocusThatStays(nodes: readonly BlueprintNodeType[]): void {
  const last = useRef<string>(undefined)
  useEffect(() => {
    const remember = (event: FocusEvent) => {
      last.current = (event.target as Element).closest<HTMLElement>('.react-flow__node')?.dataset['id']
    }
    document.addEventListener('focusin', remember)
    return () => document.removeEventListener('focusin', remember)
  }, [])
  // Whenever the nodes were put in order again.
  useLayoutEffect(() => {
    if (document.activeElement === document.body && last.current !== undefined) focusKind(last.current)
  }, [nodes])
}

/** A node that Tab reaches outside of what is seen comes to its middle. */
function useFocusInView(): void {
  const flow = useReactFlow()
  const store = useStoreApi()
  useEffect(() => {
    const follow = (event: FocusEvent) => {
      const element = (event.target as Element).closest<HTMLElement>('.react-flow__node:focus-visible')
      const node = element && flow.getNode(element.dataset['id'] ?? '')
      const ground = store.getState().domNode?.getBoundingClientRect()
      if (!element || !node || !ground) return
      const box = element.getBoundingClientRect()
      const inside =
        box.left >= ground.left && box.right <= ground.right && box.top >= ground.top && box.bottom <= ground.bottom
      if (inside) return
      const { x, y } = node.position
      void flow.setCenter(x + nodeWidth / 2, y + (node.height ?? 0) / 2, { zoom: flow.getZoom() })
    }
    document.addEventListener('focusin', follow)
    return () => document.removeEventListener('focusin', follow)
  }, [flow, store])
}

function selectionAfter(
  before: readonly string[],
  changes: readonly NodeChange<BlueprintNodeType>[],
): readonly string[] | undefined {
  const chosen = new Set(before)
  let changed = false
  for (const change of changes) {
    if (change.type !== 'select' || chosen.has(change.id) === change.selected) continue
    changed = true
    if (change.selected) chosen.add(change.id)
    else chosen.delete(change.id)
  }
  return changed ? [...chosen] : undefined
}

/** Only what was let go: while it is dragged, nothing is decided. */
function placesAfter(changes: readonly NodeChange<BlueprintNodeType>[]): Places | undefined {
  const moved = changes.flatMap((change) =>
    change.type === 'position' && change.dragging === false && change.position
      ? [[change.id, { x: Math.round(change.position.x), y: Math.round(change.position.y) }] as const]
      : [],
  )
  return moved.length > 0 ? Object.fromEntries(moved) : undefined
}

function kindUnder(event: MouseEvent | TouchEvent): string | undefined {
  const point = 'changedTouches' in event ? event.changedTouches[0] : event
  if (!point) return undefined
  const element = document.elementFromPoint(point.clientX, point.clientY)
  return element?.closest<HTMLElement>('.react-flow__node')?.dataset['id']
}
