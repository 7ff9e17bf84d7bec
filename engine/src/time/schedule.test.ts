// Does a schedule name the minutes that crontab(5) says, once each, whatever the clocks do?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyInstant, anyMoment, anyZone, DAY, MINUTE, shown, zones } from '../../test/any-calendar.ts'
import { readOrRefuse, refusalsOf } from '../../test/refusals.ts'
import { newSchedule, nextOccurrence, type Schedule } from './schedule.ts'

const SIZE = process.env['TEST_SIZE'] === 'long' ? 20 : 1
const iso = (at: number): string => new Date(at).toISOString().replace(':00.000Z', 'Z')
const cron = (line: string, zone = 'UTC'): Schedule => newSchedule({ cron: line, zone })
/** The first so many after a moment. */
function firstOf(schedule: Schedule, after: string, many: number): string[] {
  const found: number[] = []
  for (let at = Date.parse(after); found.length < many; ) {
    at = nextOccurrence(schedule, at)
    found.push(at)
  }
  return found.map(iso)
}
const refusals = (wrong: unknown): readonly string[] => refusalsOf(() => newSchedule(wrong))

describe('a cron line', () => {
  it.each<[string, readonly string[]]>([
    ['0 8 * * *', ['2026-11-28T08:00Z', '2026-11-29T08:00Z']],
    ['*/20 9 * * *', ['2026-11-28T09:00Z', '2026-11-28T09:20Z', '2026-11-28T09:40Z', '2026-11-29T09:00Z']],
    ['5-15/5 23 * * *', ['2026-11-27T23:05Z', '2026-11-27T23:10Z', '2026-11-27T23:15Z']],
    ['0 12 * * mon-fri', ['2026-11-30T12:00Z']],
    ['0 12 * * MON,wed', ['2026-11-30T12:00Z', '2026-12-02T12:00Z']],
    ['0 12 * * 0', ['2026-11-29T12:00Z']],
    ['0 12 * * 7', ['2026-11-29T12:00Z']],
    ['0 0 * * sat-sun', ['2026-11-28T00:00Z', '2026-11-29T00:00Z', '2026-12-05T00:00Z']],
    ['0 0 * * 5-7', ['2026-11-28T00:00Z', '2026-11-29T00:00Z', '2026-12-04T00:00Z']],
    ['0 0 * * */2', ['2026-11-28T00:00Z', '2026-11-29T00:00Z', '2026-12-01T00:00Z']],
    ['0 0 1 jan *', ['2027-01-01T00:00Z', '2028-01-01T00:00Z']],
    ['0 0 31 * *', ['2026-12-31T00:00Z', '2027-01-31T00:00Z', '2027-03-31T00:00Z']],
    ['0 0 29 2 *', ['2028-02-29T00:00Z', '2032-02-29T00:00Z']],
    ['0 0 L * *', ['2026-11-30T00:00Z', '2026-12-31T00:00Z', '2027-01-31T00:00Z', '2027-02-28T00:00Z']],
    ['0 0 15,L 2 *', ['2027-02-15T00:00Z', '2027-02-28T00:00Z', '2028-02-15T00:00Z', '2028-02-29T00:00Z']],
    // both fields of days: either is enough
    ['0 0 13 * fri', ['2026-12-04T00:00Z', '2026-12-11T00:00Z', '2026-12-13T00:00Z']],
    ['0 0 30 2 fri', ['2027-02-05T00:00Z']],
    // a field that begins with * does not count as named
    ['0 0 */10 * fri', ['2026-12-11T00:00Z', '2027-01-01T00:00Z']],
    ['0 0 1 * */7', ['2027-08-01T00:00Z']],
    ['  0   8\t* * * ', ['2026-11-28T08:00Z']],
  ])('[F93] %s', (line, expected) => {
    expect(firstOf(cron(line), '2026-11-27T20:00Z', expected.length)).toEqual(expected)
  })

  it.each(['', '0 8 * *', '0 8 * * * *', '@daily', `${'0,'.repeat(300)}0 * * * *`])(
    '[F93] %j does not have five fields',
    (line) => {
      expect(refusals({ cron: line, zone: 'UTC' })).toEqual(['/cron cron-fields'])
    },
  )

  it.each([
    '60 * * * *',
    '-1 * * * *',
    '* 24 * * *',
    '* * 0 * *',
    '* * 32 * *',
    '* * * 0 *',
    '* * * 13 *',
    '* * * * 8',
    '*/0 * * * *',
    '*/60 * * * *',
    '5/15 * * * *',
    '1-5-7 * * * *',
    '30-10 * * * *',
    '1,,2 * * * *',
    '1, * * * *',
    '*/5/5 * * * *',
    '*-5 * * * *',
    '1.5 * * * *',
    'x * * * *',
    '* * * foo *',
    '* * * * mond',
    '* * * * fri-mon',
    '* * W * *',
    '* * 1-L * *',
    '* * L/2 * *',
    'L * * * *',
    '0x1 * * * *',
    '٣ * * * *',
    '001 * * * *',
    '* * * __proto__ *',
  ])('[F93] %s cannot be read', (line) => {
    expect(refusals({ cron: line, zone: 'UTC' })).toEqual(['/cron cron-field'])
  })

  it('[F93] every field that is wrong is told, with what could stand there', () => {
    const wrong = { cron: '60 25 * * fr', zone: 'UTC' }
    expect(() => newSchedule(wrong)).toThrow('“60” is not possible for the minute. Possible: *, 0, 0,30, */15, 10-20.')
    expect(refusals(wrong)).toEqual(['/cron cron-field', '/cron cron-field', '/cron cron-field'])
  })

  it.each(['0 0 30 2 *', '0 0 31 2,4,6,9,11 *', '0 0 31 apr *', '0 0 30,31 feb *'])('[F93] %s never comes', (line) => {
    expect(refusals({ cron: line, zone: 'UTC' })).toEqual(['/cron cron-never'])
  })

  it.each(['0 0 29 2 *', '0 0 31 2,3 *', '0 0 30,L 2 *', '0 0 30 2 mon'])('[F93] %s comes', (line) => {
    expect(refusals({ cron: line, zone: 'UTC' })).toEqual([])
  })
})

