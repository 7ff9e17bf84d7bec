// What in a transaction has to be worked out anew before it ends?
import type { RelatedEffect } from '@molde/engine'
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

/** A step has asked for something to be done to other records. */
export interface ActingRecord extends DirtyRecord {
  /** The number of its flow. */
  readonly flow: number
  readonly effects: readonly RelatedEffect[]
  /** Hears which records each of them made, changed or moved. */
  readonly onDone?: (effect: RelatedEffect, ids: readonly string[]) => void
  /** The steps that led to it, its own last: `number event`. */
  readonly chain: readonly string[]
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
  readonly acts: ActingRecord[]
  /** The chain of the step whose acts are being done. */
  chain: readonly string[]
  /** Records that were made, changed or moved because of steps. */
  acted: number
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

/** `event`: what the step was, for those who would come round to it again. */
export function noteActs(tx: Db, { event, ...asked }: Omit<ActingRecord, 'chain'> & { readonly event: string }): void {
  if (asked.effects.length === 0) return
  const { acts, chain } = open(tx)
  acts.push({ ...asked, chain: [...chain, `${asked.no} ${event}`] })
}

/** What is noted meanwhile follows from these steps. */
export async function acting(tx: Db, chain: readonly string[], work: () => Promise<void>): Promise<void> {
  const dirty = open(tx)
  dirty.chain = chain
  await work()
  dirty.chain = []
}

export function countActed(tx: Db): number {
  const dirty = open(tx)
  dirty.acted += 1
  return dirty.acted
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
    acts: [],
    chain: [],
    acted: 0,
    looked: 0,
  }
  kept.set(tx, fresh)
  return fresh
}
