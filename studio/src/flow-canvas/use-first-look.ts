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
      const spots = Object.values(places)
      const [xs, ys] = [spots.map(({ x }) => x), spots.map(({ y }) => y)]
      void drawing.setViewport({
        x: shiftFor(start.x, xs, stateSize.width, width),
        y: shiftFor(start.y, ys, stateSize.height, height),
        zoom: readable,
      })
    }, 30)
    return () => clearTimeout(soon)
  })
}

/** In the middle where all of it is seen; else from its left or upper end, unless records begin further on than is seen from there. */
function shiftFor(start: number, spots: readonly number[], size: number, room: number): number {
  const [low, high] = [Math.min(...spots), Math.max(...spots) + size]
  if ((high - low) * readable + 2 * margin <= room) return room / 2 - ((low + high) / 2) * readable
  const from = (start + size - low) * readable + 2 * margin <= room ? low : start
  return margin - from * readable
}
