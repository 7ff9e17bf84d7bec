// What does the clock on the wall show when somebody writes `09:30`, or `24:00` for the end of a day?

const SHAPE = /^([01]\d|2[0-3]):([0-5]\d)$/
const MINUTE = 60_000

/** Milliseconds since midnight; undefined when it is none. */
export function readTimeOfDay(text: unknown): number | undefined {
  const parts = typeof text === 'string' ? SHAPE.exec(text) : null
  return parts ? (Number(parts[1]) * 60 + Number(parts[2])) * MINUTE : undefined
}

/** As `readTimeOfDay`; `24:00` is midnight at the end of the day. */
export function readEndOfHours(text: unknown): number | undefined {
  return text === '24:00' ? 1440 * MINUTE : readTimeOfDay(text)
}

/** `09:30`; 24 hours are `24:00`. */
export function timeOfDayText(ms: number): string {
  const minutes = Math.floor(ms / MINUTE)
  const two = (part: number): string => String(part).padStart(2, '0')
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
