/**
 * The milliseconds that the processor spends on a piece of work.
 * A limit on work is held against these, not against the clock: what else the machine does at the time is not counted.
 */
export function busyTime(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
