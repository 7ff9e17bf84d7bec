// A duration as days, hours and minutes to type, and back to ISO 8601.

export interface DurationParts {
  readonly days: number
  readonly hours: number
  readonly minutes: number
}

const simple = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/

/** Undefined when it says more than days, hours and minutes: then it is edited as text. */
export function readDuration(iso: string): DurationParts | undefined {
  const match = simple.exec(iso)
  if (!match || iso === 'P' || iso.endsWith('T')) return undefined
  return { days: Number(match[1] ?? 0), hours: Number(match[2] ?? 0), minutes: Number(match[3] ?? 0) }
}

/** Nothing at all is no duration; all zero is a duration of nothing. */
export function writeDuration({ days, hours, minutes }: DurationParts): string {
  const clock = `${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}`
  const text = `${days ? `${days}D` : ''}${clock ? `T${clock}` : ''}`
  return text ? `P${text}` : 'PT0M'
}
