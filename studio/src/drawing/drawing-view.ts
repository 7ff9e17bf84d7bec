// How a drawing is seen: the room left around what is fitted into view, and where the middle of the view is.
import type { ReactFlowState } from '@xyflow/react'
import type { Place } from './place.ts'

export const fitOptions = { maxZoom: 1, padding: 0.1 }

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
