// What may have become of a run?

/**
 * `waiting`: to be done, or tried again. `done`: all of it was done. `skipped`: its condition did not hold, or there was nothing to do
 * it to. `refused`: something said no, and nothing was done. `failed`: given up after a fault. `stopped`: it would have gone on in a circle.
 */
export type RunStatus = 'waiting' | 'done' | 'skipped' | 'refused' | 'failed' | 'stopped'
export const runStatuses: readonly RunStatus[] = ['waiting', 'done', 'skipped', 'refused', 'failed', 'stopped']
