// Is a schedule said as people say it?
import { expect, it } from 'vitest'
import { languages } from '../issue-texts.ts'
import { saySchedule } from './say-schedule.ts'
import { newSchedule } from './schedule.ts'

it.each<[object, string, string, string]>([
  [{ every: 'day', at: '08:00' }, 'every day at 08:00', 'todo dia às 08:00', 'каждый день в 08:00'],
  [{ every: 'day', at: '01:30' }, 'every day at 01:30', 'todo dia à 01:30', 'каждый день в 01:30'],
  [
    { every: 'week', on: ['wednesday'], at: '08:00' },
    'every Wednesday at 08:00',
    'toda quarta-feira às 08:00',
    'каждую среду в 08:00',
  ],
  [
    { every: 'week', on: ['sunday', 'monday', 'friday'], at: '08:00' },
    'every Monday, Friday and Sunday at 08:00',
    'às segundas-feiras, às sextas-feiras e aos domingos às 08:00',
    'по понедельникам, по пятницам и по воскресеньям в 08:00',
  ],
  [
    { every: 'month', on: [1], at: '08:00' },
    'every month on day 1 at 08:00',
    'todo mês no dia 1 às 08:00',
    'каждый месяц 1 числа в 08:00',
  ],
  [
    { every: 'month', on: [15, 1, 'last'], at: '08:00' },
    'every month on days 1 and 15 and on the last day at 08:00',
    'todo mês nos dias 1 e 15 e no último dia às 08:00',
    'каждый месяц 1 и 15 числа и в последний день в 08:00',
  ],
  [
    { every: 'month', on: ['last'], at: '18:00' },
    'every month on the last day at 18:00',
    'todo mês no último dia às 18:00',
    'каждый месяц в последний день в 18:00',
  ],
  [
    { cron: '0 8,12,18 * * *' },
    'every day at 08:00, 12:00 and 18:00',
    'todo dia às 08:00, 12:00 e 18:00',
    'каждый день в 08:00, 12:00 и 18:00',
  ],
  [
    { cron: '*/5 * * * *' },
    'by the cron line */5 * * * *',
    'pela linha cron */5 * * * *',
    'по строке cron */5 * * * *',
  ],
])('[F97] %j', (document, ...said) => {
  const schedule = newSchedule({ ...document, zone: 'UTC' })
  expect(languages.map((language) => saySchedule(schedule, language))).toEqual(said)
})

it.each(['0 8 1 1 *', '0 8 13 * 5', '0 8 1-31 * 1', '0 8 1 * 0-6', '0 8 */2 * */2', '0 8 1 * */2'])(
  '[F97] %s has no plain sentence',
  (cron) => {
    expect(saySchedule(newSchedule({ cron, zone: 'UTC' }), 'en')).toBe(`by the cron line ${cron}`)
  },
)
