// Is nobody's change lost without being asked?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mergeChanges, settle } from './merge-changes.ts'

describe('mergeChanges', () => {
  it('joins changes of different fields', () => {
    const merge = mergeChanges({ a: 1, b: 1, c: 1 }, { a: 2, b: 1 }, { a: 1, b: 2, c: 1, d: 4 })
    expect(merge).toEqual({ data: { a: 2, b: 2, d: 4 }, clashes: [] })
  })

  it('asks where both changed one field', () => {
    const merge = mergeChanges({ a: 1 }, { a: 2 }, { a: 3 })
    expect(merge.clashes).toEqual([{ key: 'a', mine: 2, theirs: 3 }])
    expect(settle(merge, new Set())).toEqual({ a: 3 })
    expect(settle(merge, new Set(['a']))).toEqual({ a: 2 })
  })

  it('can keep an emptied field empty', () => {
    const merge = mergeChanges({ a: 1 }, {}, { a: 3 })
    expect(merge.clashes).toEqual([{ key: 'a', mine: undefined, theirs: 3 }])
    expect(settle(merge, new Set(['a']))).toEqual({})
  })

  it('holds: every field is mine where I changed it and want it, else theirs', () => {
    const data = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 0, max: 2 }))
    fc.assert(
      fc.property(data, data, data, fc.boolean(), (base, mine, theirs, wantMine) => {
        const merge = mergeChanges(base, mine, theirs)
        const settled = settle(merge, wantMine ? new Set(['a', 'b', 'c']) : new Set())
        for (const key of ['a', 'b', 'c']) {
          const changedByMe = base[key] !== mine[key]
          const changedByThem = base[key] !== theirs[key]
          expect(settled[key]).toBe(changedByMe && (wantMine || !changedByThem) ? mine[key] : theirs[key])
        }
      }),
    )
  })
})
