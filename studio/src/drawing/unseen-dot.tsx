// The dot of a node that is seen from very far: two pixels wide, so nobody draws a line from it, and it listens to nothing.
import { Position } from '@xyflow/react'
import classes from './drawing-parts.module.css'

/** Lines begin where React Flow finds an element of this class and these names. */
export function UnseenDot({ id, top }: { readonly id: string; readonly top?: number }) {
  return (
    <div
      className={`source ${classes.unseenDot}`}
      style={top === undefined ? undefined : { top }}
      data-handleid={id}
      data-handlepos={Position.Right}
    />
  )
}
