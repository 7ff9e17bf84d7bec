// How lines run between states: upright and level, round what lies in between, apart from each other.
import type { Box, Place } from '../drawing/place.ts'
import { type Crowd, crowd } from './line-crowd.ts'

export interface Link {
  readonly id: string
  /** Ids of boxes. */
  readonly source: string
  readonly target: string
}

export type Line = readonly Place[]
type Side = 'left' | 'right' | 'top' | 'bottom'
interface Ends {
  readonly from: Side
  readonly to: Side
}

/** Shorter than this, a line has no room for its bends. */
const near = 44
const stub = 18
const laneGap = 14
const portGap = 16
/** A larger flow is drawn with the first ways that were found: mending takes time by the square of their number. */
const mostToMend = 60
const passes = 4

/**
 * A line per link whose ends both have a box. Lines go round `obstacles`; a line of a box that is none of them, such as a
 * frame, may cross what it holds.
 */
export function routeLinks(
  boxes: ReadonlyMap<string, Box>,
  obstacles: readonly string[],
  links: readonly Link[],
): ReadonlyMap<string, Line> {
  const inTheWay = obstacles.flatMap((id) => boxes.get(id) ?? [])
  const ground = crowd(inTheWay, false)
  const drawable = links.flatMap((link) => {
    const source = boxes.get(link.source)
    const target = boxes.get(link.target)
    return source && target ? [{ link, source, target, ends: endsPast(source, target, inTheWay, ground) }] : []
  })
  const ports = portsOf(drawable)
  const ways = drawable.map(({ link, source, target, ends }) => {
    const from = portAt(source, ends.from, ports.get(`${link.id} from`) ?? 0)
    const to = portAt(target, ends.to, ports.get(`${link.id} to`) ?? 0)
    return linesBetween({ from, to, ends, source, target })
  })
  const isLarge = ways.length > mostToMend
  const around = crowd(inTheWay, !isLarge)
  const first = ways.map((choice) => {
    const line = best(choice, around)
    around.add(line)
    return line
  })
  const lines = isLarge ? first : mended(first, ways, inTheWay)
  return new Map(drawable.map(({ link }, at) => [link.id, lines[at] ?? []]))
}

/** Each line was laid when the later ones were not there: it may go another way now. */
function mended(first: readonly Line[], ways: readonly (readonly Line[])[], boxes: readonly Box[]): readonly Line[] {
  const lines = [...first]
  for (let pass = 0; pass < passes; pass++) {
    let isSame = true
    ways.forEach((choice, at) => {
      const others = crowd(boxes, true)
      lines.forEach((line, i) => {
        if (i !== at) others.add(line)
      })
      const line = best(choice, others)
      if (line === lines[at]) return
      lines[at] = line
      isSame = false
    })
    if (isSame) break
  }
  return lines
}

/** While something is dragged: one line for itself. */
export function routeOne(source: Box, target: Box): Line {
  const ends = endsOf(source, target)
  const from = portAt(source, ends.from, 0)
  const to = portAt(target, ends.to, 0)
  return plainLines({ from, to, ends, source, target })[0] ?? [from, to]
}

/** In a column, past the boxes that lie between: downwards along their right, upwards along their left, where that is free. */
function endsPast(source: Box, target: Box, boxes: readonly Box[], ground: Crowd): Ends {
  const ends = endsOf(source, target)
  const isUpright = ends.from === 'bottom' ? ends.to === 'top' : ends.from === 'top' && ends.to === 'bottom'
  if (!isUpright || !boxes.some((box) => liesBetween(box, source, target))) return ends
  const sides = ends.from === 'bottom' ? (['right', 'left'] as const) : (['left', 'right'] as const)
  const free = sides.find((side) => {
    const [from, to] = [portAt(source, side, 0), portAt(target, side, 0)]
    const past = turningBack({ from, to, ends: { from: side, to: side }, source, target })
    return past.some((line) => ground.costOf(line) === 0)
  })
  return free === undefined ? ends : { from: free, to: free }
}

/** Of two boxes one above the other. */
function liesBetween(box: Box, source: Box, target: Box): boolean {
  const [upper, lower] = source.y < target.y ? [source, target] : [target, source]
  const [left, right] = [Math.max(source.x, target.x), Math.min(source.x + source.width, target.x + target.width)]
  return box.y >= upper.y + upper.height && box.y + box.height <= lower.y && box.x < right && box.x + box.width > left
}

