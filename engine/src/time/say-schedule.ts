// How is a schedule said to people?
import type { Language } from '../issue-texts.ts'
import type { CronTimes } from './cron.ts'
import type { Schedule } from './schedule.ts'
import { timeOfDayText } from './time-of-day.ts'

/** From Sunday on, as they stand after "every"; in Portuguese and Russian several are said otherwise. */
const days: Record<Language, { readonly one: readonly string[]; readonly several: readonly string[] }> = {
  en: {
    one: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
    several: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  },
  'pt-BR': {
    one: [
      'todo domingo',
      'toda segunda-feira',
      'toda terça-feira',
      'toda quarta-feira',
      'toda quinta-feira',
      'toda sexta-feira',
      'todo sábado',
    ],
    several: [
      'aos domingos',
      'às segundas-feiras',
      'às terças-feiras',
      'às quartas-feiras',
      'às quintas-feiras',
      'às sextas-feiras',
      'aos sábados',
    ],
  },
  ru: {
    one: [
      'каждое воскресенье',
      'каждый понедельник',
      'каждый вторник',
      'каждую среду',
      'каждый четверг',
      'каждую пятницу',
      'каждую субботу',
    ],
    several: [
      'по воскресеньям',
      'по понедельникам',
      'по вторникам',
      'по средам',
      'по четвергам',
      'по пятницам',
      'по субботам',
    ],
  },
}

const texts = {
  en: {
    daily: 'every day',
    weekly: (names: string) => `every ${names}`,
    monthly: 'every month ',
    day: (number: string) => `on day ${number}`,
    days: (numbers: string) => `on days ${numbers}`,
    last: 'on the last day',
    at: (day: string, times: string) => `${day} at ${times}`,
    and: ' and ',
    cron: (line: string) => `by the cron line ${line}`,
  },
  'pt-BR': {
    daily: 'todo dia',
    weekly: (names: string) => names,
    monthly: 'todo mês ',
    day: (number: string) => `no dia ${number}`,
    days: (numbers: string) => `nos dias ${numbers}`,
    last: 'no último dia',
    // One o'clock is one hour.
    at: (day: string, times: string) => `${day} ${times.startsWith('01') ? 'à' : 'às'} ${times}`,
    and: ' e ',
    cron: (line: string) => `pela linha cron ${line}`,
  },
  ru: {
    daily: 'каждый день',
    weekly: (names: string) => names,
    monthly: 'каждый месяц ',
    day: (number: string) => `${number} числа`,
    days: (numbers: string) => `${numbers} числа`,
    last: 'в последний день',
    at: (day: string, times: string) => `${day} в ${times}`,
    and: ' и ',
    cron: (line: string) => `по строке cron ${line}`,
  },
} as const satisfies Record<Language, object>

/** More times of day than this are no sentence. */
const MOST_TIMES = 4

/** `every Monday and Friday at 08:00`; of what plain members cannot say, the cron line. Where the clocks are is not said. */
export function saySchedule({ times, cron }: Schedule, language: Language): string {
  const said = texts[language]
  const clock = timesOf(times)
  const day = clock.length > MOST_TIMES ? undefined : sayDays(times, language)
  return day === undefined ? said.cron(cron) : said.at(day, list(clock, language))
}

function timesOf({ hours, minutes }: CronTimes): string[] {
  return hours.flatMap((hour) => minutes.map((minute) => timeOfDayText((hour * 60 + minute) * 60_000)))
}

/** Undefined when plain members could not say which days. */
function sayDays(times: CronTimes, language: Language): string | undefined {
  const { days: named, lastDay, months, weekdays, eitherDay } = times
  if (months.length < 12 || eitherDay) return undefined
  if (named.length === 31) return weekdays.length === 7 ? texts[language].daily : sayWeekdays(weekdays, language)
  return weekdays.length === 7 ? sayMonthDays(named, lastDay, language) : undefined
}

function sayWeekdays(weekdays: readonly number[], language: Language): string {
  const { one, several } = days[language]
  // A week of work begins on Monday.
  const inOrder = [...weekdays].sort((a, b) => ((a + 6) % 7) - ((b + 6) % 7))
  const names = inOrder.map((day) => (inOrder.length === 1 ? one : several)[day] as string)
  return texts[language].weekly(list(names, language))
}

function sayMonthDays(named: readonly number[], lastDay: boolean, language: Language): string {
  const said = texts[language]
  const numbers = list(named.map(String), language)
  const parts = [
    ...(numbers ? [named.length === 1 ? said.day(numbers) : said.days(numbers)] : []),
    ...(lastDay ? [said.last] : []),
  ]
  return said.monthly + parts.join(said.and)
}

function list(parts: readonly string[], language: Language): string {
  return parts.length < 2 ? (parts[0] ?? '') : parts.slice(0, -1).join(', ') + texts[language].and + parts.at(-1)
}
