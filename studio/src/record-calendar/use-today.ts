// Which day and what time is it on the clocks of a zone, as long as somebody looks?
import { useEffect, useState } from 'react'
import { toLocal } from '../field-value/local-datetime.ts'
import type { Day } from './calendar-days.ts'

export interface Today {
  readonly day: Day
  /** Minutes after midnight. */
  readonly minutes: number
}

export function useToday(zone: string): Today {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return todayIn(zone, now)
}

function todayIn(zone: string, now: number): Today {
  const local = toLocal(new Date(now).toISOString(), zone) ?? '1970-01-01T00:00'
  return { day: local.slice(0, 10), minutes: Number(local.slice(11, 13)) * 60 + Number(local.slice(14, 16)) }
}
