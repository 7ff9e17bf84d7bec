// Is exactly what the shown days hold asked for, in the tenant's zone?
import { describe, expect, it } from 'vitest'
import { rangeFilter, undatedFilter } from './range-filter.ts'

const due = { key: 'due', type: 'date' } as const
const until = { key: 'until', type: 'date' } as const
const at = { key: 'at', type: 'datetime' } as const
const end = { key: 'end', type: 'datetime' } as const
const november = { first: '2026-11-01', last: '2026-11-30' }

describe('rangeFilter', () => {
  it('asks for days', () => {
    expect(rangeFilter(undefined, due, undefined, november, 'Asia/Kolkata')).toBe(
      'due >= date("2026-11-01") && due < date("2026-12-01")',
    )
  })

  it.each([
    ['America/Sao_Paulo', '2026-11-01T03:00:00.000Z', '2026-12-01T03:00:00.000Z'],
    ['Asia/Kolkata', '2026-10-31T18:30:00.000Z', '2026-11-30T18:30:00.000Z'],
  ])('asks for the moments between two midnights in %s', (zone, from, to) => {
    expect(rangeFilter(undefined, at, undefined, november, zone)).toBe(
      `at >= timestamp("${from}") && at < timestamp("${to}")`,
    )
  })

  it('begins each day by its own clocks when they change in between', () => {
    expect(rangeFilter(undefined, at, undefined, { first: '2026-03-23', last: '2026-03-29' }, 'Europe/Lisbon')).toBe(
      'at >= timestamp("2026-03-23T00:00:00.000Z") && at < timestamp("2026-03-29T23:00:00.000Z")',
    )
  })

  it('takes what reaches into the days', () => {
    expect(rangeFilter(undefined, due, until, november, 'UTC')).toBe(
      '(due >= date("2026-11-01") || until >= date("2026-11-01")) && due < date("2026-12-01")',
    )
    expect(rangeFilter(undefined, at, end, november, 'UTC')).toContain(
      '|| end > timestamp("2026-11-01T00:00:00.000Z"))',
    )
  })

  it('stays within the list it belongs to, whatever that says', () => {
    expect(rangeFilter('a == 1 || b == 2', due, undefined, november, 'UTC')).toBe(
      '(a == 1 || b == 2) && due >= date("2026-11-01") && due < date("2026-12-01")',
    )
    expect(undatedFilter('a == 1 || b == 2', due)).toBe('(a == 1 || b == 2) && due == null')
  })

  it('reaches a field whose name the language keeps for itself', () => {
    expect(undatedFilter(undefined, { key: 'in', type: 'date' })).toBe('record.data["in"] == null')
  })
})
