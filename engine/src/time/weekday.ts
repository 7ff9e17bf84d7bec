// Which day of the week is a day, and what are they called in a document?
import { DAY } from './move-time.ts'

/** In the order of `Date.getUTCDay()`. */
export const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const
export type Weekday = (typeof weekdays)[number]

/** 0 is Sunday. The wall time is in milliseconds, as if it were UTC. */
export function weekdayOf(wall: number): number {
  // 1 January 1970 was a Thursday.
  return (((Math.floor(wall / DAY) + 4) % 7) + 7) % 7
}
