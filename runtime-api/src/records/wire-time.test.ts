import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { wireTime } from './wire-time.ts'

describe('a moment on the wire', () => {
  test('is what Date says', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 13), max: 3 * 10 ** 14 }), (ms) => {
        expect(wireTime(ms)).toBe(new Date(ms).toISOString())
      }),
    )
  })

  test.each([0, 1, 999, 1000, 59_999, 86_399_999, 86_400_000, -1, 253_402_300_799_999, 253_402_300_800_000])(
    'also at the edge %d',
    (ms) => expect(wireTime(ms)).toBe(new Date(ms).toISOString()),
  )

  test('no moment is refused', () => {
    expect(() => wireTime(Number.NaN)).toThrow(RangeError)
  })
})
