// What the page around the drawing of a flow may ask of it: to bring something into view, and where the middle of the view is.
import { useReactFlow, useStoreApi } from '@xyflow/react'
import { type Ref, useCallback, useEffect, useImperativeHandle, useRef } from 'react'
import { focusNode, writesElsewhere } from '../drawing/canvas-focus.ts'
import { canBeSeenWhole, fitOptions, isInSight, placeInMiddle } from '../drawing/drawing-view.ts'
import type { Place } from '../drawing/place.ts'
import { stateSize } from './flow-geometry.ts'
import type { FlowNodeType } from './use-flow-graph.ts'

export interface FlowView {
  /** Brings these nodes into view, and the keyboard to the first unless it shall stay; what is not drawn yet is waited for. */
  readonly show: (nodes: readonly string[], keyboard?: 'follows' | 'stays') => void
  readonly focus: (node: string) => void
  /** Brings everything into view once it was drawn again. */
  readonly fit: () => void
  /** The middle of what is seen, where something new belongs. */
  readonly middle: () => Place
}

interface Wish {
  readonly nodes: readonly string[]
  readonly keyboard: 'follows' | 'stays'
  /** Was the whole seen when it was wished? Then it stays so. */
  readonly wasWhole: boolean
  /** What had the focus when it was wished. */
  readonly before: Element | null
}

export function useFlowView(view: Ref<FlowView>, nodes: readonly FlowNodeType[]): void {
  const flow = useReactFlow()
  const store = useStoreApi()
  const wish = useRef<Wish>(undefined)
  const showWished = useCallback(() => {
    const wished = wish.current
    const [first] = wished?.nodes ?? []
    if (!wished || first === undefined) return
    if (!wished.nodes.every((id) => flow.getNode(id) !== undefined)) return
    wish.current = undefined
    const all = flow.getNodesBounds(flow.getNodes())
    if (wished.wasWhole && canBeSeenWhole(all, store.getState())) {
      if (!isInSight(all, store.getState().transform, store.getState()))
        void flow.fitView({ ...fitOptions, maxZoom: flow.getZoom() })
    }
    // Near enough to read, but not nearer than it is.
    else
      void flow.fitView({
        nodes: wished.nodes.map((id) => ({ id })),
        padding: 0.3,
        minZoom: Math.min(flow.getZoom(), 1),
        maxZoom: Math.max(0.8, Math.min(flow.getZoom(), 1)),
      })
    // A moment later: what was out of sight is not in the page yet.
    if (wished.keyboard === 'follows')
      setTimeout(() => {
        if (!writesElsewhere(wished.before)) focusNode(first)
      }, 60)
  }, [flow, store])
  // After each drawing: what was asked for may be there now.
  useEffect(() => {
    const soon = setTimeout(showWished, 30)
    return () => clearTimeout(soon)
  }, [nodes, showWished])
  useImperativeHandle(
    view,
    () => ({
      show(ids, keyboard = 'follows') {
        const { transform, width, height } = store.getState()
        const wasWhole = isInSight(flow.getNodesBounds(flow.getNodes()), transform, { width, height })
        wish.current = { nodes: ids, keyboard, wasWhole, before: document.activeElement }
        showWished()
      },
      focus: focusNode,
      fit() {
        setTimeout(() => void flow.fitView(fitOptions), 60)
      },
      middle: () => placeInMiddle(store.getState(), stateSize),
    }),
    [flow, store, showWished],
  )
}
