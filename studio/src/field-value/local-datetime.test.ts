// Is a moment shown on the tenant's clock, and is what is typed there the moment meant?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromLocal, toLocal } from './local-datetime.ts'

describe('local date and time', () => {
  it('shows the clock of the zone', () => {
    expect(toLocal('2026-11-20T12:00:00.000Z', 'America/Sao_Paulo')).toBe('2026-11-20T09:00')
    expect(toLocal('2026-11-20T12:00:30.000Z', 'UTC')).toBe('2026-11-20T12:00:30')
    expect(toLocal('whenever', 'UTC')).toBeUndefined()
  })

  it('means the moment of the zone', () => {
    expect(fromLocal('2026-07-01T09:00', 'Europe/Lisbon')).toBe('2026-07-01T08:00:00.000Z')
    expect(fromLocal('2026-13-01T09:00', 'UTC')).toBeUndefined()
    expect(fromLocal('2026-07-01T24:00', 'UTC')).toBeUndefined()
    expect(fromLocal('', 'UTC')).toBeUndefined()
  })

  it('goes there and back in any zone', () => {
    const zones = fc.constantFrom('UTC', 'America/Sao_Paulo', 'Asia/Kolkata', 'Asia/Tokyo')
    const seconds = fc.integer({ min: Date.UTC(2021, 0) / 1000, max: Date.UTC(2090, 0) / 1000 })
    fc.assert(
      fc.property(zones, seconds, (zone, second) => {
        const instant = new Date(second * 1000).toISOString()
        expect(fromLocal(toLocal(instant, zone) as string, zone)).toBe(instant)
      }),
    )
  })
})
