// A length of time as one number of one unit to type, and back to ISO 8601.

export const lengthUnits = ['minutes', 'hours', 'days', 'weeks', 'months'] as const
type LengthUnit = (typeof lengthUnits)[number]

export interface Length {
  readonly amount: number
  readonly unit: LengthUnit
}

const letters: Record<LengthUnit, string> = { minutes: 'M', hours: 'H', days: 'D', weeks: 'W', months: 'M' }
const single = /^P(T)?(\d+)([MHDW])$/

/** Undefined when it is said in several units, in seconds or years: then it is edited as text. */
export function readLength(iso: string): Length | undefined {
  const [, clock, amount, letter] = single.exec(iso) ?? []
  const unit = lengthUnits.find((one) => letters[one] === letter && isOfClock(one) === (clock !== undefined))
  return unit && { amount: Number(amount), unit }
}

export function writeLength({ amount, unit }: Length): string {
  return `P${isOfClock(unit) ? 'T' : ''}${amount}${letters[unit]}`
}

const isOfClock = (unit: LengthUnit) => unit === 'minutes' || unit === 'hours'
