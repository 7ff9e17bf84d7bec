// How is a flow seen when it is opened: whole where its words can be read then, else from where records begin.
import { useReactFlow, useStoreApi } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import type { Flow } from '../api/flows-api.ts'
import type { Places } from '../drawing/place.ts'
import { stateSize } from './flow-geometry.ts'

/** At this size everything is read with ease. */
const readable = 0.85
/** Below this the words on the lines are guessed and not read; a little small is better than cut off. */
const legible = 0.55
/** A flow of more states is an overview first: nobody reads it from one end to the other. */
const mostToRead = 20
const margin = 48

export function useFirstLook({ states, initial }: Flow, places: Places): void {
  const drawing = useReactFlow()
  const store = useStoreApi()
  const isDone = useRef(false)
  useEffect(() => {
    if (isDone.current) return
    // Once everything is fitted into view.
    const soon = setTimeout(() => {
      const { width, height } = store.getState()
      const start = places[initial]
      if (width === 0 || !start) return
      isDone.current = true
      if (drawing.getZoom() >= legible || Object.keys(states).length > mostToRead) return
      const left = Math.min(...Object.values(places).map(({ x }) => x))
      const middle = start.y + stateSize.height / 2
      // From the left end of the drawing, unless records begin further right than is seen from there.
      const from = (start.x + stateSize.width - left) * readable + 2 * margin <= width ? left : start.x
      void drawing.setViewport({ x: margin - from * readable, y: height / 2 - middle * readable, zoom: readable })
    }, 30)
    return () => clearTimeout(soon)
  })
}
