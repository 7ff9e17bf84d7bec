// When an automation by the clock comes next.
import { newSchedule, nextOccurrence } from '@molde/engine'
import type { WireTrigger } from '../api/automations-api.ts'

const shownMoments = 3

/** None while it is no schedule, or where it ends. */
export function nextMoments(
  { kind: _, zone: own, ...times }: WireTrigger,
  zone: string,
  now: number,
): readonly number[] {
  try {
    const schedule = newSchedule({ zone: own ?? zone, ...times })
    const moments: number[] = []
    for (let at = now; moments.length < shownMoments; moments.push(at)) at = nextOccurrence(schedule, at)
    return moments
  } catch {
    return []
  }
}
