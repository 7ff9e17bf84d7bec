// What was seen whole stays so: when something beside or below the drawing takes room from it, and when it grows out of sight.
import { useReactFlow, useStore, useStoreApi } from '@xyflow/react'
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
  const shrink = useStable(() => {
    const was = room.current
    room.current = { width, height }
    const isSmaller = width < was.width || height < was.height
    if (!isSmaller || width === 0 || height === 0) return
    if (seen(idsNow(), was) && !seen(idsNow(), room.current)) fit(store.getState().transform[2])
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
  useEffect(() => shrink(), [width, height, shrink])
  useEffect(() => grow(), [count, grow])
  useEffect(() => () => clearTimeout(growing.current), [])
}
