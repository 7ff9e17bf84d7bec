// A group on the canvas: a frame with a name, round the states it holds. Things that go on at the same time are parted by dashed lines.
import { Handle, type NodeProps, Position } from '@xyflow/react'
import { memo } from 'react'
import { hueOf } from '../ui/hue-of.ts'
import classes from './flow-canvas.module.css'
import { type GroupNodeType, outwards } from './use-flow-graph.ts'

export const GroupNode = memo(function GroupNode({ data, selected }: NodeProps<GroupNodeType>) {
  const hue = hueOf(data.color ?? 'slate', 0)
  const isRegion = data.concurrent === 'first' || data.concurrent === 'beside'
  return (
    <div
      className={classes.frame}
      data-selected={selected}
      data-concurrent={data.concurrent}
      style={
        isRegion
          ? undefined
          : {
              borderColor: `var(--hue-${hue}-line)`,
              background: `color-mix(in srgb, var(--hue-${hue}-tint) 45%, transparent)`,
            }
      }
    >
      <span className={classes.frameLabel} style={{ color: `var(--hue-${hue}-ink)` }} title={data.label}>
        {data.label}
      </span>
      {!isRegion && (
        <Handle type="source" id={outwards} position={Position.Right} className={classes.frameHandle ?? ''} />
      )}
    </div>
  )
})
