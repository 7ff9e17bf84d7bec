// What the page around a canvas may ask of it: to bring something into view, and where the middle of the view is.
import { useReactFlow, useStoreApi } from '@xyflow/react'
import { type Ref, useCallback, useEffect, useImperativeHandle, useRef } from 'react'
import { focusNode } from '../drawing/canvas-focus.ts'
import { fitOptions, placeInMiddle } from '../drawing/drawing-view.ts'
import type { DrawnBlueprint } from './drawn-blueprint.ts'
import { heightOf, nodeWidth, type Place, type Places } from './node-geometry.ts'

export interface CanvasView {
  /** Brings these into view and puts the keyboard on the first; what is not drawn yet is waited for. */
  readonly show: (blueprints: readonly string[]) => void
  readonly focus: (blueprint: string) => void
  /** Brings everything into view that lies at these places. */
  readonly fit: (places: Places) => void
  /** The middle of what is seen, where something new belongs. */
  readonly middle: () => Place
}

/** About that of a kind of record with one field. */
const newSize = { width: nodeWidth, height: 120 }

/** Answers with how the keyboard goes to a kind of record, also to one out of sight. */
export function useCanvasView(view: Ref<CanvasView>, blueprints: readonly DrawnBlueprint[], places: Places) {
  const flow = useReactFlow()
  const store = useStoreApi()
  const wish = useRef<readonly string[]>(undefined)
  const showWished = useCallback(() => {
    const names = wish.current
    const [first] = names ?? []
    if (!names || first === undefined) return
    const shown = blueprints.filter((blueprint) => names.includes(blueprint.name))
    if (shown.length < names.length) return
    wish.current = undefined
    const { x, y, width, height } = boundsOf(shown, places)
    const isWide = shown.length > 1
    if (isWide) void flow.fitBounds({ x, y, width, height }, { padding: 0.2 })
    else void flow.setCenter(x + width / 2, y + height / 2, { zoom: Math.min(1, Math.max(flow.getZoom(), 0.8)) })
    // A moment later: what was out of sight is not in the page yet.
    setTimeout(() => focusNode(first), 60)
  }, [flow, blueprints, places])
  useEffect(showWished, [showWished])
  useImperativeHandle(
    view,
    () => ({
      show(names) {
        wish.current = names
        showWished()
      },
      focus: focusNode,
      fit(at) {
        if (blueprints.length > 0) void flow.fitBounds(boundsOf(blueprints, at), { padding: fitOptions.padding })
      },
      middle: () => placeInMiddle(store.getState(), newSize),
    }),
    [flow, store, blueprints, showWished],
  )
  return useCallback(
    (name: string) => {
      const node = flow.getNode(name)
      focusNode(name)
      if (!node || isFocused(name)) return
      // Of a large drawing only what is seen is in the page.
      const { x, y } = node.position
      void flow.setCenter(x + nodeWidth / 2, y + (node.height ?? 0) / 2, { zoom: flow.getZoom() })
      setTimeout(() => focusNode(name), 60)
    },
    [flow],
  )
}

const isFocused = (node: string) =>
  document.activeElement?.closest<HTMLElement>('.react-flow__node')?.dataset['id'] === node

function boundsOf(blueprints: readonly DrawnBlueprint[], places: Places) {
  const boxes = blueprints.map((blueprint) => ({
    ...(places[blueprint.name] ?? { x: 0, y: 0 }),
    height: heightOf(blueprint),
  }))
  const x = Math.min(...boxes.map((box) => box.x))
  const y = Math.min(...boxes.map((box) => box.y))
  const width = Math.max(...boxes.map((box) => box.x + nodeWidth)) - x
  return { x, y, width, height: Math.max(...boxes.map((box) => box.y + box.height)) - y }
}
