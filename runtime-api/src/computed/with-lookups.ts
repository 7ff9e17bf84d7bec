// A write of a record with lookups: what it points to is looked at inside of the transaction, before anything is judged.
import { type FieldDef, type FromOutside, type StoredData, withComputed } from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { type LookedAt, lookAt, lookAtRecord, lookedUp, missingIn } from './outside-values.ts'

export interface OutsideOfWrite {
  /** For data in the words that are written. */
  readonly outside?: (data: StoredData) => FromOutside
  /** For the same in the newest shape. */
  readonly outsideNewest?: (data: StoredData) => FromOutside
}

/** Does a record show something of others, in the words that are written or in the newest ones? */
export function looksUp({ lookups, newest }: Definition): boolean {
  return lookups.length + newest.lookups.length > 0
}

/** Defaults may lead to records that nobody sent, and they to others. */
const mostRounds = 4

/** Runs `write` until everything that its data points to was at hand. Only then is a refusal believed. */
export async function withLookups<T>(
  tx: Db,
  scope: Scope,
  definition: Definition,
  write: (outside: OutsideOfWrite) => T | Promise<T>,
): Promise<T> {
  if (!looksUp(definition)) return write({})
  const known: LookedAt = new Map()
  for (let round = 1; ; round += 1) {
    const missed = new Map<string, FieldDef>()
    const outsideOf = (shape: Definition) => (data: StoredData) => {
      for (const { field, id } of missingIn(shape, data, known)) missed.set(id, field)
      return lookedUp(shape, data, known)
    }
    const outside = { outside: outsideOf(definition), outsideNewest: outsideOf(definition.newest) }
    const outcome = await attempt(() => write(outside))
    if (missed.size === 0 || round === mostRounds) {
      if ('thrown' in outcome) throw outcome.thrown
      return outcome.value
    }
    for (const [id, field] of missed) known.set(id, await lookAtRecord(tx, scope, field, id))
  }
}

/** The data with what its relations lead to now. */
export async function lookedUpData(
  tx: Db,
  scope: Scope,
  definition: Definition,
  data: StoredData,
): Promise<StoredData> {
  if (definition.lookups.length === 0) return data
  const known = await lookAt(tx, scope, definition, data, new Map())
  return withComputed(definition.head, data, scope.tenant.timezone, lookedUp(definition, data, known))
}

async function attempt<T>(run: () => T | Promise<T>): Promise<{ readonly value: T } | { readonly thrown: unknown }> {
  try {
    return { value: await run() }
  } catch (thrown) {
    return { thrown }
  }
}
