// Are lengths of time read, refused, written and said as people and ISO 8601 write them?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyDuration } from '../../test/any-calendar.ts'
import { type Issue, MoldeError, sayIssue } from '../errors.ts'
import { languages } from '../issue-texts.ts'
import { clockDuration, clockOf, type DurationRules, durationText, noDuration, parseDuration } from './duration.ts'
import { sayDuration, sayOffset, saySpan } from './say-duration.ts'

const refusal = (text: string, rules?: DurationRules): Issue | undefined => {
  try {
    parseDuration(text, rules)
    return undefined
  } catch (error) {
    return (error as MoldeError).issues[0]
  }
}

describe('reading', () => {
  it.each([
    ['PT4H', { hours: 4 }],
    ['P2D', { days: 2 }],
    ['P1M', { months: 1 }],
    ['PT1M', { minutes: 1 }],
    ['P1DT2H', { days: 1, hours: 2 }],
    ['P3W', { weeks: 3 }],
    ['P1Y2M3DT4H5M6.789S', { years: 1, months: 2, days: 3, hours: 4, minutes: 5, seconds: 6.789 }],
    ['+PT90M', { minutes: 90 }],
    ['P100Y', { years: 100 }],
  ])('[F80] %s', (text, parts) => {
    expect(parseDuration(text)).toEqual({ ...noDuration, ...parts })
  })

  it.each([
    '',
    'P',
    'PT',
    'P1DT',
    '4H',
    'PT4',
    'P4H',
    'PT1D',
    'P1D2M',
    'PT1S1M',
    'p1d',
    'PT 4H',
    'PT4H ',
    '--PT4H',
    'P-1D',
    '1h30m',
    'P9999999999D',
    'PT0x1H',
    'PTNaNH',
    `P${'1'.repeat(100)}D`,
    'P١D',
  ])('[F80] %j is none', (text) => {
    expect(refusal(text)?.code).toBe('duration-form')
  })

  it.each([
    ['PT1.5H', 'duration-fraction'],
    ['P0.5D', 'duration-fraction'],
    ['PT1,5S', 'duration-fraction'],
    ['PT1.0005S', 'duration-fraction'],
    ['-PT4H', 'duration-negative'],
    ['PT0S', 'duration-zero'],
    ['P0D', 'duration-zero'],
    ['P1W2D', 'duration-weeks-mixed'],
    ['P1WT1H', 'duration-weeks-mixed'],
    ['P1M1W', 'duration-weeks-mixed'],
    ['P101Y', 'duration-too-long'],
    ['P1201M', 'duration-too-long'],
    ['P999999D', 'duration-too-long'],
    ['PT999999999H', 'duration-too-long'],
    ['PT9999999999S', 'duration-too-long'],
  ])('[F80] %s is refused as %s', (text, code) => {
    const refused = refusal(text) as Issue
    expect(refused.code).toBe(code)
    for (const language of languages) expect(sayIssue(refused, language)).not.toMatch(/[{}]/)
  })

  it('[F80] what is no text is refused, and the wish is told', () => {
    expect(() => parseDuration(4 as unknown as string)).toThrow('“4” is no length of time')
    expect(sayIssue(refusal('P1W2DT3H') as Issue, 'en')).toBe('Weeks stand alone. Write P9DT3H instead of P1W2DT3H.')
  })

  it('[F80] back in time, and none, only where that says something', () => {
    expect(parseDuration('-P1DT2H', { negative: true })).toEqual({ ...noDuration, days: 1, hours: 2, negative: true })
    expect(parseDuration('PT0S', { zero: true })).toEqual(noDuration)
    expect(parseDuration('-PT0S', { zero: true, negative: true })).toEqual(noDuration)
    expect(refusal('-PT0S', { negative: true })?.code).toBe('duration-zero')
    expect(refusal('-PT1H', { zero: true })?.code).toBe('duration-negative')
  })
})

