import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayText, instantText, isDatable, parseDay, parseInstant, parseSpan, spanText } from './moments.ts'

describe('days, instants and spans', () => {
  it.each([
    '2026-02-30',
    '2025-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '20260101',
    '+012026-01-01',
    '0000-01-01',
    '2026-01-01 ',
    '',
    'today',
  ])('[X25] is no day: %s', (text) => {
    expect(parseDay(text)).toBeUndefined()
  })

  it.each([
    ['2026-01-31T12:00:00Z', '2026-01-31T12:00:00.000Z'],
    ['2026-01-31t12:00z', '2026-01-31T12:00:00.000Z'],
    ['2026-01-31 12:00:00.5Z', '2026-01-31T12:00:00.500Z'],
    ['2026-01-31T12:00:00.123456789Z', '2026-01-31T12:00:00.123Z'],
    ['2026-01-31T23:30:00-03:00', '2026-02-01T02:30:00.000Z'],
    ['2026-01-01T00:00:00+05:30', '2025-12-31T18:30:00.000Z'],
    ['0001-01-01T00:00:00.000Z', '0001-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  ])('[X25] reads %s', (text, canonical) => {
    expect(instantText(parseInstant(text)?.ms ?? Number.NaN)).toBe(canonical)
  })

  it.each([
    '2026-01-31',
    '2026-01-31T12:00:00',
    '2026-01-31T24:00:00Z',
    '2026-01-31T12:60:00Z',
    '2026-01-31T12:00:60Z',
    '2026-02-30T12:00:00.000Z',
    '2026-02-30T12:00:00Z',
    '2026-01-31T12:00:00+25:00',
    '2026-01-31T12:00:00+01:99',
    '2026-01-31T12Z',
    '0001-01-01T00:00:00+01:00',
    '9999-12-31T23:59:59-01:00',
    'xxxxxxxxxxxxxxxxxxxxxxxZ',
  ])('[X25] is no instant: %s', (text) => {
    expect(parseInstant(text)).toBeUndefined()
  })

  it.each([
    ['PT48H', 48 * 3600_000],
    ['P2D', 48 * 3600_000],
    ['P1W', 7 * 86_400_000],
    ['P1DT1H1M1.5S', 90_061_500],
    ['-PT5M', -300_000],
    ['PT0S', 0],
    ['48h', 48 * 3600_000],
    ['1h30m', 5_400_000],
    ['500ms', 500],
    ['1.5s', 1500],
    ['-2d', -172_800_000],
    ['1500us', 2],
    ['2000000ns', 2],
  ])('[X25] reads the span %s', (text, ms) => {
    expect(parseSpan(text)?.ms).toBe(ms)
  })

  it.each([
    '',
    'P',
    'PT',
    'P1DT',
    'P1M',
    'P1Y',
    '48',
    'h',
    '1h 30m',
    '1x',
    'PT1H30',
    `${'1'.repeat(100)}h`,
    'PT999999999999S'.repeat(3),
    '999999999999d',
    '--1h',
  ])('[X25] is no span: %s', (text) => {
    expect(parseSpan(text)).toBeUndefined()
  })

  it('[X25] writes what it reads', () => {
    fc.assert(
      fc.property(fc.integer({ min: -8.64e13, max: 8.64e13 }), (ms) => {
        expect(parseSpan(spanText(ms))?.ms).toBe(ms)
      }),
    )
    fc.assert(
      fc.property(
        fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
        (date) => {
          expect(parseInstant(instantText(date.getTime()))?.ms).toBe(date.getTime())
          expect(parseDay(dayText(date.getTime()))).toBeDefined()
          expect(isDatable(date.getTime())).toBe(true)
        },
      ),
    )
    expect([spanText(0), spanText(5_400_500), spanText(-60_000)]).toEqual(['PT0S', 'PT1H30M0.5S', '-PT1M'])
  })
})
