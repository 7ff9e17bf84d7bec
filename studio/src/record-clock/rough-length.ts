// A length of time as it is told at a glance: two units of it.

const clock = /^-?PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/

/**
 * Of hours, minutes and seconds, without the sign. From two days on days and hours, unless it is working time, of which a day is no day
 * of 24 hours; of less than a minute seconds.
 */
export function roughLength(iso: string, isWorking: boolean): string {
  const parts = clock.exec(iso)
  if (!parts) return iso
  const [hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((part) => Math.trunc(Number(part ?? 0)))
  if (!isWorking && hours >= 48) return `P${Math.trunc(hours / 24)}D${hours % 24 > 0 ? `T${hours % 24}H` : ''}`
  if (hours > 0) return `PT${hours}H${minutes > 0 ? `${minutes}M` : ''}`
  return minutes > 0 ? `PT${minutes}M` : `PT${seconds}S`
}
