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
import { bendOf, dotSize, headerHeight, lineEnds, nodeWidth } from './node-geometry.ts'

export type RelationEdgeType = Edge<RelationEdgeData, 'relation'>

const onlyLane = { at: 0, of: 1 }
const sides = { left: Position.Left, right: Position.Right }

export const RelationEdge = memo(function RelationEdge(props: EdgeProps<RelationEdgeType>) {
  const { data, selected, markerEnd, sourceX, sourceY, targetX, targetY } = props
  const row = data?.row ?? headerHeight / 2
  const far = useStore(isFar)
  // Both ends are given as the outermost point of a node's dot; the row, and the sides that face each other, are found here.
  const ends = lineEnds(sourceX - nodeWidth - dotSize / 2, targetX - nodeWidth - dotSize / 2)
  const [path, labelX, labelY] = getSmoothStepPath({
    sourceX: ends.sourceX,
    sourceY: sourceY - headerHeight / 2 + row,
    sourcePosition: sides[ends.sourceSide],
    targetX: ends.targetX,
    targetY,
    targetPosition: sides[ends.targetSide],
    borderRadius: 6,
    ...bendOf(ends, data?.lane ?? onlyLane),
  })
  // Of a line that turns back, the words begin at the line: the left half would lie under the node.
  const begin = ends.sourceSide === ends.targetSide ? '-8px' : '-50%'
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
            style={{ transform: `translate(${labelX}px, ${labelY}px) translate(${begin}, -50%)` }}
          >
            {data.label}
            {data.many && ' ∗'}
          </span>
        </EdgeLabelRenderer>
      )}
    </>
  )
})
