// Where the blueprints lie: as somebody put them, shared by everybody who designs; else as they are arranged.
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { ApiError } from '../api/api-client.ts'
import { patchPlaces, placesKey, usePlaces } from '../api/places-api.ts'
import { useIsOwner } from '../api/tenants-api.ts'
import { placesOf } from '../data-model-canvas/arrange-graph.ts'
import type { DrawnBlueprint } from '../data-model-canvas/drawn-blueprint.ts'
import type { Places } from '../data-model-canvas/node-geometry.ts'

const nowhere: Places = {}
const farthest = 1_000_000

export function useModelPlaces(tenant: string, blueprints: readonly DrawnBlueprint[] | undefined) {
  const client = useQueryClient()
  const kept = usePlaces(tenant)
  const mayMove = useIsOwner(tenant)
  /** What was moved here, until the server says it too. */
  const [moved, setMoved] = useState(nowhere)
  const arranged = useRef(nowhere)
  const places = useMemo(() => {
    // Without an answer, also one of a failure, nothing is arranged: it would only jump afterwards.
    const known = { ...arranged.current, ...kept.data?.places, ...moved }
    return placesOf(blueprints ?? [], known)
  }, [blueprints, kept.data, moved])
  // What was arranged once stays where it is while the page is open.
  useEffect(() => {
    arranged.current = places
  }, [places])
  const latest = useRef(places)
  latest.current = places
  const shared = useRef(nowhere)
  shared.current = kept.data?.places ?? nowhere
  const drawn = useRef<ReadonlySet<string>>(new Set())
  drawn.current = useMemo(() => new Set(blueprints?.map(({ name }) => name)), [blueprints])

  const waiting = useRef(nowhere)
  const sending = useRef(false)
  const send = useCallback(async () => {
    if (sending.current || !mayMove) return
    sending.current = true
    try {
      while (Object.keys(waiting.current).length > 0) {
        const now = waiting.current
        waiting.current = nowhere
        const answered = await patchPlaces(tenant, now).catch((failed: unknown) => {
          // Without a connection they go along with what is moved next; what is refused lies so only here.
          if (!(failed instanceof ApiError) || failed.status === 0 || failed.status >= 500)
            waiting.current = { ...now, ...waiting.current }
          throw failed
        })
        client.setQueryData(placesKey(tenant), answered)
        setMoved((still) => without(still, now))
      }
    } catch {
      // A drawing that others see a little differently is no reason to disturb anybody.
    } finally {
      sending.current = false
    }
  }, [client, tenant, mayMove])

  const move = useCallback(
    (next: Places) => {
      const rounded = Object.fromEntries(Object.entries(next).map(([name, place]) => [name, rightPlace(place)]))
      // What was only arranged so far is kept along with it: others shall see the same drawing.
      const arrangedOnly = Object.entries(latest.current).filter(
        ([name]) => !Object.hasOwn(shared.current, name) && drawn.current.has(name),
      )
      latest.current = { ...latest.current, ...rounded }
      waiting.current = { ...Object.fromEntries(arrangedOnly), ...waiting.current, ...rounded }
      setMoved((still) => ({ ...still, ...rounded }))
      void send()
    },
    [send],
  )
  return { places, isPlaced: !kept.isPending, move, placesNow: useCallback(() => latest.current, []) }
}

function without(places: Places, gone: Places): Places {
  return Object.fromEntries(Object.entries(places).filter(([name, place]) => gone[name] !== place))
}

function rightPlace({ x, y }: Places[string]): Places[string] {
  const within = (value: number) => Math.max(-farthest, Math.min(farthest, Math.round(value)))
  return { x: within(x), y: within(y) }
}
