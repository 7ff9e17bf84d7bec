// Are months, weeks, days and hours said as their readers say them?
import { expect, it } from 'vitest'
import { makeCalendarWords } from './calendar-words.ts'

/** Intl writes no-break and thin spaces in places that move between versions of the language data. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f\u2009]/g, ' ')
const week = ['2026-11-29', '2026-12-05']

it.each([
  ['en', 'November 2026', 'Nov 29 – Dec 5, 2026', 'Thursday, November 26, 2026', 'December 1', '9 AM', '9:30 AM'],
  [
    'pt-BR',
    'Novembro de 2026',
    '29 de nov. – 5 de dez. de 2026',
    'Quinta-feira, 26 de novembro de 2026',
    '1 de dezembro',
    '09:00',
    '09:30',
  ],
  ['ru', 'Ноябрь 2026 г.', '29 нояб. – 5 дек. 2026 г.', 'Четверг, 26 ноября 2026 г.', '1 декабря', '09:00', '09:30'],
])('speaks %s', (language, month, range, day, date, hour, clock) => {
  const words = makeCalendarWords(language)
  const said = [
    words.title([], '2026-11-26', 'month'),
    words.title(week, '2026-11-30', 'week'),
    words.title([], '2026-11-26', 'day'),
    words.date('2026-12-01', true),
    words.hour(9),
    words.clock(570),
  ]
  expect(said.map(plain)).toEqual([month, range, day, date, hour, clock])
})
