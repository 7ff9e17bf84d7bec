// Does a clock that counts by a calendar stand still while nobody is at work?
import { expect, it } from 'vitest'
import type { Calendar } from '../api/calendars-api.ts'
import { readClock } from './read-clock.ts'
import { passedBy } from './working-time.ts'

const hours = [{ opens: '09:00', closes: '17:00' }]
const office: Calendar = {
  ...{ name: 'office', label: null, zone: 'UTC', ownZone: true, exceptions: [], usedBy: [] },
  week: { monday: hours, tuesday: hours },
  holidays: [],
}

it('goes on with the next opening hour', () => {
  const passed = passedBy([office]).get('office')
  if (!passed) throw new Error('no calendar')
  const monday = Date.UTC(2026, 10, 2, 16)
  const told = { status: 'runs', remaining: 'PT3H', toldAt: monday } as const
  const left = (at: number) => readClock(told, at, passed).left / 3_600_000
  expect([
    left(monday),
    left(monday + 3_600_000),
    left(Date.UTC(2026, 10, 3, 8)),
    left(Date.UTC(2026, 10, 3, 12)),
  ]).toEqual([3, 2, 2, -1])
  expect(readClock(told, Date.UTC(2026, 10, 3, 12), passed).way).toBe('late')
})
