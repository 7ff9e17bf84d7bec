// A transition on the canvas: an orthogonal line with its label; lines between the same states keep apart.
import { BaseEdge, type Edge, EdgeLabelRenderer, type EdgeProps, getSmoothStepPath } from '@xyflow/react'
import classes from './flow-canvas.module.css'
import type { TransitionEdgeData } from './flow-to-graph.ts'

export type TransitionEdgeType = Edge<TransitionEdgeData, 'transition'>

const laneGap = 34

export function TransitionEdge({ data, selected, markerEnd, ...ends }: EdgeProps<TransitionEdgeType>) {
  const lane = data?.lane ?? 0
  const [path, labelX, labelY] = getSmoothStepPath({
    sourceX: ends.sourceX,
    sourceY: ends.sourceY,
    sourcePosition: ends.sourcePosition,
    targetX: ends.targetX,
    targetY: ends.targetY,
    targetPosition: ends.targetPosition,
    borderRadius: 6,
    // A line back runs below its states; each further one a lane lower.
    ...(data?.back || lane > 0
      ? { centerY: Math.max(ends.sourceY, ends.targetY) + 40 + lane * laneGap, offset: 24 + lane * 8 }
      : {}),
  })
  return (
    <>
      <BaseEdge
        path={path}
        style={{ stroke: selected ? 'var(--molde-accent)' : 'var(--molde-edge)', strokeWidth: selected ? 2 : 1.25 }}
        {...(markerEnd === undefined ? {} : { markerEnd })}
      />
      <EdgeLabelRenderer>
        <span
          className={classes.edgeLabel}
          data-selected={selected}
          style={{ transform: `translate(-50%, -50%) translate(${labelX}px, ${labelY}px)` }}
        >
          {data?.label}
        </span>
      </EdgeLabelRenderer>
    </>
  )
}
