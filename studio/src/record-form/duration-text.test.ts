// Does a duration keep its meaning between the inputs and the record?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDuration, writeDuration } from './duration-text.ts'

describe('durations', () => {
  it('come back as they were', () => {
    const part = fc.nat(999)
    fc.assert(
      fc.property(fc.record({ days: part, hours: part, minutes: part }), (parts) => {
        expect(readDuration(writeDuration(parts))).toEqual(parts)
      }),
    )
  })
  it.each(['P1Y', 'PT1.5S', 'P', 'PT', 'P1DT', '', 'two days'])('leave "%s" to be edited as text', (iso) => {
    expect(readDuration(iso)).toBeUndefined()
  })
})
