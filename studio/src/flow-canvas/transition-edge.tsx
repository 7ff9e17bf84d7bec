// A transition on the canvas: an orthogonal line with the words of its button; while an end is dragged, a plain one.

import { IconAdjustments, IconClock } from '@tabler/icons-react'
import { BaseEdge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react'
import { memo, useContext } from 'react'
import { useDistance } from '../drawing/canvas-distance.ts'
import type { Box, Place } from '../drawing/place.ts'
import { useText } from '../text/text.ts'
import classes from './flow-canvas.module.css'
import { dotSize, frameDotY } from './flow-geometry.ts'
import { movePart } from './part.ts'
import { type Line, routeOne } from './route-links.ts'
import { SelectPart } from './select-part.ts'
import { Problem } from './state-node.tsx'
import type { TransitionEdgeType } from './use-flow-graph.ts'

export const TransitionEdge = memo(function TransitionEdge(props: EdgeProps<TransitionEdgeType>) {
  const { id, data, source, target, selected, markerEnd, sourceX, sourceY, targetX, targetY } = props
  const { t } = useText()
  const select = useContext(SelectPart)
  const distance = useDistance()
  const far = distance !== 'near'
  if (!data) return null
  const from = boxNow(data.sourceBox, source, sourceX, sourceY)
  const to = boxNow(data.targetBox, target, targetX, targetY)
  const stands = isSamePlace(from, data.sourceBox) && isSamePlace(to, data.targetBox)
  const line = stands ? data.line : routeOne(from, to)
  const spot = stands ? data.spot : middleOf(line)
  return (
    <>
      <BaseEdge
        id={id}
        path={roundedPath(line)}
        interactionWidth={far ? 0 : 16}
        className={classes.line ?? ''}
        data-selected={selected}
        data-gone={data.gone}
        // Arrows of a pixel are drawn six hundred times for nobody.
        {...(markerEnd === undefined || distance === 'veryFar' ? {} : { markerEnd })}
      />
      {!far && (
        <EdgeLabelRenderer>
          <button
            type="button"
            className={`${classes.edgeLabel} nodrag nopan`}
            data-selected={selected}
            data-line={movePart(data.index)}
            data-gone={data.gone}
            style={{ transform: `translate(${spot.x}px, ${spot.y}px) translate(-50%, -50%)` }}
            title={data.about || undefined}
            aria-label={t('flow.edge', { label: data.label, from: data.fromWords, to: data.toWords })}
            onClick={(event) => select(movePart(data.index), event.ctrlKey || event.metaKey)}
          >
            {data.timed && <IconClock size={12} stroke={1.5} aria-hidden style={{ flex: 'none' }} />}
            {data.guarded && <IconAdjustments size={12} stroke={1.5} aria-hidden />}
            <span className={classes.edgeWords}>{data.label}</span>
            {data.problem !== undefined && <Problem words={data.problem} />}
          </button>
        </EdgeLabelRenderer>
      )}
    </>
  )
})

/** React Flow tells the outermost point of a node's dot; the node lies at the left of it. */
function boxNow(box: Box, id: string, x: number, y: number): Box {
  const dotY = id.startsWith('*group:') ? frameDotY : box.height / 2
  return { ...box, x: x - dotSize / 2 - box.width, y: y - dotY }
}

function isSamePlace(a: Place, b: Place): boolean {
  return Math.abs(a.x - b.x) < 0.6 && Math.abs(a.y - b.y) < 0.6
}

function middleOf(line: Line): Place {
  const at = Math.max(1, Math.floor(line.length / 2))
  const [a, b] = [line[at - 1] ?? { x: 0, y: 0 }, line[at] ?? line[at - 1] ?? { x: 0, y: 0 }]
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }
}

const radius = 6

/** A line as the path of an SVG, with its corners a little round. */
function roundedPath(line: Line): string {
  const [start, ...rest] = line
  if (!start) return ''
  const pieces = [`M ${start.x} ${start.y}`]
  rest.forEach((corner, at) => {
    const next = rest[at + 1]
    const before = rest[at - 1] ?? start
    if (!next) {
      pieces.push(`L ${corner.x} ${corner.y}`)
      return
    }
    const a = towards(corner, before)
    const b = towards(corner, next)
    pieces.push(`L ${a.x} ${a.y} Q ${corner.x} ${corner.y} ${b.x} ${b.y}`)
  })
  return pieces.join(' ')
}

function towards(corner: Place, other: Place): Place {
  const length = Math.abs(other.x - corner.x) + Math.abs(other.y - corner.y)
  const away = Math.min(radius, length / 2)
  if (length === 0) return corner
  return {
    x: corner.x + Math.sign(other.x - corner.x) * (other.y === corner.y ? away : 0),
    y: corner.y + Math.sign(other.y - corner.y) * (other.x === corner.x ? away : 0),
  }
}
