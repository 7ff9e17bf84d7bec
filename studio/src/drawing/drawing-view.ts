// How a drawing is seen: the room left around what is fitted into view, and where the middle of the view is.
import type { ReactFlowState } from '@xyflow/react'
import type { Box, Place } from './place.ts'

export const fitOptions = { maxZoom: 1, padding: 0.1 }

type Room = Pick<ReactFlowState, 'width' | 'height'>

/** Smaller than this the whole would be an overview, and not what somebody works on. */
const legible = 0.45

/** Can the words still be read when all of it is fitted into view? */
export function canBeSeenWhole(bounds: Box, { width, height }: Room): boolean {
  return Math.min(width / bounds.width, height / bounds.height) / (1 + fitOptions.padding) >= legible
}

export function isInSight(bounds: Box, [x, y, zoom]: ReactFlowState['transform'], { width, height }: Room): boolean {
  const [left, top] = [bounds.x * zoom + x, bounds.y * zoom + y]
  const [right, bottom] = [left + bounds.width * zoom, top + bounds.height * zoom]
  return left >= 0 && top >= 0 && right <= width && bottom <= height
}

/** Where something of that size lies in the middle of what is seen. */
export function placeInMiddle(
  { width, height, transform: [x, y, zoom] }: Pick<ReactFlowState, 'width' | 'height' | 'transform'>,
  size: { readonly width: number; readonly height: number },
): Place {
  return {
    x: Math.round((width / 2 - x) / zoom - size.width / 2),
    y: Math.round((height / 2 - y) / zoom - size.height / 2),
  }
}
