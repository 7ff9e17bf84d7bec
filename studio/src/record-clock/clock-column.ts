// What is a promised time called where columns, orders and filters name it? As the API names it: `record.clocks.answer`.
import type { ListClock } from '../api/flows-api.ts'

/** What stands before the name of each. */
export const clockRoot = 'record.clocks.'

export function clockColumn({ name }: Pick<ListClock, 'name'>): string {
  return `${clockRoot}${name}`
}

export function isClockColumn(key: string): boolean {
  return key.startsWith(clockRoot)
}

/** What a list is put in order by where its column is: what runs out first comes first, and what does not run comes last. */
export function clockSort({ name }: Pick<ListClock, 'name'>): string {
  return `${clockRoot}${name}.dueAt`
}
