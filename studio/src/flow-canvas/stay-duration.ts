// A length of time as one number with one unit: roughly, as it stands on a drawing.
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** ISO 8601: minutes below two hours, hours below two days, else days. */
export function stayDuration(ms: number): string {
  if (ms < 2 * hour) return `PT${Math.max(1, Math.round(ms / minute))}M`
  return ms < 2 * day ? `PT${Math.round(ms / hour)}H` : `P${Math.round(ms / day)}D`
}