describe('in plain members', () => {
  it.each<[object, string]>([
    [{ every: 'day', at: '08:00' }, '0 8 * * *'],
    [{ every: 'day', at: '23:59' }, '59 23 * * *'],
    [{ every: 'week', on: ['monday'], at: '08:30' }, '30 8 * * 1'],
    [{ every: 'week', on: ['sunday', 'friday', 'sunday'], at: '00:00' }, '0 0 * * 0,5'],
    [{ every: 'month', on: [1, 15], at: '08:00' }, '0 8 1,15 * *'],
    [{ every: 'month', on: ['last'], at: '08:00' }, '0 8 L * *'],
    [{ every: 'month', on: [15, 'last'], at: '08:00' }, '0 8 15,L * *'],
  ])('[F94] %j is %s', (plain, line) => {
    const schedule = newSchedule({ ...plain, zone: 'Europe/Lisbon' })
    expect(schedule).toEqual(cron(line, 'Europe/Lisbon'))
    expect(schedule.cron).toBe(line)
  })

  it.each<[unknown, readonly string[]]>([
    [[], [' not-object']],
    [{}, [' missing-member', ' schedule-form']],
    [{ zone: 'UTC' }, [' schedule-form']],
    [{ zone: 'Mars', cron: '* * * * *' }, ['/zone unknown-time-zone']],
    [{ zone: 'UTC', cron: '* * * * *', every: 'day' }, [' schedule-form']],
    [{ zone: 'UTC', cron: '* * * * *', at: '08:00' }, [' schedule-form']],
    [{ zone: 'UTC', cron: '* * * * *', on: ['monday'] }, [' schedule-form']],
    [{ zone: 'UTC', cron: 5 }, ['/cron cron-fields']],
    [{ zone: 'UTC', every: 'day' }, [' missing-member']],
    [{ zone: 'UTC', every: 'day', at: '24:00' }, ['/at schedule-at']],
    [{ zone: 'UTC', every: 'day', at: '8:00' }, ['/at schedule-at']],
    [{ zone: 'UTC', every: 'day', at: '08:00', on: [1] }, ['/on schedule-form']],
    [{ zone: 'UTC', every: 'year', at: '08:00' }, ['/every not-one-of']],
    [{ zone: 'UTC', every: 'week', at: '08:00' }, [' missing-member']],
    [{ zone: 'UTC', every: 'week', on: [], at: '08:00' }, ['/on count-out-of-range']],
    [{ zone: 'UTC', every: 'week', on: 'monday', at: '08:00' }, ['/on not-list']],
    [{ zone: 'UTC', every: 'week', on: ['monday', 1], at: '08:00' }, ['/on/1 not-one-of']],
    [{ zone: 'UTC', every: 'month', on: [0], at: '08:00' }, ['/on/0 schedule-month-day']],
    [{ zone: 'UTC', every: 'month', on: ['1'], at: '08:00' }, ['/on/0 schedule-month-day']],
    [{ zone: 'UTC', every: 'month', on: [1.5], at: '08:00' }, ['/on/0 schedule-month-day']],
    [{ zone: 'UTC', every: 'day', at: '08:00', second: 3 }, ['/second unknown-member']],
  ])('[F94] %j is refused at its place', (wrong, expected) => {
    expect(refusals(wrong)).toEqual(expected)
  })

  it('[F94] whatever is sent is a schedule or a refusal', () => {
    fc.assert(
      fc.property(fc.anything(), (wrong) => {
        for (const document of [
          wrong,
          { zone: wrong, cron: wrong },
          { zone: 'UTC', every: 'month', on: [wrong], at: wrong },
          { zone: 'UTC', every: wrong, on: wrong, at: '08:00' },
        ])
          readOrRefuse(() => newSchedule(document))
      }),
    )
  })
})

