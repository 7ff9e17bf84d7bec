// A relation on the canvas: an orthogonal line from the row of its field to the kind of record it leads to, with the field's name.
import {
  BaseEdge,
  type Edge,
  EdgeLabelRenderer,
  type EdgeProps,
  getSmoothStepPath,
  Position,
  useStore,
} from '@xyflow/react'
import { memo } from 'react'
import { isFar } from './blueprint-node.tsx'
import type { RelationEdgeData } from './blueprints-to-graph.ts'
import classes from './model-canvas.module.css'
import { bendOf, lineEnds, nodeWidth } from './node-geometry.ts'

export type RelationEdgeType = Edge<RelationEdgeData, 'relation'>

const sides = { left: Position.Left, right: Position.Right }

export const RelationEdge = memo(function RelationEdge(props: EdgeProps<RelationEdgeType>) {
  const { data, selected, markerEnd, sourceX, sourceY, targetX, targetY } = props
  const far = useStore(isFar)
  // Handles give the right side of the source and the left side of the target; which sides face each other is found here.
  const ends = lineEnds(sourceX - nodeWidth, targetX)
  const [path, labelX, labelY] = getSmoothStepPath({
    sourceX: ends.sourceX,
    sourceY,
    sourcePosition: sides[ends.sourceSide],
    targetX: ends.targetX,
    targetY,
    targetPosition: sides[ends.targetSide],
    borderRadius: 6,
    ...bendOf(ends, data?.lane ?? 0),
  })
  return (
    <>
      <BaseEdge
        path={path}
        className={classes.line ?? ''}
        data-selected={selected}
        data-new={data?.isNew}
        {...(markerEnd === undefined ? {} : { markerEnd })}
      />
      {!far && data && (
        <EdgeLabelRenderer>
          <span
            className={classes.lineLabel}
            data-selected={selected}
            style={{ transform: `translate(-50%, -50%) translate(${labelX}px, ${labelY}px)` }}
          >
            {data.label}
            {data.many && ' ∗'}
          </span>
        </EdgeLabelRenderer>
      )}
    </>
  )
})