/** From the side and to the side that face each other. */
function endsOf(source: Box, target: Box): Ends {
  const right = target.x - (source.x + source.width)
  const left = source.x - (target.x + target.width)
  const below = target.y - (source.y + source.height)
  const above = source.y - (target.y + target.height)
  if (right >= near) return { from: 'right', to: 'left' }
  if (below >= near && left < near) return { from: 'bottom', to: 'top' }
  if (above >= near && left < near) return { from: 'top', to: 'bottom' }
  if (left >= near && below >= near) return { from: 'left', to: 'top' }
  if (left >= near && above >= near) return { from: 'left', to: 'bottom' }
  if (left >= 0) return { from: 'bottom', to: 'bottom' }
  return { from: 'right', to: 'right' }
}

interface Drawable {
  readonly link: Link
  readonly source: Box
  readonly target: Box
  readonly ends: Ends
}

/** How far from the middle of its side each line begins and ends: in the order of where they lead, so that they do not cross. */
function portsOf(drawable: readonly Drawable[]): ReadonlyMap<string, number> {
  const sides = new Map<string, { readonly id: string; readonly toward: number; readonly room: number }[]>()
  const put = (id: string, node: string, side: Side, box: Box, other: Box) => {
    const isUpright = side === 'left' || side === 'right'
    const toward = isUpright ? other.y + other.height / 2 : other.x + other.width / 2
    const room = (isUpright ? box.height : box.width) - 20
    const key = `${node} ${side}`
    const list = sides.get(key)
    if (list) list.push({ id, toward, room })
    else sides.set(key, [{ id, toward, room }])
  }
  for (const { link, source, target, ends } of drawable) {
    put(`${link.id} from`, link.source, ends.from, source, target)
    put(`${link.id} to`, link.target, ends.to, target, source)
  }
  const ports = new Map<string, number>()
  for (const list of sides.values()) {
    list.sort((a, b) => a.toward - b.toward || (a.id < b.id ? -1 : 1))
    const gap = Math.min(portGap, (list[0]?.room ?? 0) / Math.max(1, list.length - 1))
    list.forEach(({ id }, at) => {
      ports.set(id, Math.round((at - (list.length - 1) / 2) * gap))
    })
  }
  return ports
}

function portAt({ x, y, width, height }: Box, side: Side, shift: number): Place {
  if (side === 'left') return { x, y: y + height / 2 + shift }
  if (side === 'right') return { x: x + width, y: y + height / 2 + shift }
  return { x: x + width / 2 + shift, y: side === 'top' ? y : y + height }
}

interface Span {
  readonly from: Place
  readonly to: Place
  readonly ends: Ends
  readonly source: Box
  readonly target: Box
}

/** Ways that a line could go, the plainest first. */
function linesBetween(span: Span): readonly Line[] {
  return [...plainLines(span), ...roundabouts(span)]
}

function plainLines(span: Span): readonly Line[] {
  const { from, to, ends } = span
  if (ends.from === 'right' && ends.to === 'left') return rightwards(span)
  if (ends.from === ends.to) return turningBack(span)
  if (ends.from === 'left') return [[from, { x: to.x, y: from.y }, to]]
  return upAndDown(span)
}

const outward = { left: [-1, 0], right: [1, 0], top: [0, -1], bottom: [0, 1] } as const

/** Through the gaps beside, above and below both boxes: where others stand in rows and columns, these are the streets. */
function roundabouts({ from, to, ends, source, target }: Span): readonly Line[] {
  const leave = stubOf(from, ends.from)
  const arrive = stubOf(to, ends.to)
  const columns = [source, target].flatMap((box) => [box.x + box.width + stub, box.x - stub])
  const rows = [source, target].flatMap((box) => [box.y + box.height + stub, box.y - stub])
  const between = [
    ...columns.map((x) => [
      { x, y: leave.y },
      { x, y: arrive.y },
    ]),
    ...rows.map((y) => [
      { x: leave.x, y },
      { x: arrive.x, y },
    ]),
    ...columns.flatMap((x) =>
      rows.map((y) => [
        { x, y: leave.y },
        { x, y },
        { x: arrive.x, y },
      ]),
    ),
    ...rows.flatMap((y) =>
      columns.map((x) => [
        { x: leave.x, y },
        { x, y },
        { x, y: arrive.y },
      ]),
    ),
  ]
  return between.map((corners) => straightened([from, leave, ...corners, arrive, to]))
}

