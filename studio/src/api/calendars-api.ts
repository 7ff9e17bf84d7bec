// When somebody is at work: the business calendars of this workspace.
import type { WireCalendar, WireOpenHours } from '@molde/engine'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Label } from '../text/say-label.ts'
import { get, newIdempotencyKey, type Page, patch, path, post, remove } from './api-client.ts'
import { keys } from './query-client.ts'

export type OpenHours = WireOpenHours
export type Week = WireCalendar['week']
export type Holiday = NonNullable<WireCalendar['holidays']>[number]

export interface Calendar {
  readonly name: string
  readonly label: Label | null
  /** Its own, or the workspace's. */
  readonly zone: string
  readonly ownZone: boolean
  readonly week: Week
  readonly holidays: readonly Holiday[]
  readonly exceptions: NonNullable<WireCalendar['exceptions']>
  /** Names of flows. */
  readonly usedBy: readonly string[]
}

export interface CalendarWish {
  readonly label: Label
  /** Null: the workspace's. */
  readonly zone: string | null
  readonly week: Week
  readonly holidays: readonly Holiday[]
}

const at = (tenant: string, ...steps: readonly string[]) => path('tenants', tenant, 'calendars', ...steps)

export const readCalendars = (tenant: string) => get<Page<Calendar>>(at(tenant))

export function useCalendars(tenant: string) {
  return useQuery({ queryKey: keys.calendars(tenant), queryFn: () => readCalendars(tenant) })
}

/** With a name it is changed, without one it is new and gets `called`. */
export function useSaveCalendar(tenant: string) {
  return useChange(
    tenant,
    ({
      name,
      called,
      wish,
    }: {
      readonly name: string | undefined
      readonly called: string
      readonly wish: CalendarWish
    }) =>
      name === undefined
        ? post<Calendar>(at(tenant), { name: called, ...wish }, { idempotencyKey: newIdempotencyKey() })
        : patch<Calendar>(at(tenant, name), wish),
  )
}

export function useDeleteCalendar(tenant: string) {
  return useChange(tenant, (name: string) => remove(at(tenant, name)))
}

function useChange<Wish, Answer>(tenant: string, mutationFn: (wish: Wish) => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSettled: () => client.invalidateQueries({ queryKey: keys.calendars(tenant) }),
  })
}
