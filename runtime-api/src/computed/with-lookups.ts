// A write of a record with lookups: what it points to is looked at inside of the transaction, before anything is judged.
import { type FieldDef, type FromOutside, type StoredData, withComputed } from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { type LookedAt, lookAt, lookedUp, missingIn } from './outside-values.ts'

export type OutsideOfWrite = { readonly outside?: (data: StoredData) => FromOutside }

/** Defaults may lead to records that nobody sent, and they to others. */
const mostRounds = 4

/** Runs `write` until everything that its data points to was at hand. Only then is a refusal believed. */
export async function withLookups<T>(
  tx: Db,
  scope: Scope,
  definition: Definition,
  write: (outside: OutsideOfWrite) => T,
): Promise<T> {
  if (definition.lookups.length === 0) return write({})
  const known: LookedAt = new Map()
  for (let round = 1; ; round += 1) {
    const missed = new Map<string, FieldDef>()
    const outside = (data: StoredData) => {
      for (const { field, id } of missingIn(definition, data, known)) missed.set(id, field)
      return lookedUp(definition, data, known)
    }
    const outcome = attempt(() => write({ outside }))
    if (missed.size === 0 || round === mostRounds) {
      if ('thrown' in outcome) throw outcome.thrown
      return outcome.value
    }
    const pointing = Object.fromEntries([...missed].map(([id, field]) => [field.id, id]))
    await lookAt(tx, scope, definition, pointing, known)
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

function attempt<T>(run: () => T): { readonly value: T } | { readonly thrown: unknown } {
  try {
    return { value: run() }
  } catch (thrown) {
    return { thrown }
  }
}
