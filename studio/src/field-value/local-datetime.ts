// A moment as the clocks of the tenant's zone show it, for an input, and back.
import { instantOf, localTime } from '@molde/engine'

const dayOf = 86_400_000

/** `2026-11-20T12:00:00.000Z` in São Paulo → `2026-11-20T09:00`. */
export function toLocal(instant: string, zone: string): string | undefined {
  const at = Date.parse(instant)
  if (Number.isNaN(at)) return undefined
  const { date, time } = localTime(at, zone)
  const clock = new Date(time).toISOString().slice(11, 19)
  return `${date}T${clock.endsWith(':00') ? clock.slice(0, 5) : clock}`
}

/** `2026-11-20T09:00` in São Paulo → `2026-11-20T12:00:00.000Z`; undefined when it is no moment. */
export function fromLocal(local: string, zone: string): string | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2}))?/.exec(local)
  if (!match || Number.isNaN(Date.parse(`${match[1]}T00:00:00Z`))) return undefined
  const [hours, minutes, seconds] = [match[2], match[3], match[4] ?? 0].map(Number) as [number, number, number]
  const time = ((hours * 60 + minutes) * 60 + seconds) * 1000
  if (time >= dayOf || minutes > 59 || seconds > 59) return undefined
  return new Date(instantOf({ date: match[1] as string, time }, zone)).toISOString()
}
