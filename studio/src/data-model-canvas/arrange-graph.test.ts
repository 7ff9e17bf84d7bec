import { describe, expect, it } from 'vitest'
import { arrangeKinds, freePlace, placesOf } from './arrange-graph.ts'
import type { ModelKind } from './model-kind.ts'
import { heightOf, nodeWidth, type Places } from './node-geometry.ts'
import { readPlaces } from './remembered-places.ts'

const kind = (name: string, ...targets: string[]): ModelKind => ({
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
    const places = arrangeKinds([
      kind('customer'),
      kind('product'),
      kind('order', 'customer'),
      kind('line', 'order', 'product'),
    ])
    expect(places['line']?.x).toBeLessThan(places['order']?.x ?? 0)
    expect(places['order']?.x).toBeLessThan(places['customer']?.x ?? 0)
  })

  it('never puts one on another, with relations in a ring, to itself, to nowhere, or without any', () => {
    const kinds = [
      kind('a', 'b', 'a'),
      kind('b', 'c'),
      kind('c', 'a', 'gone'),
      ...Array.from({ length: 9 }, (_, at) => kind(`lone_${at}`)),
    ]
    expect(overlaps(kinds, arrangeKinds(kinds))).toEqual([])
  })

  it('keeps a large model about as wide as a screen', () => {
    const kinds = Array.from({ length: 300 }, (_, at) =>
      kind(`k${at}`, `k${(at * 7 + 3) % 300}`, `k${(at * 13 + 5) % 300}`),
    )
    const places = arrangeKinds(kinds)
    expect(overlaps(kinds, places)).toEqual([])
    const width = Math.max(...Object.values(places).map(({ x }) => x)) + nodeWidth
    const height = Math.max(...kinds.map((one) => (places[one.name]?.y ?? 0) + heightOf(one)))
    expect(width / height).toBeGreaterThan(1)
    expect(width / height).toBeLessThan(2.5)
  })

  it('says the same for the same model', () => {
    const kinds = [kind('a', 'b'), kind('b', 'c'), kind('c')]
    expect(arrangeKinds(kinds)).toEqual(arrangeKinds(kinds))
  })

  it('keeps the places there are and puts newcomers below', () => {
    const kept = { a: { x: 900, y: 20 }, b: { x: 0, y: 0 } }
    const kinds = [kind('a', 'b'), kind('b'), kind('new', 'b')]
    const places = placesOf(kinds, kept)
    expect(places).toMatchObject(kept)
    expect(places['new']?.y).toBeGreaterThan(20 + heightOf(kind('a', 'b')))
    expect(placesOf(kinds, places)).toBe(places)
  })

  it('finds a free place for what is new', () => {
    const kinds = [kind('a'), kind('b')]
    const places = { a: { x: 0, y: 0 }, b: { x: 20, y: 120 } }
    const free = freePlace(kinds, places, { x: 10, y: 10 }, 100)
    expect(overlaps([...kinds, kind('new')], { ...places, new: free })).toEqual([])
    expect(freePlace(kinds, places, { x: 900, y: 10 }, 100)).toEqual({ x: 900, y: 10 })
  })
})

describe('remembered places', () => {
  it('are read back, and whatever is none is left out', () => {
    expect(readPlaces('{"a":{"x":1,"y":2},"b":{"x":"1","y":2},"c":null,"d":{"x":1}}')).toEqual({ a: { x: 1, y: 2 } })
    for (const wrong of [null, '', 'no', '[]', 'null', '7']) expect(readPlaces(wrong)).toEqual({})
  })
})

function overlaps(kinds: readonly ModelKind[], places: Places): string[] {
  const boxes = kinds.map((one) => ({ name: one.name, ...(places[one.name] ?? { x: 0, y: 0 }), height: heightOf(one) }))
  return boxes.flatMap((a, at) =>
    boxes
      .slice(at + 1)
      .filter((b) => Math.abs(a.x - b.x) < nodeWidth && a.y < b.y + b.height && b.y < a.y + a.height)
      .map((b) => `${a.name} on ${b.name}`),
  )
}
