// In which line of its days does an entry stand, so that one of several days is one straight band?
import type { Day } from '../date-input/calendar-days.ts'
import { byTime, type Entry } from './calendar-entry.ts'

/** The lines of one day from the top; a hole is where a band of the neighbouring days leaves no use for the line. */
export type Lanes = readonly (Entry | undefined)[]

/** For each of the days, which follow each other. */
export function lanesOf(entries: readonly Entry[], days: readonly Day[]): readonly Lanes[] {
  const lanes: (Entry | undefined)[][] = days.map(() => [])
  for (const entry of [...entries].sort(byTime)) {
    const own = days.flatMap((day, place) => (entry.first <= day && day <= entry.last ? [place] : []))
    const lane = freeLane(own.map((place) => lanes[place] ?? []))
    for (const place of own) put(lanes[place] ?? [], lane, entry)
  }
  return lanes
}

function freeLane(days: readonly (readonly (Entry | undefined)[])[]): number {
  let lane = 0
  while (days.some((day) => day[lane] !== undefined)) lane += 1
  return lane
}

function put(day: (Entry | undefined)[], lane: number, entry: Entry): void {
  while (day.length < lane) day.push(undefined)
  day[lane] = entry
}

/**
 * How many lines of a week are shown when there is room for `room`. Once a day has more, every day of the week leaves its
 * last line for saying so: a band must not vanish on one day and come back, without its name, on the next.
 */
export function shownLines(week: readonly Lanes[], room: number): number {
  return week.every((lanes) => lanes.length <= room) ? room : Math.max(0, room - 1)
}

export function cutLanes(lanes: Lanes, lines: number): { readonly shown: Lanes; readonly hidden: number } {
  return { shown: lanes.slice(0, lines), hidden: lanes.slice(lines).filter((entry) => entry !== undefined).length }
}
