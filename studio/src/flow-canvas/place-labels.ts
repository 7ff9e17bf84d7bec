// Where the words of each line stand: on it or right beside it, and neither on a state nor on other words or lines.
import type { Box, Place } from '../drawing/place.ts'
import { stripes } from './line-crowd.ts'
import type { Line } from './route-links.ts'

export interface Labelled {
  readonly id: string
  readonly line: Line
  readonly words: string
  /** Little signs beside the words. */
  readonly signs?: number
}

export const labelHeight = 22
const widest = 168
const signWidth = 16

/** Known without measuring, and rather too wide than too narrow. */
export function labelWidth(words: string, signs = 0): number {
  return Math.min(widest, Math.round(words.length * 6.9) + 18 + signs * signWidth)
}

/** What covering it costs: a state or words for each of their pixels, a line once. */
const onAState = 100
const onWords = 20
const onALine = 150
/** Words beside a line are a little harder to tell whose they are. */
const besideIt = 12
/** A line of which nothing is seen at its ends does not tell where it leads. */
const tooTight = 90
const endRoom = 12
/** In a larger flow words stay on their lines, whatever crosses these, and the first places that were found are kept. */
const mostToMend = 80

/** The middle of each label. */
export function placeLabels(labelled: readonly Labelled[], boxes: readonly Box[]): ReadonlyMap<string, Place> {
  const isLarge = labelled.length > mostToMend
  const ground = groundOf(isLarge ? [] : labelled, boxes)
  const places = new Map<string, Place>()
  const put = (one: Labelled) => {
    ground.takeAway(one.id)
    const size = { width: labelWidth(one.words, one.signs), height: labelHeight }
    const place = freeSpot(one.id, spotsOn(one.line, size, isLarge), size, ground)
    ground.put(one.id, around(place, size))
    places.set(one.id, place)
  }
  // Short lines have the fewest places to choose from.
  for (const one of [...labelled].sort((a, b) => lengthOf(a.line) - lengthOf(b.line))) put(one)
  if (!isLarge) labelled.forEach(put)
  return new Map(labelled.map(({ id }) => [id, places.get(id) ?? { x: 0, y: 0 }]))
}

interface Size {
  readonly width: number
  readonly height: number
}

interface Spot extends Place {
  readonly cost: number
}

function freeSpot(id: string, spots: readonly Spot[], size: Size, ground: Ground): Place {
  let chosen: Place = spots[0] ?? { x: 0, y: 0 }
  let least = Number.POSITIVE_INFINITY
  for (const spot of spots) {
    if (spot.cost >= least) continue
    const cost = spot.cost + ground.costOf(around(spot, size), id)
    if (cost < least) [chosen, least] = [spot, cost]
    if (cost === 0) break
  }
  return ground.isOpen(around(chosen, size)) ? chosen : nearestOpen(chosen, size, ground)
}

const parts = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9]

/** The best first: in the middle of a long level stretch. */
function spotsOn(line: Line, { width, height }: Size, onlyOnIt: boolean): readonly Spot[] {
  const longest = Math.max(1, ...line.slice(1).map((end, at) => distance(line[at] as Place, end)))
  return line
    .slice(1)
    .flatMap((end, at) => {
      const start = line[at] as Place
      const isLevel = start.y === end.y
      const length = distance(start, end)
      const fits = length >= (isLevel ? width : height) + 2 * endRoom
      const ground = (isLevel ? 0 : 6) + (1 - length / longest) * 20
      const [right, down] = isLevel ? [0, height / 2 + 5] : [width / 2 + 6, 0]
      return parts.flatMap((part, nth): readonly Spot[] => {
        const x = Math.round(start.x + (end.x - start.x) * part)
        const y = Math.round(start.y + (end.y - start.y) * part)
        const cost = ground + nth
        const onIt = { x, y, cost: cost + (fits ? 0 : tooTight) }
        if (onlyOnIt) return [onIt]
        return [
          onIt,
          { x: x + right, y: y + down, cost: cost + besideIt },
          { x: x - right, y: y - down, cost: cost + besideIt + 1 },
        ]
      })
    })
    .sort((a, b) => a.cost - b.cost)
}

/** Where states stand so near that their line has no room: round about it, further and further away. */
function nearestOpen({ x, y }: Place, size: Size, ground: Ground): Place {
  const step = labelHeight / 2 + 1
  for (let away = 1; away <= 80; away++) {
    const around4 = [-1, 1].flatMap((side) => [
      { x, y: y + side * away * step },
      { x: x + side * away * 2 * step, y },
      { x: x + side * away * 2 * step, y: y - away * step },
      { x: x + side * away * 2 * step, y: y + away * step },
    ])
    const open = around4.find((spot) => ground.isOpen(around(spot, size)))
    if (open) return open
  }
  return { x, y }
}

interface Ground {
  /** Of a label that lies there; its own line costs nothing. */
  costOf(box: Box, own: string): number
  /** Neither a state nor words are there. */
  isOpen(box: Box): boolean
  put(id: string, box: Box): void
  takeAway(id: string): void
}

function groundOf(labelled: readonly Labelled[], boxes: readonly Box[]): Ground {
  const states = stripes<Box>()
  for (const box of boxes) states.put(box.y, box.y + box.height, box)
  const lines = stripes<{ readonly id: string; readonly box: Box }>()
  for (const { id, line } of labelled)
    line.slice(1).forEach((end, at) => {
      const box = between(line[at] as Place, end)
      lines.put(box.y, box.y + box.height, { id, box })
    })
  const words = stripes<{ readonly id: string; readonly box: Box }>()
  const standing = new Map<string, Box>()
  const isStanding = ({ id, box }: { readonly id: string; readonly box: Box }) => standing.get(id) === box
  return {
    costOf(box, own) {
      const [top, bottom] = [box.y, box.y + box.height]
      let cost = 0
      for (const state of states.near(top, bottom)) cost += onAState * shared(box, state)
      for (const other of words.near(top, bottom)) if (isStanding(other)) cost += onWords * shared(box, other.box)
      for (const other of lines.near(top, bottom)) if (other.id !== own && shared(box, other.box) > 0) cost += onALine
      return cost
    },
    isOpen(box) {
      const [top, bottom] = [box.y, box.y + box.height]
      for (const state of states.near(top, bottom)) if (shared(box, state) > 0) return false
      for (const other of words.near(top, bottom)) if (isStanding(other) && shared(box, other.box) > 0) return false
      return true
    },
    put(id, box) {
      standing.set(id, box)
      words.put(box.y, box.y + box.height, { id, box })
    },
    takeAway: (id) => standing.delete(id),
  }
}

/** A stretch as a box that is a little wider than it is drawn. */
function between(a: Place, b: Place): Box {
  const x = Math.min(a.x, b.x) - 2
  const y = Math.min(a.y, b.y) - 2
  return { x, y, width: Math.abs(a.x - b.x) + 4, height: Math.abs(a.y - b.y) + 4 }
}

function shared(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return width > 0 && height > 0 ? width * height : 0
}

const distance = (a: Place, b: Place) => Math.abs(a.x - b.x) + Math.abs(a.y - b.y)
const lengthOf = (line: Line) => line.slice(1).reduce((sum, end, at) => sum + distance(line[at] as Place, end), 0)

function around({ x, y }: Place, { width, height }: Size): Box {
  return { x: x - width / 2, y: y - height / 2, width, height }
}
