// A relation on the canvas: an orthogonal line from the row of its field to the kind of record it leads to, with the field's name.
import { BaseEdge, type Edge, type EdgeProps, getSmoothStepPath, Position, useStore } from '@xyflow/react'
import { memo } from 'react'
import { isFar } from './blueprint-node.tsx'
import type { RelationEdgeData } from './blueprints-to-graph.ts'
import classes from './model-canvas.module.css'
import { lineEnds, nodeWidth } from './node-geometry.ts'

export type RelationEdgeType = Edge<RelationEdgeData, 'relation'>

const sides = { left: Position.Left, right: Position.Right }
const longestLabel = 24

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
    offset: 24,
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
        <text x={labelX} y={labelY} className={classes.lineLabel} data-selected={selected}>
          {shortened(data.label)}
          {data.many && ' ∗'}
        </text>
      )}
    </>
  )
})

function shortened(label: string): string {
  return label.length > longestLabel ? `${label.slice(0, longestLabel - 1)}…` : label
}
