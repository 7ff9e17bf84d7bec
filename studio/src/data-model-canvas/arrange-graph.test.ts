import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arrangeBlueprints, freePlace, placesOf } from './arrange-graph.ts'
import type { DrawnBlueprint } from './drawn-blueprint.ts'
import { heightOf, loopWidth, nodeWidth, type Places } from './node-geometry.ts'

const blueprint = (name: string, ...targets: string[]): DrawnBlueprint => ({
  name,
  version: 1,
  fields: [
    { id: 'f1', key: 'name', type: 'text' },
    ...targets.map((blueprint, at) => ({ id: `f${at + 2}`, key: blueprint, type: 'relation' as const, blueprint })),
  ],
  changes: 0,
  unpublished: [],
})

describe('arranging', () => {
  it('puts what is pointed to at the right of what points', () => {
    const places = arrangeBlueprints([
      blueprint('customer'),
      blueprint('product'),
      blueprint('order', 'customer'),
      blueprint('line', 'order', 'product'),
    ])
    expect(places['line']?.x).toBeLessThan(places['order']?.x ?? 0)
    expect(places['order']?.x).toBeLessThan(places['customer']?.x ?? 0)
  })

  it('never puts one on another, with relations in a ring, to itself, to nowhere, or without any', () => {
    const blueprints = [
      blueprint('a', 'b', 'a'),
      blueprint('b', 'c'),
      blueprint('c', 'a', 'gone'),
      ...Array.from({ length: 9 }, (_, at) => blueprint(`lone_${at}`)),
    ]
    expect(overlaps(blueprints, arrangeBlueprints(blueprints))).toEqual([])
  })

  it('leaves room at the right of a kind for its relations to itself and their words', () => {
    const lone = [blueprint('task', 'task', 'task', 'task'), blueprint('note'), blueprint('tag')]
    const linked = [blueprint('part', 'part', 'part', 'maker'), blueprint('maker'), blueprint('buyer', 'part')]
    const large = Array.from({ length: 90 }, (_, at) => blueprint(`k${at}`, `k${at}`, `k${at}`, `k${(at + 1) % 90}`))
    for (const blueprints of [lone, linked, large]) {
      const places = arrangeBlueprints(blueprints)
      expect(overlaps(blueprints, places)).toEqual([])
      expect(inTheWay(blueprints, places)).toEqual([])
    }
    const [near, far] = [arrangeBlueprints([blueprint('a'), blueprint('b')]), arrangeBlueprints(lone)]
    expect(far['note']?.x).toBeGreaterThan(near['b']?.x ?? 0)
  })

  it('keeps a large model about as wide as a screen', () => {
    const blueprints = Array.from({ length: 300 }, (_, at) =>
      blueprint(`k${at}`, `k${(at * 7 + 3) % 300}`, `k${(at * 13 + 5) % 300}`),
    )
    const places = arrangeBlueprints(blueprints)
    expect(overlaps(blueprints, places)).toEqual([])
    const width = Math.max(...Object.values(places).map(({ x }) => x)) + nodeWidth
    const height = Math.max(...blueprints.map((one) => (places[one.name]?.y ?? 0) + heightOf(one)))
    expect(width / height).toBeGreaterThan(1)
    expect(width / height).toBeLessThan(2.5)
  })

  it('says the same for the same model', () => {
    const blueprints = [blueprint('a', 'b'), blueprint('b', 'c'), blueprint('c')]
    expect(arrangeBlueprints(blueprints)).toEqual(arrangeBlueprints(blueprints))
  })

  it('keeps the places there are and puts newcomers below', () => {
    const kept = { a: { x: 900, y: 20 }, b: { x: 0, y: 0 } }
    const blueprints = [blueprint('a', 'b'), blueprint('b'), blueprint('new', 'b')]
    const places = placesOf(blueprints, kept)
    expect(places).toMatchObject(kept)
    expect(places['new']?.y).toBeGreaterThan(20 + heightOf(blueprint('a', 'b')))
    expect(placesOf(blueprints, places)).toBe(places)
  })

  it('finds a free place for what is new', () => {
    const blueprints = [blueprint('a'), blueprint('b')]
    const places = { a: { x: 0, y: 0 }, b: { x: 20, y: 120 } }
    const free = freePlace(blueprints, places, { x: 10, y: 10 }, 100)
    expect(overlaps([...blueprints, blueprint('new')], { ...places, new: free })).toEqual([])
    expect(freePlace(blueprints, places, { x: 900, y: 10 }, 100)).toEqual({ x: 900, y: 10 })
  })

  it('leaves a sheet room to grow, and is itself covered by none that grows', () => {
    const small = [blueprint('a')]
    const full = blueprint('a', ...Array(20).fill('x'))
    const free = freePlace(small, { a: { x: 0, y: 0 } }, { x: 0, y: 60 }, 100)
    expect(free.y).toBeGreaterThan(heightOf(full))
    const above = freePlace(small, { a: { x: 0, y: 200 } }, { x: 0, y: 0 }, 100)
    expect(above.y).toBeGreaterThan(200 + heightOf(full))
  })

  it('lays nothing new over anything, wherever it is wanted', () => {
    const coordinate = fc.integer({ min: -600, max: 600 })
    const place = fc.record({ x: coordinate, y: coordinate })
    fc.assert(
      fc.property(fc.array(place, { maxLength: 12 }), place, (lie, wanted) => {
        const blueprints = lie.map((_, at) => blueprint(`b${at}`, ...Array(at % 5).fill('x')))
        const places = Object.fromEntries(lie.map((at, n) => [`b${n}`, at]))
        const fresh = blueprint('new', 'x', 'y')
        const free = freePlace(blueprints, places, wanted, heightOf(fresh))
        expect(
          overlaps([...blueprints, fresh], { ...places, new: free }).filter((pair) => pair.includes('new')),
        ).toEqual([])
      }),
    )
  })
})

function overlaps(blueprints: readonly DrawnBlueprint[], places: Places): string[] {
  const boxes = blueprints.map((one) => ({
    name: one.name,
    ...(places[one.name] ?? { x: 0, y: 0 }),
    height: heightOf(one),
  }))
  return boxes.flatMap((a, at) =>
    boxes
      .slice(at + 1)
      .filter((b) => Math.abs(a.x - b.x) < nodeWidth && a.y < b.y + b.height && b.y < a.y + a.height)
      .map((b) => `${a.name} on ${b.name}`),
  )
}

/** What stands where the words of another kind's lines to itself are. */
function inTheWay(blueprints: readonly DrawnBlueprint[], places: Places): string[] {
  const boxes = blueprints.map((one) => ({ ...one, ...(places[one.name] ?? { x: 0, y: 0 }), height: heightOf(one) }))
  return boxes.flatMap((one) => {
    if (!one.fields.some((field) => field.blueprint === one.name)) return []
    const [left, right] = [one.x + nodeWidth, one.x + nodeWidth + loopWidth(one.fields.length - 1)]
    return boxes
      .filter((other) => other.x < right && other.x + nodeWidth > left)
      .filter((other) => other.y < one.y + one.height && one.y < other.y + other.height)
      .map((other) => `${other.name} beside ${one.name}`)
  })
}