function stubOf({ x, y }: Place, side: Side): Place {
  const [right, down] = outward[side]
  return { x: x + right * stub, y: y + down * stub }
}

/** Without corners that are none; one after the other, since two that lie on each other would take each other away. */
function straightened(line: Line): Line {
  const kept: Place[] = []
  for (const corner of line) {
    const last = kept.at(-1)
    const before = kept.at(-2)
    if (last && last.x === corner.x && last.y === corner.y) continue
    const goesOn =
      last && before && ((before.x === last.x && last.x === corner.x) || (before.y === last.y && last.y === corner.y))
    if (goesOn) kept.pop()
    kept.push(corner)
  }
  return kept
}

function rightwards({ from, to, source, target }: Span): readonly Line[] {
  const first = from.x + stub
  const last = to.x - stub
  const bends = spread((from.x + to.x) / 2, first, last).map(
    (x): Line => (from.y === to.y ? [from, to] : [from, { x, y: from.y }, { x, y: to.y }, to]),
  )
  const top = Math.min(source.y, target.y)
  const bottom = Math.max(source.y + source.height, target.y + target.height)
  const corridors = [0, 1, 2, 3, 5, 8].flatMap((n) => [bottom + 22 + n * laneGap, top - 22 - n * laneGap])
  return [
    ...bends,
    ...corridors.map(
      (y): Line => [from, { x: first, y: from.y }, { x: first, y }, { x: last, y }, { x: last, y: to.y }, to],
    ),
  ]
}

function upAndDown({ from, to }: Span): readonly Line[] {
  const [low, high] = from.y < to.y ? [from.y + stub, to.y - stub] : [to.y + stub, from.y - stub]
  return spread((from.y + to.y) / 2, low, high).map(
    (y): Line => (from.x === to.x ? [from, to] : [from, { x: from.x, y }, { x: to.x, y }, to]),
  )
}

/** Out of one side and into the same side of the other, or of itself. */
function turningBack({ from, to, ends, source, target }: Span): readonly Line[] {
  const lanes = [0, 1, 2, 3, 4, 6, 8, 11, 15, 20]
  if (ends.from === 'right' || ends.from === 'left') {
    const outermost =
      ends.from === 'right' ? Math.max(source.x + source.width, target.x + target.width) : Math.min(source.x, target.x)
    const [away] = outward[ends.from]
    // Past others there is room left for words beside the lines of these.
    const first = source === target ? 30 : 48
    // Both ends of a loop would lie on each other.
    const end = source === target || from.y === to.y ? { x: to.x, y: to.y + laneGap } : to
    return lanes.map((n) => {
      const x = outermost + away * (first + n * laneGap)
      return [from, { x, y: from.y }, { x, y: end.y }, end]
    })
  }
  const bottom = Math.max(source.y + source.height, target.y + target.height)
  const top = Math.min(source.y, target.y)
  const under = lanes.map((n) => bottom + 26 + n * laneGap)
  const over = lanes.map((n) => top - 26 - n * laneGap)
  return under.flatMap((y, at): readonly Line[] => [
    [from, { x: from.x, y }, { x: to.x, y }, to],
    overOf(source, target, from, to, over[at] ?? 0),
  ])
}

function overOf(source: Box, target: Box, from: Place, to: Place, y: number): Line {
  return [
    { x: from.x, y: source.y },
    { x: from.x, y },
    { x: to.x, y },
    { x: to.x, y: target.y },
  ]
}

/** The middle, then further and further from it, as far as there is room. */
function spread(middle: number, low: number, high: number): readonly number[] {
  if (high <= low) return [middle]
  const places = [middle]
  for (let away = laneGap; away <= (high - low) / 2 && places.length < 13; away += laneGap)
    places.push(middle - away, middle + away)
  return places
}

/** The first that meets nothing, else the one that meets least. */
function best(lines: readonly Line[], around: Crowd): Line {
  let chosen: Line = lines[0] ?? []
  let least = Number.POSITIVE_INFINITY
  for (const [rank, line] of lines.entries()) {
    const met = around.costOf(line)
    if (met === 0) return line
    const cost = met + lengthOf(line) / 40 + rank
    if (cost < least) [chosen, least] = [line, cost]
  }
  return chosen
}

function lengthOf(line: Line): number {
  return line
    .slice(1)
    .reduce((sum, { x, y }, at) => sum + Math.abs(x - (line[at]?.x ?? x)) + Math.abs(y - (line[at]?.y ?? y)), 0)
}
