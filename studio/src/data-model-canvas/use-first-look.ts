// How is the data model seen when it is opened: whole where it can be read then, else from its first kind of record on.
import { useReactFlow, useStoreApi } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import type { DrawnBlueprint } from './drawn-blueprint.ts'
import type { Places } from './node-geometry.ts'
import { inReadingOrder } from './reading-order.ts'

/** At this size fields are read with ease; below the other one they are guessed. */
const readable = 0.85
const legible = 0.65
/** Pixels: a wider drawing has a map, or room to see what lies where. */
const narrow = 600
const margin = 20

/** Inside of React Flow's provider. Only where the screen is narrow: from there on a thumb moves it, and one button shows all of it. */
export function useFirstLook(blueprints: readonly DrawnBlueprint[], places: Places): void {
  const drawing = useReactFlow()
  const store = useStoreApi()
  const isDone = useRef(false)
  useEffect(() => {
    if (isDone.current) return
    // Once everything is fitted into view.
    const soon = setTimeout(() => {
      const { width } = store.getState()
      const [first] = inReadingOrder(blueprints, places)
      const at = first && places[first.name]
      if (width === 0 || !at) return
      isDone.current = true
      if (width > narrow || drawing.getZoom() >= legible) return
      void drawing.setViewport({ x: margin - at.x * readable, y: margin - at.y * readable, zoom: readable })
    }, 30)
    return () => clearTimeout(soon)
  })
}
