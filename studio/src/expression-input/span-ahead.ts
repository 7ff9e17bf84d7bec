// How far ahead does a condition look, in hours or days?
import { type ConditionValue, isReading, isValues } from './condition.ts'

/** Undefined of what is no moment that lies ahead of now. */
export function spanOf(
  value: ConditionValue | undefined,
): { readonly amount: number; readonly unit: 'hours' | 'days' } | undefined {
  if (value === undefined || isValues(value) || !isReading(value) || !('from' in value)) return undefined
  const { from, days = 0, hours = 0 } = value
  if (from !== 'now' || days < 0 || hours < 0 || days + hours === 0) return undefined
  return days > 0 ? { amount: days, unit: 'days' } : { amount: hours, unit: 'hours' }
}
