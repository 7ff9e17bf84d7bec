// What was measured, held against what is promised: said in words, and the command fails where something is over its limit.

export interface Limit {
  readonly what: string
  readonly measured: number
  /** What it may be at most. */
  readonly most: number
  readonly unit?: string
}

/** How it stands, in one sentence each; sets the exit code of the process to 1 where one is over its limit. */
export function holdTo(limits: readonly Limit[]): void {
  const round = (figure: number) => Math.round(figure * 1000) / 1000
  // What could not be measured is no proof.
  const isOver = ({ measured, most }: Limit) => !(measured <= most)
  const say = ({ what, measured, most, unit }: Limit) =>
    `${what}: ${round(measured)}${unit ? ` ${unit}` : ''}, at most ${round(most)}${unit ? ` ${unit}` : ''}`
  const over = limits.filter(isOver)
  console.log('')
  for (const limit of limits) console.log(`${isOver(limit) ? 'OVER  ' : 'within'}  ${say(limit)}`)
  console.log(
    over.length === 0 ? '\nEverything is within its limit.' : `\nOver the limit: ${over.length} of ${limits.length}.`,
  )
  if (over.length > 0) process.exitCode = 1
}
