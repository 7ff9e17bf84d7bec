// Where the kinds of record lie: as a person put them in this browser, else as they are arranged.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { placesOf } from '../data-model-canvas/arrange-graph.ts'
import type { DrawnBlueprint } from '../data-model-canvas/drawn-blueprint.ts'
import type { Places } from '../data-model-canvas/node-geometry.ts'
import { rememberedPlaces, rememberPlaces } from '../data-model-canvas/remembered-places.ts'

export function useModelPlaces(tenant: string, blueprints: readonly DrawnBlueprint[] | undefined) {
  const [kept, setKept] = useState(() => rememberedPlaces(tenant))
  const places = useMemo(() => placesOf(blueprints ?? [], kept), [blueprints, kept])
  const latest = useRef(places)
  latest.current = places
  // What was arranged once stays where it is while the page is open.
  useEffect(() => setKept(places), [places])
  const move = useCallback(
    (moved: Places) => {
      latest.current = { ...latest.current, ...moved }
      setKept(latest.current)
      rememberPlaces(tenant, latest.current)
    },
    [tenant],
  )
  return { places, move, placesNow: useCallback(() => latest.current, []) }
}
