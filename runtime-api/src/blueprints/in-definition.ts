// How an operation that writes works with a definition that may be old: it begins again when it was.

import { actsOnOthers } from '@molde/engine'
import { announceSettled } from '../computed/announce-settled.ts'
import { queueUp } from '../computed/part-table.ts'
import { settleComputed } from '../computed/settle.ts'
import { ApiError } from '../errors.ts'
import { announceTold } from '../notifications/told.ts'
import { StaleRecord } from '../record-store/record-errors.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import {
  definitionOf,
  holdDefinition,
  keptDefinition,
  NotReadYet,
  noteBeginsAgain,
  StaleDefinition,
} from './compiled-versions.ts'
import type { Definition } from './definition.ts'

const mostAttempts = 25

/**
 * Runs `work` with what this process knows of the blueprint, so that the usual write costs no statement to find it. A refusal is
 * believed only when the definition is still the newest; a record that somebody else changed in between is tried again.
 */
export async function inDefinition<T>(
  scope: Scope,
  name: string,
  work: (definition: Definition) => Promise<T>,
): Promise<T> {
  let definition = keptDefinition(scope, name) ?? (await definitionOf(scope, scope.store.read, name))
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work(definition)
    } catch (thrown) {
      if (attempt === mostAttempts) throw isRace(thrown) ? new ApiError('unavailable', { cause: thrown }) : thrown
      if (thrown instanceof NotReadYet) await thrown.read()
      const newest = await definitionOf(scope, scope.store.read, name)
      if (newest === definition && !isRace(thrown)) throw thrown
      definition = newest
      await rest(attempt)
    }
  }
}

/**
 * Several writes may share a commit: until it is done, the one that made this one begin again is seen inside of transactions and
 * nowhere else. Whoever tries again at once would only share it once more.
 */
function rest(attempt: number): Promise<void> {
  return new Promise((resolve) => (attempt < 3 ? setImmediate(resolve) : setTimeout(resolve, Math.min(attempt, 20))))
}

interface CommitOptions {
  /** It reaches records of other blueprints, whatever the definition says. */
  readonly queues?: boolean
}

/** One write transaction in which the definition, where there is one, stands still. Whoever is notified inside of it hears of it afterwards. */
export async function commit<T>(
  scope: Scope,
  definition: Definition | undefined,
  work: (tx: Db) => Promise<T>,
  { queues = false }: CommitOptions = {},
): Promise<T> {
  let last: Db | undefined
  const result = await scope.store.inTransaction(async (tx) => {
    last = tx
    if (queues || (definition && (isRelated(definition) || reachesOthers(definition))))
      await queueUp(tx, scope.tenant.no)
    if (definition) {
      noteBeginsAgain(tx)
      await holdDefinition(tx, scope.tenant.no, definition)
    }
    const answer = await work(tx)
    await settleComputed(tx, scope)
    return answer
  })
  announceTold(scope, last)
  announceSettled(scope, last)
  return result
}

/** Do its records show something of others, or others something of them? Rows that are records are the same in two places. */
export function isRelated({ lookups, rollups, readers, subtables }: Definition): boolean {
  return lookups.length + rollups.length + readers.lookups.length + readers.rollups.length + subtables.length > 0
}

/** Do its steps make or change other records, or take turns? Two of them must not wait for each other, nor take the same turn. */
function reachesOthers({ newest: { flows } }: Definition): boolean {
  return flows.some((flow) => [flow, ...flow.older.values()].some(({ version }) => actsOnOthers(version)))
}

function isRace(thrown: unknown): boolean {
  return thrown instanceof StaleRecord || thrown instanceof StaleDefinition
}
