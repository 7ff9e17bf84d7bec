// Who has a unique value without holding its key? Until a job has handed out the keys of records that were there before, what these
// say is what counts, from the moment of publishing on.
import { fnv1a, type Projection, uniquesProjector } from '@molde/engine'
import { beginsAgain, definitionOf, NotReadYet } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import type { LiveEventHub } from '../live-events/live-event-hub.ts'
import { UniqueTaken } from '../record-store/record-errors.ts'
import { recordsAfter } from '../record-store/record-scan-table.ts'
import { findColumnsByNo, recordOf } from '../record-store/record-table.ts'
import { type Holders, missingIn, nameOf, type Uniques } from '../record-store/unique-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { liftRows } from './lift-row.ts'
import { isUnderived } from './underived.ts'

interface Change {
  /** The number of the record that is written, once it has one. */
  readonly no?: number
  readonly before: Pick<Projection, 'uniques'>
  readonly after: Pick<Projection, 'uniques'>
}

/** Throws `UniqueTaken` when a record that was there before has what is new in `after`. To be asked before that is written. */
export async function refuseOlder(tx: Db, scope: Scope, { newest }: Definition, change: Change): Promise<void> {
  if (!newest.handsOutKeys) return forget(scope, newest)
  const wanted = missingIn(change.after.uniques, change.before.uniques)
  const holders = await olderHolders(tx, scope, newest, wanted, change.no)
  for (const unique of wanted) {
    const holder = holders.get(nameOf(unique))
    if (holder) throw new UniqueTaken(unique.rule, holder.id)
  }
}

/**
 * Which live records that were there before have these? A write brings the record up to date that it meets, and that takes its keys: so
 * whoever has no keys has not been written since, and either is found here or holds its key by the time when somebody else takes it.
 */
export async function olderHolders(
  tx: Db,
  scope: Scope,
  { newest }: Definition,
  wanted: Uniques,
  except?: number,
): Promise<Holders> {
  const found = new Map<string, { readonly id: string; readonly no: number }>()
  if (!newest.handsOutKeys || wanted.length === 0) return found
  const keys = await keysAtHand(tx, scope, newest)
  const nos = new Set(wanted.flatMap((unique) => keys.nosOf(unique)))
  if (except !== undefined) nos.delete(except)
  if (nos.size === 0) return found
  const rows = (await findColumnsByNo(tx, scope.tenant.no, [...nos])).map(recordOf)
  const own = rows.filter(({ blueprint, live }) => live && blueprint === newest.no)
  const uniquesOf = uniquesProjector(newest.head)
  for (const { id, no, data } of await liftRows(scope, tx, newest, own))
    for (const unique of uniquesOf(data)) found.set(nameOf(unique), { id, no })
  return found
}

/** Of a version: who had which keys when it was looked, among those who did not hold them yet. */
class OlderKeys {
  /** By a short number of the key, which some may share: who is found is looked at again. */
  readonly #nos = new Map<number, number | number[]>()

  add(unique: Uniques[number], no: number): void {
    const short = shortOf(unique)
    const known = this.#nos.get(short)
    if (known === undefined) this.#nos.set(short, no)
    else if (typeof known === 'number') this.#nos.set(short, [known, no])
    else known.push(no)
  }

  nosOf(unique: Uniques[number]): readonly number[] {
    const known = this.#nos.get(shortOf(unique))
    if (known === undefined) return []
    return typeof known === 'number' ? [known] : known
  }
}

/** As far as it fits into what engines keep without a place of its own. */
function shortOf(unique: Uniques[number]): number {
  return fnv1a(nameOf(unique)) & 0x3fffffff
}

interface Kept {
  /** The newest one at that time. */
  readonly version: number
  readonly reading: Promise<OlderKeys>
  keys?: OlderKeys
}

/** Per running program, by tenant and blueprint. */
const kept = new WeakMap<LiveEventHub, Map<string, Kept>>()

function keptIn({ runtime: { hub } }: Scope): Map<string, Kept> {
  const known = kept.get(hub)
  if (known) return known
  const fresh = new Map<string, Kept>()
  kept.set(hub, fresh)
  return fresh
}

/** Once every key is handed out. */
function forget({ tenant, runtime: { hub } }: Scope, { no }: Definition): void {
  const all = kept.get(hub)
  if (all && all.size > 0) all.delete(placeOf(tenant.no, no))
}

function placeOf(tenant: number, blueprint: number): string {
  return `${tenant} ${blueprint}`
}

async function keysAtHand(tx: Db, scope: Scope, definition: Definition): Promise<OlderKeys> {
  const known = keptIn(scope).get(placeOf(scope.tenant.no, definition.no))
  if (known?.keys && known.version === definition.head.version) return known.keys
  if (!beginsAgain(tx)) return readKeys(tx, scope, definition)
  throw new NotReadYet(() => readOnce(scope, definition.name))
}

/** What was committed, for everybody who asks meanwhile; so only a definition that was is looked at. */
async function readOnce(scope: Scope, name: string): Promise<void> {
  const definition = await definitionOf(scope, scope.store.read, name)
  const { version } = definition.head
  const [all, place] = [keptIn(scope), placeOf(scope.tenant.no, definition.no)]
  const known = all.get(place)
  if (known?.version === version) return void (await known.reading)
  if (!definition.handsOutKeys) return
  const fresh: Kept = { version, reading: readKeys(scope.store.read, scope, definition) }
  all.set(place, fresh)
  try {
    fresh.keys = await fresh.reading
  } catch (thrown) {
    if (all.get(place) === fresh) all.delete(place)
    throw thrown
  }
}

/** Later it is only too much: who has got its keys since, or was changed, is not where it is looked for. */
async function readKeys(db: Db, scope: Scope, definition: Definition): Promise<OlderKeys> {
  const keys = new OlderKeys()
  const uniquesOf = uniquesProjector(definition.head)
  for (let after = 0; ; ) {
    const rows = await recordsAfter(db, scope.tenant.no, definition.no, after, 500)
    const last = rows.at(-1)
    if (!last) return keys
    const older = rows.filter((row) => row.live && isUnderived(definition, row))
    for (const { no, data } of await liftRows(scope, db, definition, older))
      for (const unique of uniquesOf(data)) keys.add(unique, no)
    after = last.no
    // A look at many records must not keep others waiting.
    if (db === scope.store.read) await new Promise((resolve) => setImmediate(resolve))
  }
}
