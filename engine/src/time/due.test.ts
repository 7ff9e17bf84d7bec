// Is a timer due when its definition says, never before, and does it remind in time?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyCalendar, anyMoment, anyZone } from '../../test/any-calendar.ts'
import { readOrRefuse, refusalsOf } from '../../test/refusals.ts'
import { wallTime } from '../zone-time.ts'
import { newCalendar } from './business-calendar.ts'
import { type DueSituation, dueOf, newDueRule } from './due.ts'
import { isOpen } from './open-stretches.ts'

const hours = [{ opens: '09:00', closes: '18:00' }]
const calendar = newCalendar({
  zone: 'America/Sao_Paulo',
  week: { monday: hours, tuesday: hours, wednesday: hours, thursday: hours, friday: hours },
})
const iso = (at: number): string => new Date(at).toISOString().replace(':00.000Z', 'Z')
const asked = (document: unknown, situation: Partial<DueSituation> = {}) => {
  const entered = Date.parse('2026-11-20T13:00Z')
  const due = dueOf(newDueRule(document), { entered, zone: 'America/Sao_Paulo', calendar, ...situation })
  return due && [iso(due.due), ...due.reminders.map(iso)]
}
const refusals = (wrong: unknown): readonly string[] => refusalsOf(() => newDueRule(wrong))

describe('a definition', () => {
  it.each<[unknown, readonly string[]]>([
    [{}, [' bad-timer']],
    [null, [' not-object']],
    [{ after: 'PT1H', at: 'f1' }, [' bad-timer']],
    [{ after: 'PT0S' }, ['/after duration-zero']],
    [{ after: '-PT1H' }, ['/after duration-negative']],
    [{ after: 60 }, ['/after duration-form']],
    [{ after: 'PT1H', offset: 'PT1H' }, ['/offset timer-offset']],
    [{ after: 'PT1H', event: 'e1' }, ['/event unknown-member']],
    [{ at: '' }, ['/at length-out-of-range']],
    [{ at: 4 }, ['/at not-text']],
    [{ at: 'f\u0000' }, ['/at unstorable-text']],
    [{ at: 'f1', offset: '1h' }, ['/offset duration-form']],
    [{ at: 'f1', calendar: ['x'] }, ['/calendar not-text']],
    [{ at: 'f1', remind: 'PT1H' }, ['/remind not-list']],
    [{ at: 'f1', remind: Array(11).fill('PT1H') }, ['/remind count-out-of-range']],
    [{ at: 'f1', remind: ['PT1H', '-PT1H', 'PT0S'] }, ['/remind/1 duration-negative', '/remind/2 duration-zero']],
    [{ at: 'f1', offset: 'PT0S', remind: ['P1W'], calendar: 'office' }, []],
  ])('[F88] %j', (document, expected) => {
    expect(refusals(document)).toEqual(expected)
  })

  it('[F88] whatever is sent is a definition or a refusal', () => {
    fc.assert(
      fc.property(fc.anything(), (wrong) => {
        for (const document of [
          wrong,
          { after: wrong },
          { at: wrong, offset: wrong, remind: wrong },
          { at: 'f1', remind: [wrong] },
        ])
          readOrRefuse(() => newDueRule(document))
      }),
    )
  })
})

describe('after a state was entered', () => {
  it.each([
    ['PT4H', undefined, '2026-11-20T17:00Z'],
    ['PT9H', 'office', '2026-11-23T13:00Z'],
    ['P2D', undefined, '2026-11-22T13:00Z'],
    ['P2D', 'office', '2026-11-24T13:00Z'],
    ['P1M', undefined, '2026-12-20T13:00Z'],
    ['P1M', 'office', '2026-12-21T12:00Z'],
  ])('[F89] %s by %s', (after, name, due) => {
    expect(asked({ after, ...(name && { calendar: name }) })).toEqual([due])
  })

  it('[F89] to the millisecond', () => {
    const entered = Date.parse('2026-11-20T13:00:00.001Z')
    expect(dueOf(newDueRule({ after: 'PT0.001S' }), { entered, zone: 'UTC' })).toEqual({
      due: entered + 1,
      reminders: [],
    })
  })
})

