// The line while it is drawn: from the row that it belongs to, out of the side that is nearer, to the pointer.
import type { ConnectionLineComponentProps } from '@xyflow/react'
import { createContext, type RefObject, useContext } from 'react'
import { nodeWidth } from './node-geometry.ts'
import type { RelationEdgeType } from './relation-edge.tsx'
import { pathThrough } from './route-line.ts'

const never: RefObject<RelationEdgeType | undefined> = { current: undefined }

const turn = 24

/** The line whose end is being drawn elsewhere, if it is not a new one. */
const RedrawnContext = createContext(never)
export const RedrawnProvider = RedrawnContext.Provider

export function DrawnLine({ fromNode, fromY, toX, toY, connectionLineStyle }: ConnectionLineComponentProps) {
  const redrawn = useContext(RedrawnContext).current
  const { x: left, y: top } = fromNode.internals.positionAbsolute
  const right = left + nodeWidth
  const isLeft = toX < left - turn
  const x = isLeft ? left : right
  const y = redrawn?.data ? top + redrawn.data.row : fromY
  // Above and below its own card it goes round at the right, as lines do that are drawn.
  const bend = isLeft || toX > right + turn ? (x + toX) / 2 : right + turn
  const way = [
    { x, y },
    { x: bend, y },
    { x: bend, y: toY },
    { x: toX, y: toY },
  ]
  return (
    <path className="react-flow__connection-path" fill="none" d={pathThrough(way)} style={connectionLineStyle ?? {}} />
  )
}
