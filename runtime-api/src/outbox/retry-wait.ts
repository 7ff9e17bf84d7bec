// How long until a failed delivery is tried again? Longer each time, and never for many at the same moment.

const first = 1_000
const longest = 4 * 60 * 60_000

/** 1 s, 4 s, 16 s … to four hours, a fifth more or less. `chance` is from 0 to 1. */
export function retryWait(attempts: number, chance: number, asked = 0): number {
  const wait = Math.min(longest, first * 4 ** Math.max(0, attempts - 1))
  return Math.round(Math.max(wait, Math.min(asked, longest)) * (0.8 + 0.4 * chance))
}
