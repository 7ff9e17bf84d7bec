// What is in the way of a line: boxes it would run through, and lines that are there already and would lie under it or cross it.
import type { Box, Place } from '../drawing/place.ts'

export interface Crowd {
  /** 0 for a line that meets nothing. A box in the way weighs more than any number of lines. */
  costOf(line: readonly Place[]): number
  add(line: readonly Place[]): void
}

interface Stretch {
  /** The coordinate that stays the same along it. */
  readonly at: number
  readonly low: number
  readonly high: number
}

const boxInTheWay = 1_000
const onALine = 60
const acrossALine = 24
const air = 6
/** Lines and boxes are looked up by stripes of the ground of this height or width. */
const stripe = 128

/** `crossings` count too where there are few lines: a long one meets very many in a large flow. */
export function crowd(boxes: readonly Box[], crossings: boolean): Crowd {
  const level = stripes<Stretch>()
  const upright = stripes<Stretch>()
  const rows = stripes<Box>()
  for (const box of boxes) rows.put(box.y - air, box.y + box.height + air, box)
  return {
    costOf(line) {
      let cost = 0
      eachStretch(line, (stretch, isLevel, isEnd) => {
        for (const other of (isLevel ? level : upright).near(stretch.at - 8, stretch.at + 8))
          if (Math.abs(other.at - stretch.at) < 8 && overlap(other, stretch) > 6) cost += onALine
        if (crossings)
          for (const other of (isLevel ? upright : level).near(stretch.low, stretch.high))
            if (isAcross(stretch, other)) cost += acrossALine
        const [y1, y2] = isLevel ? [stretch.at, stretch.at] : [stretch.low, stretch.high]
        for (const box of rows.near(y1, y2)) if (crosses(stretch, isLevel, isEnd, box)) cost += boxInTheWay
      })
      return cost
    },
    add(line) {
      eachStretch(line, (stretch, isLevel) => (isLevel ? level : upright).put(stretch.at, stretch.at, stretch))
    },
  }
}

function eachStretch(line: readonly Place[], see: (stretch: Stretch, isLevel: boolean, isEnd: boolean) => void): void {
  for (let at = 1; at < line.length; at++) {
    const [a, b] = [line[at - 1] as Place, line[at] as Place]
    const isEnd = at === 1 || at === line.length - 1
    if (a.y === b.y) see({ at: a.y, low: Math.min(a.x, b.x), high: Math.max(a.x, b.x) }, true, isEnd)
    else see({ at: a.x, low: Math.min(a.y, b.y), high: Math.max(a.y, b.y) }, false, isEnd)
  }
}

/** A line that ends at a box touches its side: only going through it counts. */
function crosses({ at, low, high }: Stretch, isLevel: boolean, isEnd: boolean, box: Box): boolean {
  const room = isEnd ? -2 : air
  const [start, end, from, to] = isLevel
    ? [box.y, box.y + box.height, box.x, box.x + box.width]
    : [box.x, box.x + box.width, box.y, box.y + box.height]
  return at > start - air && at < end + air && high > from - room && low < to + room
}

function isAcross(a: Stretch, b: Stretch): boolean {
  return a.at > b.low && a.at < b.high && b.at > a.low && b.at < a.high
}

function overlap(a: Stretch, b: Stretch): number {
  return Math.min(a.high, b.high) - Math.max(a.low, b.low)
}

/** Things by the stripes they lie in; `near` may tell one twice. */
export function stripes<Thing>() {
  const held = new Map<number, Thing[]>()
  return {
    put(from: number, to: number, thing: Thing): void {
      for (let n = Math.floor(from / stripe); n <= Math.floor(to / stripe); n++) {
        const list = held.get(n)
        if (list) list.push(thing)
        else held.set(n, [thing])
      }
    },
    *near(from: number, to: number): Iterable<Thing> {
      const first = Math.floor(from / stripe)
      const last = Math.floor(to / stripe)
      if (first === last) return yield* held.get(first) ?? []
      const seen = new Set<Thing>()
      for (let n = first; n <= last; n++) for (const thing of held.get(n) ?? []) seen.add(thing)
      yield* seen
    },
  }
}
