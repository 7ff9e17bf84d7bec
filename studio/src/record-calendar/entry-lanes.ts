// In which line of its days does an entry stand, so that one of several days is one straight band?
import type { Day } from './calendar-days.ts'
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

/** What fits into `room` lines. When not all does, the last line is left for saying how many more there are. */
export function shownLanes(lanes: Lanes, room: number): { readonly shown: Lanes; readonly hidden: number } {
  if (lanes.length <= room) return { shown: lanes, hidden: 0 }
  const shown = lanes.slice(0, Math.max(0, room - 1))
  return { shown, hidden: lanes.slice(shown.length).filter((entry) => entry !== undefined).length }
}
