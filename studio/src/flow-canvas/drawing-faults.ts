// What is hard to read in a drawing of a flow, counted: the measure by which drawing is judged.
import type { Box, Place } from '../drawing/place.ts'
import type { GraphEdge, GraphNode } from './flow-to-graph.ts'
import { labelHeight, labelWidth } from './place-labels.ts'

export interface Faults {
  /** Lines that run through a state they neither leave nor enter. */
  readonly linesThroughStates: number
  /** Places where two lines cross. */
  readonly crossings: number
  /** Pairs of lines that lie on each other for a while. */
  readonly linesOnLines: number
  readonly wordsOnStates: number
  /** Pairs. */
  readonly wordsOnWords: number
  /** Words that a foreign line runs through. */
  readonly wordsOnLines: number
}

export function faultsOf(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): Faults {
  const states = nodes.filter(({ type }) => type !== 'frame')
  const labels = edges.map(labelBox)
  let [crossings, linesOnLines, wordsOnWords, wordsOnLines] = [0, 0, 0, 0]
  edges.forEach((edge, at) => {
    const label = labels[at] as Box
    edges.forEach((other, i) => {
      if (i === at) return
      if (stretchesOf(other).some((stretch) => runsThrough(stretch, label))) wordsOnLines++
      if (i < at) return
      if (meet(label, labels[i] as Box)) wordsOnWords++
      const pairs = stretchesOf(edge).flatMap((a) => stretchesOf(other).map((b) => [a, b] as const))
      crossings += pairs.filter(([a, b]) => cross(a, b)).length
      if (pairs.some(([a, b]) => lieOnEachOther(a, b))) linesOnLines++
    })
  })
  return {
    linesThroughStates: edges.filter((edge) =>
      states.some(
        ({ id, box }) =>
          id !== edge.source && id !== edge.target && stretchesOf(edge).some((stretch) => runsThrough(stretch, box)),
      ),
    ).length,
    crossings,
    linesOnLines,
    wordsOnStates: labels.filter((label) => states.some(({ box }) => meet(label, box))).length,
    wordsOnWords,
    wordsOnLines,
  }
}

function labelBox({ data: { label, spot, guarded, problem } }: GraphEdge): Box {
  const width = labelWidth(label, (guarded ? 1 : 0) + (problem === undefined ? 0 : 1))
  return { x: spot.x - width / 2, y: spot.y - labelHeight / 2, width, height: labelHeight }
}

type Stretch = readonly [Place, Place]

const stretchesOf = ({ data: { line } }: GraphEdge): readonly Stretch[] =>
  line.slice(1).map((end, at) => [line[at] as Place, end])

const isLevel = ([a, b]: Stretch) => a.y === b.y
const span = (a: number, b: number) => [Math.min(a, b), Math.max(a, b)] as const

function cross(a: Stretch, b: Stretch): boolean {
  if (isLevel(a) === isLevel(b)) return false
  const [level, upright] = isLevel(a) ? [a, b] : [b, a]
  const [left, right] = span(level[0].x, level[1].x)
  const [top, bottom] = span(upright[0].y, upright[1].y)
  const { x } = upright[0]
  const { y } = level[0]
  return x > left && x < right && y > top && y < bottom
}

function lieOnEachOther(a: Stretch, b: Stretch): boolean {
  if (isLevel(a) !== isLevel(b)) return false
  const [at, from] = isLevel(a) ? (['y', 'x'] as const) : (['x', 'y'] as const)
  if (Math.abs(a[0][at] - b[0][at]) > 3) return false
  const [low, high] = span(a[0][from], a[1][from])
  const [start, end] = span(b[0][from], b[1][from])
  return Math.min(high, end) - Math.max(low, start) > 4
}

function runsThrough([a, b]: Stretch, box: Box): boolean {
  const [left, right] = span(a.x, b.x)
  const [top, bottom] = span(a.y, b.y)
  return left < box.x + box.width && right > box.x && top < box.y + box.height && bottom > box.y
}

function meet(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}
