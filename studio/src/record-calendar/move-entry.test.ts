// Does a moved record keep its time of day and its length, whatever the clocks do in between?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { movedData } from './move-entry.ts'

const due = { key: 'due', type: 'date' } as const
const until = { key: 'until', type: 'date' } as const
const at = { key: 'at', type: 'datetime' } as const
const end = { key: 'end', type: 'datetime' } as const

describe('movedData', () => {
  it('moves a day, and its end by as many days', () => {
    expect(movedData({ due: '2026-11-26' }, due, until, { day: '2026-12-01' }, 'UTC')).toEqual({ due: '2026-12-01' })
    expect(
      movedData({ due: '2026-11-26', until: '2026-11-28' }, due, until, { day: '2026-12-01' }, 'Asia/Kolkata'),
    ).toEqual({ due: '2026-12-01', until: '2026-12-03' })
  })

  it.each([
    ['America/Sao_Paulo', '2026-11-26T12:00:00.000Z', '2026-11-28', '2026-11-28T12:00:00.000Z'],
    // Nine in the morning stays nine in the morning when summer time begins or ends in between.
    ['Europe/Lisbon', '2026-03-28T09:00:00.000Z', '2026-03-30', '2026-03-30T08:00:00.000Z'],
    ['Europe/Lisbon', '2026-10-24T08:00:00.000Z', '2026-10-26', '2026-10-26T09:00:00.000Z'],
    ['Asia/Kolkata', '2026-11-26T20:00:00.500Z', '2026-11-01', '2026-10-31T20:00:00.500Z'],
    // The clocks of Lisbon skip from one to two: half past one is half past two.
    ['Europe/Lisbon', '2026-03-28T01:30:00.000Z', '2026-03-29', '2026-03-29T01:30:00.000Z'],
  ])('keeps the time of day in %s', (zone, before, day, after) => {
    expect(movedData({ at: before }, at, undefined, { day }, zone)).toEqual({ at: after })
  })

  it('takes a time of day on the clocks of the zone', () => {
    const kolkata = { day: '2026-11-27', minutes: 615 }
    expect(movedData({ at: '2026-11-26T20:00:00.000Z' }, at, undefined, kolkata, 'Asia/Kolkata')).toEqual({
      at: '2026-11-27T04:45:00.000Z',
    })
  })

  it('lasts as long as before, in any zone and over any change of the clocks', () => {
    const zones = fc.constantFrom('UTC', 'America/Sao_Paulo', 'Asia/Kolkata', 'Europe/Lisbon', 'Australia/Lord_Howe')
    const instants = fc.integer({ min: Date.UTC(2010, 0), max: Date.UTC(2040, 0) })
    const lengths = fc.integer({ min: 0, max: 10 * 86_400_000 })
    fc.assert(
      fc.property(zones, instants, lengths, fc.integer({ min: 0, max: 1439 }), (zone, start, length, minutes) => {
        const data = { at: new Date(start).toISOString(), end: new Date(start + length).toISOString() }
        const moved = movedData(data, at, end, { day: '2026-03-29', minutes }, zone) ?? data
        expect(Date.parse(String(moved.end)) - Date.parse(String(moved.at))).toBe(length)
      }),
    )
  })

  it('moves what is half a day and half a moment by days', () => {
    const open = { at: '2026-11-26T09:00:00.000Z', until: '2026-11-27' }
    expect(movedData(open, at, until, { day: '2026-11-30' }, 'UTC')).toEqual({
      at: '2026-11-30T09:00:00.000Z',
      until: '2026-12-01',
    })
    const shut = { due: '2026-03-27', end: '2026-03-28T18:00:00.000Z' }
    expect(movedData(shut, due, end, { day: '2026-03-29' }, 'Europe/Lisbon')).toEqual({
      due: '2026-03-29',
      end: '2026-03-30T17:00:00.000Z',
    })
  })

  it('writes nothing when nothing moves', () => {
    expect(movedData({ due: '2026-11-26' }, due, undefined, { day: '2026-11-26' }, 'UTC')).toBeUndefined()
    // Half past one comes twice that night; this is the second.
    const second = { at: '2026-10-25T01:30:00.000Z' }
    expect(movedData(second, at, undefined, { day: '2026-10-25' }, 'Europe/Lisbon')).toBeUndefined()
    expect(movedData({}, due, undefined, { day: '2026-11-26' }, 'UTC')).toBeUndefined()
  })
})
