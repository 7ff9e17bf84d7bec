// Does the history of a change lead back?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diffData, undoDiff } from './diff-data.ts'
import type { StoredData } from './stored-record.ts'

const data = fc.dictionary(
  fc.constantFrom('f1', 'f2', 'f3', 'f4'),
  fc.jsonValue().filter((value) => value !== null),
) as fc.Arbitrary<StoredData>

describe('diff', () => {
  it('[R26] holds the fields that differ, with null for empty', () => {
    expect(diffData({ f1: 'a', f2: 1, f3: [1] }, { f2: 2, f3: [1], f4: '' })).toEqual({
      f1: ['a', null],
      f2: [1, 2],
      f4: [null, ''],
    })
    expect(diffData({ f1: { a: 1, b: 2 } }, { f1: { b: 2, a: 1 } })).toEqual({})
  })

  it('[R26] undone it gives the data before', () => {
    fc.assert(
      fc.property(data, data, (before, after) => {
        expect(undoDiff(after, diffData(before, after))).toEqual(before)
      }),
    )
  })

  it('[R26] leaves alone what the change did not touch', () => {
    expect(undoDiff({ f1: 'later', f2: 2 }, { f2: [null, 2] })).toEqual({ f1: 'later' })
  })
})
