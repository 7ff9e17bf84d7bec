// Does a record stand on the days and at the times that the tenant's clocks show?
import { describe, expect, it } from 'vitest'
import type { WireData, WireRecord } from '../api/records-api.ts'
import { type Entry, entryOf, isBand, partOn, shownOn } from './calendar-entry.ts'

const due = { key: 'due', type: 'date' } as const
const until = { key: 'until', type: 'date' } as const
const at = { key: 'at', type: 'datetime' } as const
const end = { key: 'end', type: 'datetime' } as const

describe('entryOf', () => {
  it('takes a day as it is, in any zone', () => {
    const record = recordOf({ due: '2026-11-26' })
    for (const zone of ['UTC', 'Asia/Kolkata', 'America/Sao_Paulo'])
      expect(entryOf(record, due, undefined, zone)).toEqual({ record, first: '2026-11-26', last: '2026-11-26' })
  })

  it.each([
    ['America/Sao_Paulo', '2026-11-26T02:30:00.000Z', '2026-11-25', 23 * 60 + 30],
    ['Asia/Kolkata', '2026-11-26T20:00:00.000Z', '2026-11-27', 90],
    ['Europe/Lisbon', '2026-07-01T08:00:00.000Z', '2026-07-01', 540],
    ['Europe/Lisbon', '2026-12-01T08:00:00.000Z', '2026-12-01', 480],
  ])('says the time of %s', (zone, instant, day, from) => {
    expect(entryOf(recordOf({ at: instant }), at, undefined, zone)).toMatchObject({ first: day, last: day, from })
  })

  it('reaches to its end', () => {
    const whole = recordOf({ due: '2026-11-26', until: '2026-11-28' })
    expect(entryOf(whole, due, until, 'UTC')).toMatchObject({ first: '2026-11-26', last: '2026-11-28' })
    const night = recordOf({ at: '2026-11-26T22:00:00.000Z', end: '2026-11-27T06:00:00.000Z' })
    expect(entryOf(night, at, end, 'UTC')).toMatchObject({ last: '2026-11-27', from: 1320, to: 360 })
  })

  it('ends at midnight on the day before', () => {
    const record = recordOf({ at: '2026-11-26T22:00:00.000Z', end: '2026-11-27T00:00:00.000Z' })
    expect(entryOf(record, at, end, 'UTC')).toMatchObject({ last: '2026-11-26', from: 1320, to: 1440 })
  })

  it('does not believe an end before the start', () => {
    const days = recordOf({ due: '2026-11-26', until: '2026-11-20' })
    expect(entryOf(days, due, until, 'UTC')).toEqual({ record: days, first: '2026-11-26', last: '2026-11-26' })
    const times = recordOf({ at: '2026-11-26T10:00:00.000Z', end: '2026-11-26T09:00:00.000Z' })
    expect(entryOf(times, at, end, 'UTC')).toEqual({
      record: times,
      first: '2026-11-26',
      last: '2026-11-26',
      from: 600,
    })
  })

  it('joins a day with a moment', () => {
    const record = recordOf({ due: '2026-11-26', end: '2026-11-28T12:00:00.000Z' })
    expect(entryOf(record, due, end, 'UTC')).toEqual({ record, first: '2026-11-26', last: '2026-11-28' })
  })

  it('is none without a date that can be read', () => {
    const unreadable: WireData[] = [{}, { due: null }, { due: 'soon' }, { due: ['2026-11-26'] }]
    for (const data of unreadable) expect(entryOf(recordOf(data), due, undefined, 'UTC')).toBeUndefined()
    expect(entryOf(recordOf({ at: 'soon' }), at, undefined, 'UTC')).toBeUndefined()
  })
})

describe('bands and parts', () => {
  const night: Entry = { record: recordOf({}), first: '2026-11-26', last: '2026-11-27', from: 1320, to: 360 }

  it('keeps the times of a night and makes a band of a day', () => {
    expect(isBand(night)).toBe(false)
    expect(isBand({ ...night, to: 1320 })).toBe(true)
    expect(isBand({ record: night.record, first: '2026-11-26', last: '2026-11-26' })).toBe(true)
    expect(isBand({ record: night.record, first: '2026-11-26', last: '2026-11-26', from: 0 })).toBe(false)
  })

  it('cuts at midnight', () => {
    expect(partOn(night, '2026-11-26')).toEqual({ from: 1320, to: 1440 })
    expect(partOn(night, '2026-11-27')).toEqual({ from: 0, to: 360 })
    const late: Entry = { record: night.record, first: '2026-11-26', last: '2026-11-26', from: 1430 }
    expect(partOn(late, '2026-11-26')).toEqual({ from: 1430, to: 1440 })
  })
})

function recordOf(data: WireData): WireRecord {
  return {
    id: 'r1',
    blueprint: 'deal',
    version: 1,
    rev: 1,
    state: null,
    data,
    createdAt: '',
    updatedAt: '',
    createdBy: null,
    deletedAt: null,
  }
}

describe('shownOn', () => {
  const entry = (first: string, last = first): Entry => ({ record: recordOf({}), first, last })
  const month = ['2026-11-01', '2026-11-02', '2026-11-30']

  it.each<[string, Entry, readonly string[], boolean]>([
    ['a day within', entry('2026-11-15'), month, true],
    ['the first day', entry('2026-11-01'), month, true],
    ['the day after the last', entry('2026-12-01'), month, false],
    ['what begins before and ends within', entry('2026-10-30', '2026-11-01'), month, true],
    ['what goes on all the time', entry('2026-10-01', '2026-12-31'), month, true],
    ['nothing where no day is shown', entry('2026-11-15'), [], false],
  ])('%s', (_, one, days, isShown) => {
    expect(shownOn([one], days)).toEqual(isShown ? [one] : [])
  })
})
