import { expect, it } from 'vitest'
import { nextMoments } from './next-moments.ts'

const now = Date.parse('2026-11-27T12:00:00Z')
const told = (trigger: object) =>
  nextMoments({ kind: 'schedule', ...trigger }, 'Europe/Berlin', now).map((at) => new Date(at).toISOString())

it.each<[string, object, readonly string[]]>([
  [
    'by the clocks of the workspace',
    { every: 'day', at: '08:00' },
    ['2026-11-28T07:00:00.000Z', '2026-11-29T07:00:00.000Z', '2026-11-30T07:00:00.000Z'],
  ],
  [
    'by those of its own zone',
    { every: 'week', on: ['monday'], at: '08:00', zone: 'UTC' },
    ['2026-11-30T08:00:00.000Z', '2026-12-07T08:00:00.000Z', '2026-12-14T08:00:00.000Z'],
  ],
  ['of a line that is none', { cron: 'now and then' }, []],
  ['without a day', { every: 'week', on: [], at: '08:00' }, []],
])('the next three moments %s', (_, trigger, moments) => {
  expect(told(trigger)).toEqual(moments)
})
