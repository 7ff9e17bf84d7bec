// Where the words of each line stand: on it, and neither on a state nor on other words.
import type { Box, Place } from '../drawing/place.ts'
import type { Line } from './route-links.ts'

export interface Labelled {
  readonly id: string
  readonly line: Line
  readonly words: string
}

export const labelHeight = 22
const widest = 168

/** Known without measuring, and rather too wide than too narrow. */
export function labelWidth(words: string): number {
  return Math.min(widest, Math.round(words.length * 6.9) + 18)
}

/** The middle of each label. */
export function placeLabels(labelled: readonly Labelled[], boxes: readonly Box[]): ReadonlyMap<string, Place> {
  const taken: Box[] = [...boxes]
  return new Map(
    labelled.map(({ id, line, words }) => {
      const size = { width: labelWidth(words), height: labelHeight }
      const place = freeSpot(spotsOn(line, size.width), size, taken)
      taken.push(around(place, size))
      return [id, place]
    }),
  )
}

/** Along the longest level stretch first: there the words lie in the line. */
function spotsOn(line: Line, width: number): readonly Place[] {
  const stretches = line.slice(1).map((end, at) => {
    const start = line[at] as Place
    const isLevel = start.y === end.y
    const length = Math.abs(end.x - start.x) + Math.abs(end.y - start.y)
    const fits = isLevel ? length >= width + 24 : length >= labelHeight + 16
    return { start, end, rank: (fits ? 10_000 : 0) + (isLevel ? 400 : 0) + length }
  })
  return stretches
    .sort((a, b) => b.rank - a.rank)
    .flatMap(({ start, end }) =>
      [0.5, 0.35, 0.65, 0.22, 0.78].map((part) => ({
        x: Math.round(start.x + (end.x - start.x) * part),
        y: Math.round(start.y + (end.y - start.y) * part),
      })),
    )
}

function freeSpot(
  spots: readonly Place[],
  size: { readonly width: number; readonly height: number },
  taken: readonly Box[],
): Place {
  let chosen = spots[0] ?? { x: 0, y: 0 }
  let least = Number.POSITIVE_INFINITY
  for (const spot of spots) {
    const covered = coveredArea(around(spot, size), taken)
    if (covered === 0) return spot
    if (covered < least) [chosen, least] = [spot, covered]
  }
  return chosen
}

function coveredArea(box: Box, taken: readonly Box[]): number {
  let area = 0
  for (const other of taken) {
    const width = Math.min(box.x + box.width, other.x + other.width) - Math.max(box.x, other.x)
    const height = Math.min(box.y + box.height, other.y + other.height) - Math.max(box.y, other.y)
    if (width > 0 && height > 0) area += width * height
  }
  return area
}

function around({ x, y }: Place, { width, height }: { readonly width: number; readonly height: number }): Box {
  return { x: x - width / 2, y: y - height / 2, width, height }
}
