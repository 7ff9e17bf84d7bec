// Where the states of the flow lie: as somebody put them, else as they were arranged when they were first seen.
import { useMemo, useRef } from 'react'
import type { Flow } from '../api/flows-api.ts'
import type { Places } from '../drawing/place.ts'
import { placesOf } from '../flow-canvas/arrange-states.ts'
import { besideEachOther } from '../flow-canvas/flow-geometry.ts'

/** `words` are those of each transition: they need room between the states. */
export function useFlowPlaces(flow: Flow, words: (index: number) => string): Places {
  // What was only arranged. A place given by hand and taken back again is none of it.
  const arranged = useRef<Places>({})
  return useMemo(() => {
    const places = placesOf(flow, words, arranged.current)
    const unplaced = Object.entries(places).filter(([key]) => flow.states[key]?.pos === undefined)
    arranged.current = { ...arranged.current, ...Object.fromEntries(unplaced) }
    return besideEachOther(flow, places)
  }, [flow, words])
}
