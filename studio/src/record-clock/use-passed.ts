// How much time passes for a clock between two moments? By a calendar of the tenant that is known only once it was read.
import { useQuery } from '@tanstack/react-query'
import { readCalendars } from '../api/calendars-api.ts'
import { keys } from '../api/query-client.ts'
import { everyMoment, type Passed } from './read-clock.ts'

const none: Passed = () => 0

/** Until its calendar is read a clock stands as it was told. Working time is the engine's: loaded where something counts by it. */
export function usePassed(tenant: string, calendar: string | undefined): Passed {
  const { data } = useQuery({
    queryKey: [...keys.calendars(tenant), 'passed'],
    queryFn: async () => {
      const [{ items }, { passedBy }] = await Promise.all([readCalendars(tenant), import('./working-time.ts')])
      return passedBy(items)
    },
    enabled: calendar !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  })
  return calendar === undefined ? everyMoment : (data?.get(calendar) ?? none)
}
