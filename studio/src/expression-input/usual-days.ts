// Which days are asked for most often, and how are they said as conditions that go along with the calendar?
import type { Condition } from './condition.ts'

export const usualDays = ['today', 'nextSeven', 'past'] as const
export type UsualDays = (typeof usualDays)[number]

const today = { from: 'today' } as const

/** All of them hold; the next seven days begin with today. */
export function daysAsked(field: string, days: UsualDays): readonly Condition[] {
  if (days === 'today') return [{ field, operator: '==', value: today }]
  if (days === 'past') return [{ field, operator: '<', value: today }]
  return [
    { field, operator: '>=', value: today },
    { field, operator: '<=', value: { ...today, days: 6 } },
  ]
}
