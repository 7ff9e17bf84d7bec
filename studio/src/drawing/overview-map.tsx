// Where on a large drawing one is: all of it in a corner, small, with what is seen of it. Dragged, it moves the view; the wheel zooms.
// React Flow's own map draws each node as a part that listens by itself: with hundreds of them that is most of what a dragged
// node costs. Here they are three outlines, of which the large one stays as it is while something is dragged.
import { type InternalNode, Panel, type ReactFlowState, useReactFlow, useStore, useStoreApi } from '@xyflow/react'
import { type PointerEvent, useEffect, useId, useRef } from 'react'
import { boundsOf, type Outlines, outlinesOf } from './outline.ts'
import type { Box } from './place.ts'

/** Pixels. */
const width = 200
const height = 150
/** A finger moves the view instead of the page. */
const fingers = { touchAction: 'none' }
/** Room around the drawing, in pixels. */
const room = 5

const nodesOf = ({ nodes }: ReactFlowState) => nodes

/** What is seen, on the drawing. */
const viewOf = ({ width, height, transform: [x, y, zoom] }: ReactFlowState): Box => ({
  x: -x / zoom,
  y: -y / zoom,
  width: width / zoom,
  height: height / zoom,
})

const isSame = (a: Box, b: Box) => a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height

export function OverviewMap({ label }: { readonly label: string }) {
  const store = useStoreApi()
  const flow = useReactFlow()
  const title = useId()
  const svg = useRef<SVGSVGElement>(null)
  const nodes = useStore(nodesOf)
  const view = useStore(viewOf, isSame)
  const outlined = useRef<Outlines>(undefined)
  const { nodeLookup } = store.getState()
  outlined.current = outlinesOf(nodes, (id) => boxOf(nodeLookup.get(id)), outlined.current)
  const { rest, chosen, moving, bounds } = outlined.current
  const whole = boundsOf(bounds ? [bounds, view] : [view]) ?? view
  /** Length on the drawing that one pixel of the map stands for. */
  const scale = Math.max(whole.width / width, whole.height / height)
  const [w, h] = [(width + 2 * room) * scale, (height + 2 * room) * scale]
  const [x, y] = [whole.x + whole.width / 2 - w / 2, whole.y + whole.height / 2 - h / 2]
  useEffect(() => {
    const element = svg.current
    const zoom = (event: WheelEvent) => {
      event.preventDefault()
      const unit = event.deltaMode === 1 ? 0.05 : event.deltaMode ? 1 : 0.002
      void flow.zoomTo(flow.getZoom() * 2 ** (-event.deltaY * unit))
    }
    // React's own listener could not keep the page from scrolling.
    element?.addEventListener('wheel', zoom, { passive: false })
    return () => element?.removeEventListener('wheel', zoom)
  }, [flow])
  const held = useRef({ x: 0, y: 0 })
  const grab = (event: PointerEvent<SVGSVGElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    held.current = { x: event.clientX, y: event.clientY }
  }
  const pan = (event: PointerEvent<SVGSVGElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    const now = flow.getViewport()
    const by = scale * now.zoom
    const [right, down] = [event.clientX - held.current.x, event.clientY - held.current.y]
    held.current = { x: event.clientX, y: event.clientY }
    void flow.setViewport({ ...now, x: now.x - right * by, y: now.y - down * by })
  }
  return (
    <Panel position="bottom-right" className="react-flow__minimap">
      <svg
        ref={svg}
        className="react-flow__minimap-svg"
        role="img"
        aria-labelledby={title}
        width={width}
        height={height}
        style={fingers}
        viewBox={`${x} ${y} ${w} ${h}`}
        onPointerDown={grab}
        onPointerMove={pan}
      >
        <title id={title}>{label}</title>
        <path className="react-flow__minimap-node" d={rest} />
        <path className="react-flow__minimap-node selected" d={chosen} />
        <path className="react-flow__minimap-node selected" d={moving} />
        <path
          className="react-flow__minimap-mask"
          fillRule="evenodd"
          pointerEvents="none"
          d={`M${x},${y}h${w}v${h}h${-w}zM${view.x},${view.y}h${view.width}v${view.height}h${-view.width}z`}
        />
      </svg>
    </Panel>
  )
}

function boxOf(node: InternalNode | undefined): Box | undefined {
  if (!node) return undefined
  const { width = node.width, height = node.height } = node.measured
  if (width === undefined || height === undefined) return undefined
  return { ...node.internals.positionAbsolute, width, height }
}