describe('writing', () => {
  it('[F80] what was read is written as it was said, without its zeros', () => {
    expect(durationText(parseDuration('P01Y0M1DT090M'))).toBe('P1Y1DT90M')
    expect(durationText(parseDuration('PT1.500S'))).toBe('PT1.5S')
    expect(durationText(noDuration)).toBe('PT0S')
  })

  it('[F80] what is written is read as the same', () => {
    fc.assert(
      fc.property(anyDuration, fc.boolean(), (parts, negative) => {
        const duration = { ...parts, negative: negative && durationText(parts) !== 'PT0S' }
        expect(parseDuration(durationText(duration), { negative: true, zero: true })).toEqual(duration)
      }),
    )
  })

  it('[F80] milliseconds as hours, minutes and seconds', () => {
    expect(durationText(clockDuration(90_061_001))).toBe('PT25H1M1.001S')
    expect(durationText(clockDuration(-60_000))).toBe('-PT1M')
    fc.assert(fc.property(fc.integer({ min: 0, max: 10 ** 13 }), (ms) => clockOf(clockDuration(ms)) === ms))
  })
})

describe('saying', () => {
  it.each([
    ['P1D', '1 day', '1 dia', '1 день'],
    ['P2D', '2 days', '2 dias', '2 дня'],
    ['P5D', '5 days', '5 dias', '5 дней'],
    ['P21D', '21 days', '21 dias', '21 день'],
    ['P11M', '11 months', '11 meses', '11 месяцев'],
    ['P1M', '1 month', '1 mês', '1 месяц'],
    ['P22Y', '22 years', '22 anos', '22 года'],
    ['P25Y', '25 years', '25 anos', '25 лет'],
    ['P1W', '1 week', '1 semana', '1 неделя'],
    ['P3W', '3 weeks', '3 semanas', '3 недели'],
    ['P12W', '12 weeks', '12 semanas', '12 недель'],
    ['PT1.5S', '1.5 seconds', '1,5 segundo', '1,5 секунды'],
    ['PT1H', '1 hour', '1 hora', '1 час'],
    ['P1DT2H', '1 day and 2 hours', '1 dia e 2 horas', '1 день и 2 часа'],
    ['P1DT2H31M', '1 day, 2 hours and 31 minutes', '1 dia, 2 horas e 31 minutos', '1 день, 2 часа и 31 минута'],
  ])('[F81] %s', (text, en, pt, ru) => {
    const duration = parseDuration(text)
    expect(languages.map((language) => sayDuration(duration, language))).toEqual([en, pt, ru])
  })

  it.each([
    ['P2D', '2 days after', '2 dias depois', 'через 2 дня'],
    ['-P2D', '2 days before', '2 dias antes', 'за 2 дня до'],
    ['PT1M', '1 minute after', '1 minuto depois', 'через 1 минуту'],
    ['-P1DT21M', '1 day and 21 minutes before', '1 dia e 21 minutos antes', 'за 1 день и 21 минуту до'],
    ['-P1W', '1 week before', '1 semana antes', 'за 1 неделю до'],
    ['PT1S', '1 second after', '1 segundo depois', 'через 1 секунду'],
  ])('[F81] %s from a moment', (text, en, pt, ru) => {
    const duration = parseDuration(text, { negative: true })
    expect(languages.map((language) => sayOffset(duration, language))).toEqual([en, pt, ru])
  })

  it('[F81] after a word that asks for the accusative', () => {
    const duration = parseDuration('P1DT1M')
    expect(languages.map((language) => saySpan(duration, language))).toEqual([
      '1 day and 1 minute',
      '1 dia e 1 minuto',
      '1 день и 1 минуту',
    ])
  })

  it('[F81] none is no seconds', () => {
    expect(languages.map((language) => sayDuration(noDuration, language))).toEqual([
      '0 seconds',
      '0 segundo',
      '0 секунд',
    ])
  })
})
