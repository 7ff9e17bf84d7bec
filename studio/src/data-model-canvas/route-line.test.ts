import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bendOf, type LineEnds, lineEnds, nodeWidth } from './node-geometry.ts'
import { type Box, isFree, middleOf, pathThrough, type RouteRequest, routeLine } from './route-line.ts'

const box = (left: number, top: number, height = 120): Box => ({
  left,
  top,
  right: left + nodeWidth,
  bottom: top + height,
})
const between = (source: Box, target: Box, others: readonly Box[]): RouteRequest => {
  const ends = lineEnds(source.left, target.left)
  return {
    ends,
    sourceY: source.top + 60,
    targetY: target.top + 22,
    bendX: bendOf(ends, { at: 0, of: 1 }),
    own: [source, target],
    others,
  }
}
const source = box(0, 0)

describe('the way of a line', () => {
  it('is the plain one where nothing is in it', () => {
    const target = box(500, 200)
    expect(routeLine(between(source, target, [box(0, 600)]))).toEqual([
      { x: 240, y: 60 },
      { x: 370, y: 60 },
      { x: 370, y: 222 },
      { x: 500, y: 222 },
    ])
  })

  it('bends beside a card that its upright piece would cross', () => {
    const target = box(900, 400)
    const third = box(480, 200)
    const way = routeLine(between(source, target, [third]))
    expect(way).toHaveLength(4)
    expect(isFree(way, [third])).toBe(true)
  })

  it('goes over or under a card that stands between its ends', () => {
    const target = box(900, 0)
    const third = box(450, 0)
    const way = routeLine(between(source, target, [third]))
    expect(way).toHaveLength(6)
    expect(isFree(way, [third])).toBe(true)
    expect(isFree(way.slice(1, -1), [source, target])).toBe(true)
  })

  it('turns back further out where a card stands beside', () => {
    const target = box(0, 400)
    const third = box(260, 150)
    const way = routeLine(between(source, target, [third]))
    expect(isFree(way, [third])).toBe(true)
  })

  it('is the plain one again where there is no simple way round', () => {
    const wall = Array.from({ length: 60 }, (_, at) => box(400, -3_000 + at * 110, 120))
    expect(routeLine(between(source, box(900, 0), wall))).toHaveLength(4)
  })

  it('leaves and enters level, and all its pieces are level or upright', () => {
    const place = fc.record({ x: fc.integer({ min: -1_500, max: 1_500 }), y: fc.integer({ min: -900, max: 900 }) })
    fc.assert(
      fc.property(place, fc.array(place, { maxLength: 12 }), ({ x, y }, lie) => {
        const target = box(x, y)
        const others = lie.map((at) => box(at.x, at.y))
        const request = between(source, target, others)
        const way = routeLine(request)
        expect(way[0]).toEqual({ x: request.ends.sourceX, y: request.sourceY })
        expect(way.at(-1)).toEqual({ x: request.ends.targetX, y: request.targetY })
        for (const [at, from] of way.entries()) {
          const to = way[at + 1]
          if (to) expect(from.x === to.x || from.y === to.y).toBe(true)
        }
        // A detour is taken only where it is one.
        if (way.length > 4) expect(isFree(way, others)).toBe(true)
        expect(pathThrough(way)).not.toContain('NaN')
        expect(Number.isFinite(middleOf(way).x)).toBe(true)
      }),
    )
  })

  it('costs little where there are many', () => {
    const many = Array.from({ length: 300 }, (_, at) => box((at % 20) * 384, Math.floor(at / 20) * 300, 200))
    const before = process.cpuUsage()
    for (let n = 0; n < 600; n++) {
      const [a, b] = [many[(n * 7) % 300] as Box, many[(n * 13 + 5) % 300] as Box]
      routeLine(
        between(
          a,
          b,
          many.filter((one) => one !== a && one !== b),
        ),
      )
    }
    // The processor's time, not the clock's: the machine may do something else meanwhile.
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(1_500)
  })
})

describe('a line as a path', () => {
  const ends: LineEnds = { sourceX: 0, sourceSide: 'right', targetX: 100, targetSide: 'left' }
  it('has round corners, and none where it is straight', () => {
    expect(pathThrough(routeLine({ ends, sourceY: 0, targetY: 100, bendX: 50, own: [], others: [] }))).toBe(
      'M 0 0 L 44 0 Q 50 0 50 6 L 50 94 Q 50 100 56 100 L 100 100',
    )
    expect(pathThrough([])).toBe('')
  })
})