describe('the night the clocks change', () => {
  it.each<[string, string, string, readonly string[]]>([
    ['America/Sao_Paulo', '30 0 * * *', '2018-11-03T12:00Z', ['2018-11-04T03:00Z', '2018-11-05T02:30Z']],
    ['America/Sao_Paulo', '0 0 * * *', '2018-11-03T12:00Z', ['2018-11-04T03:00Z', '2018-11-05T02:00Z']],
    [
      'America/Sao_Paulo',
      '*/20 0-1 * * *',
      '2018-11-04T02:30Z',
      ['2018-11-04T03:00Z', '2018-11-04T03:20Z', '2018-11-04T03:40Z'],
    ],
    ['America/Sao_Paulo', '30 23 * * *', '2019-02-16T12:00Z', ['2019-02-17T01:30Z', '2019-02-18T02:30Z']],
    ['America/Sao_Paulo', '0 0 * * *', '2019-02-16T12:00Z', ['2019-02-17T03:00Z', '2019-02-18T03:00Z']],
    ['America/Sao_Paulo', '0 * * * *', '2019-02-17T00:30Z', ['2019-02-17T01:00Z', '2019-02-17T03:00Z']],
    ['Europe/Lisbon', '30 1 * * *', '2026-03-28T12:00Z', ['2026-03-29T01:00Z', '2026-03-30T00:30Z']],
    ['Europe/Lisbon', '30 1 * * *', '2026-10-24T12:00Z', ['2026-10-25T00:30Z', '2026-10-26T01:30Z']],
    ['Europe/Lisbon', '0 2 * * *', '2026-10-24T12:00Z', ['2026-10-25T02:00Z', '2026-10-26T02:00Z']],
    ['Asia/Kolkata', '0 8 * * *', '2026-03-28T12:00Z', ['2026-03-29T02:30Z', '2026-03-30T02:30Z']],
    ['Australia/Lord_Howe', '15 2 * * *', '2026-10-03T00:00Z', ['2026-10-03T15:30Z', '2026-10-04T15:15Z']],
    ['Australia/Lord_Howe', '45 1 * * *', '2026-04-04T00:00Z', ['2026-04-04T14:45Z', '2026-04-05T15:15Z']],
    [
      'Pacific/Apia',
      '0 12 * * *',
      '2011-12-29T12:00Z',
      ['2011-12-29T22:00Z', '2011-12-30T10:00Z', '2011-12-30T22:00Z'],
    ],
    ['Pacific/Apia', '0 12 30 12 *', '2011-12-29T12:00Z', ['2011-12-30T10:00Z', '2012-12-29T22:00Z']],
  ])('[F95] %s: %s', (zone, line, after, expected) => {
    expect(firstOf(cron(line, zone), after, expected.length)).toEqual(expected)
  })

  it('[F95] asked while the clocks show an hour again, it goes on after that', () => {
    const everyTen = cron('*/10 * * * *', 'Europe/Lisbon')
    for (const minute of ['01:00', '01:05', '01:59'])
      expect(iso(nextOccurrence(everyTen, Date.parse(`2026-10-25T${minute}Z`)))).toBe('2026-10-25T02:00Z')
  })

  it('[F95] is later than what it is asked after, to the millisecond', () => {
    const daily = cron('0 8 * * *')
    const eight = Date.parse('2026-11-28T08:00Z')
    expect(nextOccurrence(daily, eight - 1)).toBe(eight)
    expect(nextOccurrence(daily, eight)).toBe(eight + DAY)
  })
})

