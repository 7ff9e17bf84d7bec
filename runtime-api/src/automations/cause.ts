// What does a transaction do because of an automation, and what follows from nothing at all?
import type { Db } from '../store/store.ts'

export interface Cause {
  /** The id of the run whose actions are being done. */
  readonly run: string
  /** Names of the automations that led here, that of the run last. */
  readonly chain: readonly string[]
}

const causes = new WeakMap<Db, Cause>()
const silent = new WeakSet<Db>()

export function causeOf(tx: Db): Cause | undefined {
  return causes.get(tx)
}

/** What is written in this transaction from now on follows from this run. */
export function causedBy(tx: Db, cause: Cause): void {
  causes.set(tx, cause)
}

/** What is written in this transaction sets nothing off: a job brings records to where a definition wants them. */
export function setNothingOff(tx: Db): void {
  silent.add(tx)
}

export function isSilent(tx: Db): boolean {
  return silent.has(tx)
}
