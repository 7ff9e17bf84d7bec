// Working time by the calendars of a tenant. Carries the engine's calendars.
import { businessTimeBetween, newCalendar } from '@molde/engine'
import type { Calendar } from '../api/calendars-api.ts'
import type { Passed } from './read-clock.ts'

/** By the calendar's name. */
export function passedBy(calendars: readonly Calendar[]): ReadonlyMap<string, Passed> {
  return new Map(
    calendars.map(({ name, zone, week, holidays, exceptions }) => {
      const calendar = newCalendar({ zone, week, holidays, exceptions })
      return [name, (from: number, to: number) => businessTimeBetween(calendar, from, to)] as const
    }),
  )
}
