// Do local times and instants agree, also on the nights when the clocks change?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instantOf, isZone, localTime, zoneOffset } from './zone-time.ts'

const clock = (text: string): number => Date.parse(`1970-01-01T${text}Z`)
const at = (date: string, time: string) => ({ date, time: clock(time) })
const iso = (instant: number): string => new Date(instant).toISOString()

const zones = [
  'America/Sao_Paulo',
  'Europe/Lisbon',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Asia/Kathmandu',
  'America/St_Johns',
  'UTC',
]

describe('zones', () => {
  it.each([...zones, 'Etc/GMT+3', 'America/Argentina/Buenos_Aires'])('[R2] %s is a zone', (zone) => {
    expect(isZone(zone)).toBe(true)
  })

  it.each([
    '',
    'Sao Paulo',
    'Atlantis/Town',
    '+03:00',
    'UTC+3',
    '../etc/passwd',
    '__proto__',
    'constructor',
    'A'.repeat(70),
    'UTC\u0000',
  ])('[R2] %j is none', (zone) => {
    expect(isZone(zone)).toBe(false)
    expect(() => zoneOffset(0, zone)).toThrow(RangeError)
  })
})

describe('the night the clocks change', () => {
  it.each([
    ['America/Sao_Paulo', at('2018-11-04', '00:30:00'), '2018-11-04T03:30:00.000Z', at('2018-11-04', '01:30:00')],
    ['Europe/Lisbon', at('2026-03-29', '01:15:00'), '2026-03-29T01:15:00.000Z', at('2026-03-29', '02:15:00')],
    ['Australia/Lord_Howe', at('2026-10-04', '02:10:00'), '2026-10-03T15:40:00.000Z', at('2026-10-04', '02:40:00')],
    ['Pacific/Apia', at('2011-12-30', '12:00:00'), '2011-12-30T22:00:00.000Z', at('2011-12-31', '12:00:00')],
  ])('[R3] %s: a skipped time moves forward by what was skipped', (zone, local, instant, shown) => {
    expect(iso(instantOf(local, zone))).toBe(instant)
    expect(iso(instantOf(local, zone, 'second'))).toBe(instant)
    expect(localTime(Date.parse(instant), zone)).toEqual(shown)
  })

  it.each([
    ['America/Sao_Paulo', at('2018-02-17', '23:30:00'), '2018-02-18T01:30:00.000Z', '2018-02-18T02:30:00.000Z'],
    ['Europe/Lisbon', at('2026-10-25', '01:30:00'), '2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z'],
    ['Australia/Lord_Howe', at('2026-04-05', '01:45:00'), '2026-04-04T14:45:00.000Z', '2026-04-04T15:15:00.000Z'],
  ])('[R3] %s: a time shown twice is the first, or the second on request', (zone, local, first, second) => {
    expect(iso(instantOf(local, zone))).toBe(first)
    expect(iso(instantOf(local, zone, 'second'))).toBe(second)
    expect(localTime(Date.parse(first), zone)).toEqual(local)
    expect(localTime(Date.parse(second), zone)).toEqual(local)
  })
})

describe('the rest of the year', () => {
  it('[R2] every instant is found again by what the clocks show', () => {
    const instants = fc.integer({ min: Date.UTC(1971, 0, 1), max: Date.UTC(2090, 0, 1) })
    fc.assert(
      fc.property(fc.constantFrom(...zones), instants, (zone, instant) => {
        const local = localTime(instant, zone)
        expect([instantOf(local, zone), instantOf(local, zone, 'second')]).toContain(instant)
      }),
      { numRuns: 300 },
    )
  })

  it('[R2] clocks of early centuries show local mean time to the second, and of year 1 still answer', () => {
    expect(zoneOffset(Date.UTC(1850, 0, 1), 'America/Sao_Paulo')).toBe(-(3 * 3600 + 6 * 60 + 28) * 1000)
    expect(localTime(Date.parse('0001-06-01T12:00:00Z'), 'UTC')).toEqual(at('0001-06-01', '12:00:00'))
    expect(localTime(Date.parse('0050-06-01T12:00:00Z'), 'Etc/GMT-2')).toEqual(at('0050-06-01', '14:00:00'))
    expect(zoneOffset(-8.64e15, 'Etc/GMT-2')).toBe(7_200_000)
    expect(zoneOffset(8.64e15, 'Etc/GMT-2')).toBe(7_200_000)
  })

  it('[R2] keeps milliseconds, before 1970 as well', () => {
    const instant = Date.parse('1969-12-31T23:59:59.123Z')
    expect(localTime(instant, 'Asia/Kathmandu')).toEqual(at('1970-01-01', '05:29:59.123'))
    expect(instantOf(at('1970-01-01', '05:29:59.123'), 'Asia/Kathmandu')).toBe(instant)
  })
})
