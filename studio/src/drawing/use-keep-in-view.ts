// What was seen whole stays so when something beside or below the drawing takes room from it.
import { useReactFlow, useStore, useStoreApi } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import { fitOptions } from './drawing-view.ts'

/** Inside of React Flow's provider. Who looks at a part of a large drawing keeps looking at that part. */
export function useKeepInView(): void {
  const { fitView, getNodes, getNodesBounds } = useReactFlow()
  const store = useStoreApi()
  const width = useStore((state) => state.width)
  const height = useStore((state) => state.height)
  const before = useRef({ width, height })
  useEffect(() => {
    const was = before.current
    before.current = { width, height }
    const isSmaller = width < was.width || height < was.height
    if (!isSmaller || width === 0 || height === 0) return
    const [x, y, zoom] = store.getState().transform
    const bounds = getNodesBounds(getNodes())
    const [left, top] = [bounds.x * zoom + x, bounds.y * zoom + y]
    const [right, bottom] = [left + bounds.width * zoom, top + bounds.height * zoom]
    const isIn = (room: typeof was) => left >= 0 && top >= 0 && right <= room.width && bottom <= room.height
    if (isIn(was) && !isIn({ width, height })) void fitView({ ...fitOptions, maxZoom: zoom })
  }, [width, height, store, fitView, getNodes, getNodesBounds])
}
