// Which way does a line take so that it does not pass behind a card it has nothing to do with? Straight pieces, as on a plan.
import type { LineEnds } from './node-geometry.ts'

export interface Point {
  readonly x: number
  readonly y: number
}

export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export interface RouteRequest {
  readonly ends: LineEnds
  readonly sourceY: number
  readonly targetY: number
  /** Where the line bends when nothing is in its way. */
  readonly bendX: number
  /** Of both ends: a detour goes round them, too. */
  readonly own: readonly Box[]
  /** Cards that the line has nothing to do with. */
  readonly others: readonly Box[]
}

/** How near a line comes to a card, and how far it keeps when it goes round one. */
const touch = 3
const air = 14
/** More ways than these are not tried: a line in a thicket passes behind something. */
const mostTries = 24

/** From end to end; the first and the last piece are level. */
export function routeLine(request: RouteRequest): readonly Point[] {
  const plain = bentAt(request, request.bendX)
  const near = request.others.filter((box) => isNear(box, request))
  if (near.length === 0 || isFree(plain, near)) return plain
  const bends = nearest(bendsBeside(request, near), request.bendX)
  for (const x of bends) {
    const way = bentAt(request, x)
    if (isFree(way, near)) return way
  }
  return roundAbout(request, near) ?? plain
}

function bentAt({ ends, sourceY, targetY }: RouteRequest, x: number): readonly Point[] {
  return [
    { x: ends.sourceX, y: sourceY },
    { x, y: sourceY },
    { x, y: targetY },
    { x: ends.targetX, y: targetY },
  ]
}

/** Left and right of every card that may be in the way; between the ends, or beyond both where the line turns back. */
function bendsBeside({ ends: { sourceX, targetX, sourceSide, targetSide } }: RouteRequest, near: readonly Box[]) {
  const beside = near.flatMap(({ left, right }) => [left - air, right + air])
  if (sourceSide === targetSide) {
    const least = Math.max(sourceX, targetX) + air
    return beside.filter((x) => x >= least)
  }
  const [from, to] = [Math.min(sourceX, targetX) + air, Math.max(sourceX, targetX) - air]
  return beside.filter((x) => x >= from && x <= to)
}

/** Out of the source, over or under everything, and into the target. */
function roundAbout(request: RouteRequest, near: readonly Box[]): readonly Point[] | undefined {
  const { ends, sourceY, targetY, own } = request
  const outwards = (x: number, side: LineEnds['sourceSide']) => (side === 'right' ? x + air : x - air)
  const [x1, x2] = [outwards(ends.sourceX, ends.sourceSide), outwards(ends.targetX, ends.targetSide)]
  const all = [...near, ...own]
  const levels = all.flatMap(({ top, bottom }) => [top - air, bottom + air])
  const middle = (sourceY + targetY) / 2
  for (const y of nearest(levels, middle)) {
    const way = [
      { x: ends.sourceX, y: sourceY },
      { x: x1, y: sourceY },
      { x: x1, y },
      { x: x2, y },
      { x: x2, y: targetY },
      { x: ends.targetX, y: targetY },
    ]
    if (isFree(way, near) && isFree(way.slice(1, -1), own)) return way
  }
  return undefined
}

function nearest(places: readonly number[], to: number): readonly number[] {
  return [...new Set(places)].sort((a, b) => Math.abs(a - to) - Math.abs(b - to)).slice(0, mostTries)
}

/** What lies further away than any detour would go. */
function isNear(box: Box, { ends, sourceY, targetY }: RouteRequest): boolean {
  const reach = 600
  return (
    box.right > Math.min(ends.sourceX, ends.targetX) - reach &&
    box.left < Math.max(ends.sourceX, ends.targetX) + reach &&
    box.bottom > Math.min(sourceY, targetY) - reach &&
    box.top < Math.max(sourceY, targetY) + reach
  )
}

export function isFree(way: readonly Point[], boxes: readonly Box[]): boolean {
  return way.every((from, at) => {
    const to = way[at + 1]
    return to === undefined || boxes.every((box) => !crosses(from, to, box))
  })
}

/** Of a piece that is level or upright. */
function crosses(from: Point, to: Point, { left, top, right, bottom }: Box): boolean {
  return (
    Math.max(from.x, to.x) > left - touch &&
    Math.min(from.x, to.x) < right + touch &&
    Math.max(from.y, to.y) > top - touch &&
    Math.min(from.y, to.y) < bottom + touch
  )
}

const roundness = 6

/** As an SVG path with rounded corners. */
export function pathThrough(way: readonly Point[]): string {
  const [first, ...rest] = withoutRepeats(way)
  if (!first) return ''
  let path = `M ${first.x} ${first.y}`
  rest.forEach((corner, at) => {
    const before = at === 0 ? first : (rest[at - 1] as Point)
    const after = rest[at + 1]
    if (!after) {
      path += ` L ${corner.x} ${corner.y}`
      return
    }
    const radius = Math.min(roundness, length(before, corner) / 2, length(corner, after) / 2)
    const [begin, end] = [towards(corner, before, radius), towards(corner, after, radius)]
    path += ` L ${begin.x} ${begin.y} Q ${corner.x} ${corner.y} ${end.x} ${end.y}`
  })
  return path
}

/** Where the words of a line stand: on the middle piece. */
export function middleOf(way: readonly Point[]): Point {
  const at = Math.floor((way.length - 1) / 2)
  const [from, to] = [way[at] ?? { x: 0, y: 0 }, way[at + 1] ?? { x: 0, y: 0 }]
  return { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }
}

function withoutRepeats(way: readonly Point[]): readonly Point[] {
  return way.filter((point, at) => {
    const before = way[at - 1]
    return !before || before.x !== point.x || before.y !== point.y
  })
}

const length = (a: Point, b: Point) => Math.abs(a.x - b.x) + Math.abs(a.y - b.y)

function towards(from: Point, to: Point, by: number): Point {
  const all = length(from, to)
  if (all === 0) return from
  return { x: from.x + ((to.x - from.x) * by) / all, y: from.y + ((to.y - from.y) * by) / all }
}
