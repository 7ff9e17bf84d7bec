// A length of time as an amount of one unit, and back to the text that an expression keeps.
export const spanUnits = ['minutes', 'hours', 'days'] as const
export type SpanUnit = (typeof spanUnits)[number]

const minutesIn: Record<SpanUnit, number> = { minutes: 1, hours: 60, days: 1440 }
const simple = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/

/** The largest unit that says it in whole numbers; undefined when it has seconds or is no length of time. */
export function readSpan(text: string): { readonly amount: number; readonly unit: SpanUnit } | undefined {
  const match = simple.exec(text)
  if (!match || text === 'P' || text.endsWith('T')) return undefined
  const minutes = Number(match[1] ?? 0) * 1440 + Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0)
  const unit = minutes === 0 ? 'hours' : minutes % 1440 === 0 ? 'days' : minutes % 60 === 0 ? 'hours' : 'minutes'
  return { amount: minutes / minutesIn[unit], unit }
}

/** Hours are the largest unit, as the engine writes it: `PT48H`. */
export function writeSpan(amount: number, unit: SpanUnit): string {
  const minutes = Math.round(amount * minutesIn[unit])
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return `PT${hours ? `${hours}H` : ''}${rest ? `${rest}M` : ''}${minutes === 0 ? '0S' : ''}`
}
