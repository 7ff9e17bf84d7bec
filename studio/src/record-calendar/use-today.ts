// Which day and what time is it on the clocks of a zone, as long as somebody looks?
import { localTime } from '@molde/engine'
import { useEffect, useState } from 'react'
import type { Day } from '../date-input/calendar-days.ts'

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
  const { date, time } = localTime(now, zone)
  return { day: date, minutes: Math.floor(time / 60_000) }
}
