// What in a transaction has to be worked out anew before it ends?
import type { Db } from '../store/store.ts'
import type { LookupReader } from './readers.ts'

export interface DirtyRecord {
  readonly no: number
  /** Name of its blueprint. */
  readonly blueprint: string
}

/** Records that show something of the record `to`. */
export interface FanOut {
  readonly to: number
  readonly shown: LookupReader['shown']
  readonly via: LookupReader['via']
}

export interface GoingRecord extends DirtyRecord {
  /** Somebody has written it: what its flow refuses is told to whoever did. Else its values only followed others. */
  readonly isWritten: boolean
}

export interface Dirty {
  readonly records: Map<number, DirtyRecord>
  readonly fanOuts: Map<string, FanOut>
  /** Written again so far, by row number. */
  readonly settled: Map<number, { readonly blueprint: string; readonly id: string; readonly rev: number }>
  /** Records whose flow may go on by itself because of what they hold now. */
  readonly going: Map<number, GoingRecord>
  /** How often each has gone on so far. */
  readonly gone: Map<number, number>
  /** How many records were looked at. */
  looked: number
}

/** A transaction that rolls back or runs anew is another one, and forgotten with what it had to do. */
const kept = new WeakMap<Db, Dirty>()

export function dirtyOf(tx: Db): Dirty | undefined {
  return kept.get(tx)
}

export function noteDirty(tx: Db, record: DirtyRecord): void {
  open(tx).records.set(record.no, record)
}

export function noteGoing(tx: Db, record: GoingRecord): void {
  const { going } = open(tx)
  const isWritten = record.isWritten || going.get(record.no)?.isWritten === true
  going.set(record.no, { ...record, isWritten })
}

export function noteFanOut(tx: Db, fanOut: FanOut): void {
  open(tx).fanOuts.set(`${fanOut.to} ${fanOut.shown.no} ${fanOut.via}`, fanOut)
}

/** Open pages hear of it after the commit. */
export function noteSettled(
  tx: Db,
  { no, ...record }: DirtyRecord & { readonly id: string; readonly rev: number },
): void {
  open(tx).settled.set(no, record)
}

function open(tx: Db): Dirty {
  const known = kept.get(tx)
  if (known) return known
  const fresh: Dirty = {
    records: new Map(),
    fanOuts: new Map(),
    settled: new Map(),
    going: new Map(),
    gone: new Map(),
    looked: 0,
  }
  kept.set(tx, fresh)
  return fresh
}
