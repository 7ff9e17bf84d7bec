// What was seen whole stays so: when something beside or below the drawing takes room from it or gives it back, and when it grows
// out of sight.
import { type Transform, useReactFlow, useStore, useStoreApi } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import { useStable } from '../ui/use-stable.ts'
import { canBeSeenWhole, fitOptions, isInSight } from './drawing-view.ts'

/** Until what was added is measured. */
const drawnAfter = 80

/** Inside of React Flow's provider. Who looks at a part of a large drawing keeps looking at that part. */
export function useKeepInView(): void {
  const { fitView, getNodes, getNodesBounds } = useReactFlow()
  const store = useStoreApi()
  const width = useStore((state) => state.width)
  const height = useStore((state) => state.height)
  const count = useStore((state) => state.nodes.length)
  const room = useRef({ width, height })
  const drawn = useRef<readonly string[]>([])
  const growing = useRef<ReturnType<typeof setTimeout>>(undefined)
  const seen = (ids: readonly string[], within: { readonly width: number; readonly height: number }) =>
    isInSight(getNodesBounds([...ids]), store.getState().transform, within)
  const idsNow = () => getNodes().map(({ id }) => id)
  const fit = (zoom: number) => void fitView({ ...fitOptions, maxZoom: zoom })
  /** How large it was seen before it was made smaller here, and how it is seen since then; nothing while that is under way. */
  const shrunk = useRef<{ readonly zoom: number; readonly seen?: Transform }>(undefined)
  const follow = useStable(async () => {
    const was = room.current
    room.current = { width, height }
    if (width === 0 || height === 0) return
    const { transform } = store.getState()
    // Whoever has moved it since looks at it as it is.
    const isMoved = shrunk.current?.seen !== undefined && shrunk.current.seen.join() !== transform.join()
    const last = isMoved ? undefined : shrunk.current
    const isSmaller = width < was.width || height < was.height
    if (isSmaller ? !seen(idsNow(), was) || seen(idsNow(), room.current) : last === undefined) return
    const zoom = last?.zoom ?? transform[2]
    shrunk.current = { zoom }
    await fitView({ ...fitOptions, maxZoom: zoom })
    shrunk.current = { zoom, seen: store.getState().transform }
  })
  const grow = useStable(() => {
    const ids = idsNow()
    const before = drawn.current.filter((id) => ids.includes(id))
    const hasGrown = before.length > 0 && ids.length > drawn.current.length
    drawn.current = ids
    if (!hasGrown || room.current.width === 0 || !seen(before, room.current)) return
    const zoom = store.getState().transform[2]
    clearTimeout(growing.current)
    growing.current = setTimeout(() => {
      const all = idsNow()
      if (canBeSeenWhole(getNodesBounds(all), room.current) && !seen(all, room.current)) fit(zoom)
    }, drawnAfter)
  })
  useEffect(() => {
    void follow()
  }, [width, height, follow])
  useEffect(() => grow(), [count, grow])
  useEffect(() => () => clearTimeout(growing.current), [])
}
