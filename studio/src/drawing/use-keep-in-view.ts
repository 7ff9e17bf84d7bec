// What was seen whole stays so: when something beside or below the drawing takes room from it, and when it grows out of sight.
import { useReactFlow, useStore, useStoreApi } from '@xyflow/react'
import { useCallback, useEffect, useRef } from 'react'
import { fitOptions } from './drawing-view.ts'

interface Room {
  readonly width: number
  readonly height: number
}

/** Smaller than this the whole would be an overview, and not what somebody works on. */
const legible = 0.45
/** Until what was added is measured, and brought into view by itself where that was asked for. */
const drawnAfter = 80

/** Inside of React Flow's provider. Who looks at a part of a large drawing keeps looking at that part. */
export function useKeepInView(): void {
  const { fitView, getNodes, getNodesBounds } = useReactFlow()
  const store = useStoreApi()
  const width = useStore((state) => state.width)
  const height = useStore((state) => state.height)
  const count = useStore((state) => state.nodes.length)
  const room = useRef<Room>({ width, height })
  const drawn = useRef<readonly string[]>([])
  const isIn = useCallback(
    (ids: readonly string[], { width, height }: Room) => {
      const [x, y, zoom] = store.getState().transform
      const bounds = getNodesBounds([...ids])
      const [left, top] = [bounds.x * zoom + x, bounds.y * zoom + y]
      const [right, bottom] = [left + bounds.width * zoom, top + bounds.height * zoom]
      return left >= 0 && top >= 0 && right <= width && bottom <= height
    },
    [store, getNodesBounds],
  )
  useEffect(() => {
    const was = room.current
    room.current = { width, height }
    const isSmaller = width < was.width || height < was.height
    if (!isSmaller || width === 0 || height === 0) return
    const ids = getNodes().map(({ id }) => id)
    const zoom = store.getState().transform[2]
    if (isIn(ids, was) && !isIn(ids, { width, height })) void fitView({ ...fitOptions, maxZoom: zoom })
  }, [width, height, store, fitView, getNodes, isIn])
  useEffect(() => {
    const ids = getNodes().map(({ id }) => id)
    const before = drawn.current.filter((id) => ids.includes(id))
    const hasGrown = before.length > 0 && ids.length > drawn.current.length
    drawn.current = ids
    if (!hasGrown || room.current.width === 0 || !isIn(before, room.current)) return
    const zoom = store.getState().transform[2]
    const soon = setTimeout(() => {
      const all = getNodes().map(({ id }) => id)
      const bounds = getNodesBounds(all)
      const { width, height } = room.current
      const isReadable = Math.min(width / bounds.width, height / bounds.height) / (1 + fitOptions.padding) >= legible
      if (isReadable && !isIn(all, room.current)) void fitView({ ...fitOptions, maxZoom: zoom })
    }, drawnAfter)
    return () => clearTimeout(soon)
  }, [count, store, fitView, getNodes, getNodesBounds, isIn])
}
