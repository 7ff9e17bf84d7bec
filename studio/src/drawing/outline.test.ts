// Does the map show every node once, and make anew only what moves?
import { describe, expect, it } from 'vitest'
import { boundsOf, type OutlinedNode, outlinesOf } from './outline.ts'
import type { Box } from './place.ts'

const places: Record<string, Box> = {
  a: { x: 0, y: 0, width: 10, height: 5 },
  b: { x: 20, y: 0, width: 10, height: 5 },
  c: { x: 40, y: 30, width: 10, height: 5 },
}
const boxOf = (id: string) => places[id]
const a: OutlinedNode = { id: 'a' }
const b: OutlinedNode = { id: 'b' }
const c: OutlinedNode = { id: 'c' }

describe('outlines of a drawing', () => {
  it('shows every node once, each among the rest, the chosen or the moving', () => {
    const made = outlinesOf([a, { ...b, selected: true }, { ...c, selected: true, dragging: true }], boxOf, undefined)
    expect(made.rest).toBe('M0,0h10v5h-10z')
    expect(made.chosen).toBe('M20,0h10v5h-10z')
    expect(made.moving).toBe('M40,30h10v5h-10z')
    expect(made.bounds).toEqual({ x: 0, y: 0, width: 50, height: 35 })
  })

  it('asks nobody again for the place of what lies still', () => {
    const before = outlinesOf([a, b, { ...c, dragging: true }], boxOf, undefined)
    const asked: string[] = []
    const after = outlinesOf(
      [a, b, { ...c, dragging: true }],
      (id) => {
        asked.push(id)
        return { x: 100, y: 100, width: 10, height: 5 }
      },
      before,
    )
    expect(asked).toEqual(['c'])
    expect(after.rest).toBe(before.rest)
    expect(after.bounds).toEqual({ x: 0, y: 0, width: 110, height: 105 })
  })

  it('notices another node, another place and what was let go', () => {
    const before = outlinesOf([a, { ...b, dragging: true }], boxOf, undefined)
    expect(outlinesOf([{ ...a }, b], (id) => places[id === 'a' ? 'c' : id], before).rest).toBe(
      'M40,30h10v5h-10zM20,0h10v5h-10z',
    )
    expect(outlinesOf([a], boxOf, before).rest).toBe(before.rest)
    expect(outlinesOf([], boxOf, before)).toMatchObject({ rest: '', bounds: undefined })
  })

  it('moves what stands in a frame with the frame', () => {
    const inFrame = { ...b, parentId: 'a' }
    const made = outlinesOf([{ ...a, dragging: true }, inFrame, c], boxOf, undefined)
    expect(made.moving).toBe('M0,0h10v5h-10zM20,0h10v5h-10z')
    expect(made.rest).toBe('M40,30h10v5h-10z')
  })

  it('shows neither what is hidden nor what lies nowhere yet', () => {
    const made = outlinesOf([{ ...a, hidden: true }, { id: 'unknown' }, c], boxOf, undefined)
    expect(made.rest).toBe('M40,30h10v5h-10z')
  })
})

describe('the box around boxes', () => {
  it('is undefined around nothing', () => expect(boundsOf([])).toBeUndefined())
  it('holds all of them', () => expect(boundsOf(Object.values(places))).toEqual({ x: 0, y: 0, width: 50, height: 35 }))
})