describe('at a field', () => {
  it.each<[string, object, unknown, readonly string[] | undefined]>([
    ['a moment', {}, '2026-11-25T15:30:00.000Z', ['2026-11-25T15:30Z']],
    ['a date is its beginning', {}, '2026-11-25', ['2026-11-25T03:00Z']],
    ['and a day later its end', { offset: 'P1D' }, '2026-11-25', ['2026-11-26T03:00Z']],
    ['two days before', { offset: '-P2D' }, '2026-11-25', ['2026-11-23T03:00Z']],
    ['the morning before', { offset: '-PT16H' }, '2026-11-25', ['2026-11-24T11:00Z']],
    ['a date that begins at one', {}, '2018-11-04', ['2018-11-04T03:00Z']],
    ['by a calendar', { calendar: 'office' }, '2026-11-25', ['2026-11-25T12:00Z']],
    ['by a calendar, on Sunday', { calendar: 'office' }, '2026-11-22', ['2026-11-23T12:00Z']],
    ['a moment on Sunday', { calendar: 'office' }, '2026-11-22T15:00:00.000Z', ['2026-11-23T12:00Z']],
    ['two working days before', { calendar: 'office', offset: '-P2D' }, '2026-11-25', ['2026-11-23T12:00Z']],
    ['two working days before Sunday', { calendar: 'office', offset: '-P2D' }, '2026-11-22', ['2026-11-19T12:00Z']],
    ['four working hours before', { calendar: 'office', offset: '-PT4H' }, '2026-11-23', ['2026-11-20T17:00Z']],
    ['empty', {}, undefined, undefined],
    ['null', {}, null, undefined],
    ['no moment', {}, 'soon', undefined],
    ['a number', {}, 20261125, undefined],
    ['never', {}, '9999-12-31', ['9999-12-31T03:00Z']],
    ['after never', { offset: 'P1D' }, '9999-12-31', undefined],
    ['by a calendar after never', { offset: 'P1D', calendar: 'office' }, '9999-12-31', undefined],
    ['long ago', { offset: '-P1Y' }, '0001-02-01', undefined],
  ])('[F89] %s', (_, rule, value, expected) => {
    expect(asked({ at: 'f1', ...rule }, { value: value as string })).toEqual(expected)
  })

  it('[F89] days are those of the calendar where it has another zone', () => {
    const value = '2026-11-25'
    const zone = 'Asia/Kolkata'
    expect(asked({ at: 'f1' }, { value, zone })).toEqual(['2026-11-24T18:30Z'])
    expect(asked({ at: 'f1', calendar: 'office' }, { value, zone })).toEqual(['2026-11-25T12:00Z'])
  })

  it('[F89] a calendar that is not there is told', () => {
    expect(() => asked({ after: 'PT1H', calendar: 'gone' }, { calendar: undefined })).toThrow(RangeError)
  })
})

describe('reminders', () => {
  it('[F90] are in order, each once, and by the calendar of the timer', () => {
    const remind = ['PT1H', 'P2D', 'PT60M', 'P1D']
    const value = '2026-11-30T13:00:00.000Z'
    expect(asked({ at: 'f1', remind }, { value })).toEqual([
      '2026-11-30T13:00Z',
      '2026-11-28T13:00Z',
      '2026-11-29T13:00Z',
      '2026-11-30T12:00Z',
    ])
    expect(asked({ at: 'f1', remind: ['PT2H', 'P1D'], calendar: 'office' }, { value })).toEqual([
      '2026-11-30T13:00Z',
      '2026-11-27T13:00Z',
      '2026-11-27T20:00Z',
    ])
  })

  it('[F90] of what is due at closing time are in the hours that end', () => {
    expect(asked({ after: 'PT17H', calendar: 'office', remind: ['P1D', 'PT1H'] })).toEqual([
      '2026-11-23T21:00Z',
      '2026-11-20T21:00Z',
      '2026-11-23T20:00Z',
    ])
  })

  it('[F90] for which it is too late are left out', () => {
    expect(asked({ after: 'PT4H', remind: ['PT3H', 'PT4H', 'P1D'] })).toEqual([
      '2026-11-20T17:00Z',
      '2026-11-20T14:00Z',
    ])
  })
})

describe('laws', () => {
  const anyRule = fc.record({
    after: fc.constantFrom('PT1M', 'PT5H', 'P1D', 'P2DT3H', 'P1M', 'P1W'),
    remind: fc.subarray(['PT10M', 'PT26H', 'P1D', 'P1W']),
  })

  it('[F89] never due before it was meant, and by a calendar only where that is open or just closed', () => {
    fc.assert(
      fc.property(anyRule, anyMoment, anyZone, anyCalendar, (document, entered, zone, wire) => {
        const by = newCalendar(wire)
        const plain = dueOf(newDueRule(document), { entered, zone })
        const working = dueOf(newDueRule({ ...document, calendar: 'x' }), { entered, zone, calendar: by })
        const least = document.after === 'PT5H' ? 18_000_000 : 60_000
        for (const due of [plain, working]) {
          expect(due?.due).toBeGreaterThanOrEqual(entered + least)
          expect(due?.reminders.every((at) => at > entered && at < (due?.due ?? 0))).toBe(true)
          expect(due?.reminders).toEqual([...(due?.reminders ?? [])].sort((a, b) => a - b))
        }
        expect(isOpen(by, working?.due ?? 0) || isOpen(by, (working?.due ?? 0) - 1)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it('[F89] a date begins once, whatever the clocks do', () => {
    const anyDay = fc.integer({ min: Date.parse('2011-12-20'), max: Date.parse('2030-01-01') })
    fc.assert(
      fc.property(anyDay, anyZone, (at, zone) => {
        const value = new Date(at).toISOString().slice(0, 10)
        const { due = 0 } = dueOf(newDueRule({ at: 'f1' }), { entered: 0, zone, value }) ?? {}
        expect(wallTime(due, zone)).toBeGreaterThanOrEqual(Date.parse(value))
        expect(wallTime(due - 1, zone)).toBeLessThan(Date.parse(value))
      }),
      { numRuns: 1_000 },
    )
  })
})
