// A relation on the canvas: an orthogonal line from the row of its field to the kind of record it leads to, with the field's name.
import { BaseEdge, type Edge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react'
import { memo } from 'react'
import { useDistance } from '../drawing/canvas-distance.ts'
import type { RelationEdgeData } from './blueprints-to-graph.ts'
import classes from './model-canvas.module.css'
import { bendOf, dotSize, headerHeight, lineEnds, nodeWidth, wordsLead } from './node-geometry.ts'
import { middleOf, type Point, pathThrough, routeLine } from './route-line.ts'

export type RelationEdgeType = Edge<RelationEdgeData, 'relation'>

const onlyLane = { at: 0, of: 1 }
const nothing: readonly never[] = []

/** What the browser measures of a dot is a little off what was given for it. */
const nearly = 4

function isAt(point: Point | undefined, x: number, y: number): boolean {
  return point !== undefined && Math.abs(point.x - x) < nearly && Math.abs(point.y - y) < nearly
}

export const RelationEdge = memo(function RelationEdge(props: EdgeProps<RelationEdgeType>) {
  const { data, source, target, selected, markerEnd, sourceX, sourceY, targetX, targetY } = props
  const row = data?.row ?? headerHeight / 2
  const far = useDistance() !== 'near'
  // Both ends are given as the outermost point of a node's dot; the row, and the sides that face each other, are found here.
  const ends = lineEnds(sourceX - nodeWidth - dotSize / 2, targetX - nodeWidth - dotSize / 2)
  const fromY = sourceY - headerHeight / 2 + row
  const { way: settled } = data ?? {}
  // While one of its ends is dragged, a line takes the plain way; the detour is found when it is let go.
  const isSettled =
    settled !== undefined && isAt(settled[0], ends.sourceX, fromY) && isAt(settled.at(-1), ends.targetX, targetY)
  const bendX = bendOf(ends, data?.lane ?? onlyLane)
  const way = isSettled ? settled : routeLine({ ends, sourceY: fromY, targetY, bendX, own: nothing, others: nothing })
  // Those of a card to itself lie close together: each has its words on its own upright piece.
  const own = source === target ? way[1] : undefined
  const { x: labelX, y } = own ?? middleOf(way)
  const labelY = own ? sourceY - headerHeight / 2 + (data?.words ?? row) : y
  // Of a line that turns back, the words begin at the line: the left half would lie under the node.
  const begin = ends.sourceSide === ends.targetSide ? `-${wordsLead}px` : '-50%'
  return (
    <>
      <BaseEdge
        path={pathThrough(way)}
        className={classes.line ?? ''}
        data-selected={selected}
        data-lit={data?.lit}
        data-new={data?.isNew}
        // From afar nobody sees the arrows, and hundreds of them are most of what is painted at every frame.
        {...(markerEnd === undefined || far ? {} : { markerEnd })}
        interactionWidth={far ? 0 : 20}
      />
      {!far && data && (
        <EdgeLabelRenderer>
          <span
            className={classes.lineLabel}
            data-selected={selected}
            data-lit={data.lit}
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
