// Which minutes does a cron line of five fields name? crontab(5), and `L` for the last day of a month.
import type { Path } from '../errors.ts'
import type { Language } from '../issue-texts.ts'
import { type Refusing, shorten } from './refusing.ts'

/** What each field names, in order. */
export interface CronTimes {
  readonly minutes: readonly number[]
  readonly hours: readonly number[]
  /** Days of the month; `lastDay` is another way to be named. */
  readonly days: readonly number[]
  readonly lastDay: boolean
  /** From 1 to 12. */
  readonly months: readonly number[]
  /** From 0, Sunday, to 6. */
  readonly weekdays: readonly number[]
  /** Both fields of days begin with something else than `*`: a day that one of them names is named. */
  readonly eitherDay: boolean
}

interface Field {
  /** As the sentence of the refusal needs it. */
  readonly name: Record<Language, string>
  readonly least: number
  readonly most: number
  readonly names: readonly string[]
  readonly wish: string
}

const minute: Field = {
  name: { en: 'minute', 'pt-BR': 'o minuto', ru: 'минуты' },
  least: 0,
  most: 59,
  names: [],
  wish: '0, 0,30, */15, 10-20',
}
const hour: Field = {
  name: { en: 'hour', 'pt-BR': 'a hora', ru: 'часа' },
  least: 0,
  most: 23,
  names: [],
  wish: '8, 8,12, */2, 8-18',
}
const day: Field = {
  name: { en: 'day of the month', 'pt-BR': 'o dia do mês', ru: 'дня месяца' },
  least: 1,
  most: 31,
  names: [],
  wish: '1, 1,15, L, */2, 1-7',
}
const month: Field = {
  name: { en: 'month', 'pt-BR': 'o mês', ru: 'месяца' },
  least: 1,
  most: 12,
  names: ['', 'jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  wish: '1, jan,jul, */3, 3-5',
}
/** Sunday is 0 and 7. */
const weekday: Field = {
  name: { en: 'day of the week', 'pt-BR': 'o dia da semana', ru: 'дня недели' },
  least: 0,
  most: 7,
  names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'],
  wish: '1, mon,wed, mon-fri, 6-7',
}

/** Days of each month at most; 29 February comes. */
const longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const LONGEST_LINE = 500

export function readCron(from: Refusing, value: unknown, path: Path): CronTimes | undefined {
  const fields = typeof value === 'string' && value.length <= LONGEST_LINE ? value.trim().split(/\s+/) : []
  const [inMinute, inHour, inDay, inMonth, inWeekday, more] = fields
  if (inWeekday === undefined || more !== undefined) return from.refuse(path, 'cron-fields', { text: shorten(value) })
  const read = (text: string | undefined, field: Field): readonly number[] | undefined => {
    const numbers = readField(text as string, field)
    return numbers ?? from.refuse(path, 'cron-field', { text: shorten(text), field: field.name, wish: field.wish })
  }
  const { without, lastDay } = takeLastDay(inDay as string)
  const minutes = read(inMinute, minute)
  const hours = read(inHour, hour)
  const days = without === '' && lastDay ? [] : read(without, day)
  const months = read(inMonth, month)
  const weekdays = read(inWeekday, weekday)
  if (!minutes || !hours || !days || !months || !weekdays) return undefined
  const eitherDay = !inDay?.startsWith('*') && !inWeekday.startsWith('*')
  const times = { minutes, hours, days, lastDay, months, weekdays: inOrder(weekdays.map((one) => one % 7)), eitherDay }
  return everComes(times) ? times : from.refuse(path, 'cron-never', { text: shorten(value) })
}

/** Is this day of the calendar named? Months count from 1, `last` is the last day of its month. */
export function namesDay(
  times: CronTimes,
  date: { month: number; day: number; last: number; weekday: number },
): boolean {
  if (!times.months.includes(date.month)) return false
  const byDay = times.days.includes(date.day) || (times.lastDay && date.day === date.last)
  const byWeekday = times.weekdays.includes(date.weekday)
  return times.eitherDay ? byDay || byWeekday : byDay && byWeekday
}

/** 30 February never does. Every day that a month has is each day of the week sooner or later. */
function everComes({ days, lastDay, months, eitherDay }: CronTimes): boolean {
  if (lastDay || eitherDay) return true
  return months.some((one) => days.some((number) => number <= (longest[one - 1] as number)))
}

/** `L` may stand among other days. */
function takeLastDay(text: string): { without: string; lastDay: boolean } {
  const parts = text.split(',')
  const days = parts.filter((part) => part.toUpperCase() !== 'L')
  return { without: days.join(','), lastDay: days.length < parts.length }
}

function readField(text: string, field: Field): readonly number[] | undefined {
  const parts = text.split(',').map((part) => readPart(part, field))
  return parts.every((part) => part !== undefined) ? inOrder(parts.flat()) : undefined
}

/** `*`, `5`, `1-5`, and the latter two wide ones with `/2`. */
function readPart(text: string, field: Field): readonly number[] | undefined {
  const [range = '', step, more] = text.split('/')
  const ends = range === '*' ? ([field.least, field.most] as const) : readRange(range, field)
  const by = step === undefined ? 1 : readNumber(step)
  const isWide = range === '*' || range.includes('-')
  if (!ends || more !== undefined || by === undefined || by < 1 || by > field.most || (step !== undefined && !isWide))
    return undefined
  // Sunday is named by 0 already.
  const last = range === '*' && field === weekday ? 6 : ends[1]
  return Array.from({ length: Math.floor((last - ends[0]) / by) + 1 }, (_, i) => ends[0] + i * by)
}

function readRange(text: string, field: Field): readonly [number, number] | undefined {
  const [low, high, more] = text.split('-').map((end) => readEnd(end, field))
  if (low === undefined || more !== undefined) return undefined
  if (!text.includes('-')) return [low, low]
  if (high === undefined || text.split('-').length > 2) return undefined
  // A range of days of the week may end with Sunday by its name.
  const last = field === weekday && high === 0 && low > 0 ? 7 : high
  return low <= last ? [low, last] : undefined
}

function readEnd(text: string, field: Field): number | undefined {
  const named = text === '' ? -1 : field.names.indexOf(text.toLowerCase())
  const number = named < 0 ? readNumber(text) : named
  return number !== undefined && number >= field.least && number <= field.most ? number : undefined
}

function readNumber(text: string): number | undefined {
  return /^\d{1,2}$/.test(text) ? Number(text) : undefined
}

function inOrder(numbers: readonly number[]): readonly number[] {
  return [...new Set(numbers)].sort((a, b) => a - b)
}