describe('an end', () => {
  it('[F96] 29 February on a Sunday comes, across a century without one', () => {
    expect(firstOf(cron('0 0 29 2 */7'), '2088-03-01T00:00Z', 1)).toEqual(['2128-02-29T00:00Z'])
  })

  it('[F96] no later than the year 9999', () => {
    expect(iso(nextOccurrence(cron('0 8 31 12 *'), Date.parse('9999-01-01T00:00Z')))).toBe('9999-12-31T08:00Z')
    expect(() => nextOccurrence(cron('0 8 31 12 *'), Date.parse('9999-12-31T12:00Z'))).toThrow(
      'nothing to happen any more',
    )
  })
})

/** A cron line and, read by hand, what it names. */
interface Line {
  readonly line: string
  readonly names: (date: string, time: string) => boolean
}

const among = (most: number, least = 0): fc.Arbitrary<readonly number[] | undefined> =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant(undefined) },
    { weight: 3, arbitrary: fc.uniqueArray(fc.integer({ min: least, max: most }), { minLength: 1, maxLength: 4 }) },
  )

const anyLine: fc.Arbitrary<Line> = fc
  .tuple(
    fc.oneof(among(59), fc.constantFrom<readonly number[]>([0, 15, 30, 45], [0], [1, 59])),
    fc.oneof(among(23), fc.constantFrom<readonly number[]>([0, 1, 2], [23, 0, 1, 2, 3])),
    among(31, 1),
    among(6),
  )
  .map(([minutes, hours, days, weekdays]) => ({
    line: [minutes, hours, days, undefined, weekdays].map((field) => field?.join(',') ?? '*').join(' '),
    names(date, time) {
      const byDay = days?.includes(Number(date.slice(8)))
      const byWeekday = weekdays?.includes(new Date(`${date}T12:00Z`).getUTCDay())
      return (
        (minutes?.includes(Number(time.slice(3))) ?? true) &&
        (hours?.includes(Number(time.slice(0, 2))) ?? true) &&
        (days && weekdays ? byDay || byWeekday : (byDay ?? byWeekday ?? true)) === true
      )
    },
  }))

/** Looks at the wall every minute; whatever the clocks have passed since it last looked is due, once. */
function scan({ names }: Line, zone: string, from: number, days: number): number[] {
  const found: number[] = []
  const wallAt = (at: number): number => {
    const { date, time } = shown(at, zone)
    return Date.parse(`${date}T${time}Z`)
  }
  let passed = wallAt(from)
  // What the clocks showed before, in case they show it again.
  for (let before = from - 25 * 60 * MINUTE; before < from; before += MINUTE) passed = Math.max(passed, wallAt(before))
  for (let at = from + MINUTE; at <= from + days * DAY; at += MINUTE) {
    const wall = wallAt(at)
    let isDue = false
    for (let minute = passed + MINUTE; minute <= wall; minute += MINUTE) {
      const text = new Date(minute).toISOString()
      isDue ||= names(text.slice(0, 10), text.slice(11, 16))
    }
    if (isDue) found.push(at)
    passed = Math.max(passed, wall)
  }
  return found
}

describe('agreement with somebody who looks at the clock every minute', () => {
  it('[F95] over the nights on which clocks change', () => {
    fc.assert(
      fc.property(anyLine, anyZone, anyInstant, (line, zone, from) => {
        const end = from + 3 * DAY
        const schedule = cron(line.line, zone)
        const found: number[] = []
        for (let at = nextOccurrence(schedule, from); at <= end; at = nextOccurrence(schedule, at)) found.push(at)
        expect(found).toEqual(scan(line, zone, from, 3))
      }),
      { numRuns: 100 * SIZE },
    )
  })

  it('[F95] a later question has no earlier answer, and none lies between', () => {
    fc.assert(
      fc.property(anyLine, anyZone, anyMoment, fc.integer({ min: 0, max: 3 * DAY }), (line, zone, after, by) => {
        const schedule = cron(line.line, zone)
        const next = nextOccurrence(schedule, after)
        expect(next).toBeGreaterThan(after)
        const later = nextOccurrence(schedule, after + by)
        if (after + by < next) expect(later).toBe(next)
        else expect(later).toBeGreaterThan(next)
      }),
      { numRuns: 500 },
    )
  })

  it('[F95] a day has one morning, in every zone and year', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 1975, max: 2060 }), (zone, year) => {
        const daily = cron('30 2 * * *', zone)
        let many = 0
        for (let at = Date.UTC(year, 0, 1); ; many += 1) {
          at = nextOccurrence(daily, at)
          if (at > Date.UTC(year + 1, 0, 1)) break
        }
        const days = (Date.UTC(year + 1, 0, 1) - Date.UTC(year, 0, 1)) / DAY
        expect(Math.abs(many - days)).toBeLessThanOrEqual(1)
      }),
      { numRuns: 20 },
    )
  })
})
