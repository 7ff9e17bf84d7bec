// Which record holds the values of a unique rule? The primary key of this table is the rule. Who has the same and was there before the
// rule stands in line (`record_duplicate`): when the one that holds it lets go, the first in line has it.
import type { Projection } from '@molde/engine'
import { deleteMany } from '../store/delete-many.ts'
import { insertMany } from '../store/insert-many.ts'
import type { Db } from '../store/store.ts'
import { UniqueTaken } from './record-errors.ts'
import { inChunks } from './record-table.ts'

export type Uniques = Projection['uniques']

const taking = {
  insert: 'INSERT INTO record_unique (tenant, blueprint, rule, key, no)',
  row: '(?, ?, ?, ?, ?)',
  end: 'ON CONFLICT DO NOTHING',
}
const columns = ['tenant', 'blueprint', 'rule', 'key', 'no']
const freed = { table: 'record_unique', columns }
const queueing = { ...taking, insert: taking.insert.replace('record_unique', 'record_duplicate') }
const unqueued = { table: 'record_duplicate', columns }
const holdersText = `SELECT taken.rule, taken.key, record.id, record.no FROM record_unique AS taken
  JOIN record ON record.tenant = taken.tenant AND record.no = taken.no
  WHERE taken.tenant = ? AND taken.blueprint = ? AND taken.rule = ? AND taken.key IN`

interface Owner {
  readonly blueprint: number
  readonly no: number
}

/** Frees what `before` held and `after` does not, then takes what is new; throws `UniqueTaken`. */
export async function moveUniques(
  tx: Db,
  tenant: number,
  owner: Owner,
  before: Uniques,
  after: Uniques,
): Promise<void> {
  await freeUniques(tx, tenant, [{ owner, uniques: missingIn(before, after) }])
  await takeUniques(tx, tenant, [{ owner, uniques: missingIn(after, before) }])
}

export interface OwnUniques {
  readonly owner: Owner
  readonly uniques: Uniques
}

/** Who stands in line for what is freed has it at once. */
export async function freeUniques(tx: Db, tenant: number, all: readonly OwnUniques[]): Promise<void> {
  const rows = rowsOf(tenant, all)
  if (rows.length === 0) return
  const held = await deleteMany(tx, freed, rows)
  if (held < rows.length) await deleteMany(tx, unqueued, rows)
  if (held === 0) return
  const blueprints = new Set(all.map(({ owner }) => owner.blueprint))
  for (const blueprint of blueprints) {
    const uniques = all.flatMap((one) => (one.owner.blueprint === blueprint ? one.uniques : []))
    await passOn(tx, tenant, blueprint, uniques)
  }
}

const firstInLine = `SELECT key, MIN(no) AS no FROM record_duplicate WHERE tenant = ? AND blueprint = ? AND rule = ? AND key IN`

async function passOn(tx: Db, tenant: number, blueprint: number, uniques: Uniques): Promise<void> {
  for (const rule of new Set(uniques.map((unique) => unique.rule))) {
    const keys = uniques.filter((unique) => unique.rule === rule).map(({ key }) => key)
    type Row = { readonly key: string; readonly no: number | string }
    const next = await inChunks<Row>(tx, firstInLine, [tenant, blueprint, rule], keys, ' GROUP BY key')
    const rows = next.map(({ key, no }) => [tenant, blueprint, rule, key, Number(no)])
    await deleteMany(tx, unqueued, rows)
    await insertMany(tx, taking, rows)
  }
}

/** Owners of one blueprint. Throws `UniqueTaken`. */
export async function takeUniques(tx: Db, tenant: number, all: readonly OwnUniques[]): Promise<void> {
  const rows = rowsOf(tenant, all)
  if ((await insertMany(tx, taking, rows)) === rows.length) return
  for (const { owner, uniques } of all) {
    const holders = await holdersOf(tx, tenant, owner.blueprint, uniques)
    for (const { rule, key } of uniques) {
      const holder = holders.get(nameOf({ rule, key }))
      if (holder?.no !== owner.no) throw new UniqueTaken(rule, holder?.id ?? '')
    }
  }
}

function rowsOf(tenant: number, all: readonly OwnUniques[]) {
  return all.flatMap(({ owner: { blueprint, no }, uniques }) =>
    uniques.map(({ rule, key }) => [tenant, blueprint, rule, key, no]),
  )
}

export interface MovedUniques {
  readonly owner: Owner
  readonly before: Uniques
  readonly after: Uniques
}

/**
 * As `moveUniques` for many, but what another record holds stays with it, and who wants it stands in line: for records that were there
 * before the values were to be unique. Answers for each, in their order, what it stands in line for.
 */
export async function settleUniques(
  tx: Db,
  tenant: number,
  all: readonly MovedUniques[],
): Promise<readonly (readonly UniqueTaken[])[]> {
  await freeUniques(
    tx,
    tenant,
    all.map(({ owner, before, after }) => ({ owner, uniques: missingIn(before, after) })),
  )
  const rows = rowsOf(
    tenant,
    all.map(({ owner, after }) => ({ owner, uniques: after })),
  )
  if ((await insertMany(tx, taking, rows)) === rows.length) return all.map(() => [])
  const taken: UniqueTaken[][] = []
  for (const { owner, after } of all) {
    const own: UniqueTaken[] = []
    for (const unique of after) {
      const by = await heldOrQueued(tx, tenant, owner, unique)
      if (by !== undefined) own.push(new UniqueTaken(unique.rule, by))
    }
    taken.push(own)
  }
  return taken
}

/** Public id of the record that has it; undefined when it is the owner. */
async function heldOrQueued(
  tx: Db,
  tenant: number,
  owner: Owner,
  unique: Uniques[number],
): Promise<string | undefined> {
  const rows = rowsOf(tenant, [{ owner, uniques: [unique] }])
  for (;;) {
    const holder = await heldBy(tx, tenant, owner.blueprint, unique)
    if (holder) {
      if (holder.no === owner.no) return undefined
      await insertMany(tx, queueing, rows)
      return holder.id
    }
    // Whoever held it has let it go in between, or was erased.
    if ((await insertMany(tx, taking, rows)) === rows.length) return undefined
  }
}

/** It keeps it until this transaction ends, so that it cannot let go and miss who has just come into the line. */
async function heldBy(tx: Db, tenant: number, blueprint: number, { rule, key }: Uniques[number]) {
  const held = tx.dialect === 'postgres' ? ' FOR KEY SHARE OF taken' : ''
  const row = await tx.get<{ id: string; no: number | string }>(`${holdersText} (?)${held}`, [
    ...[tenant, blueprint, rule, key],
  ])
  return row && { id: row.id, no: Number(row.no) }
}

export interface Duplicate {
  /** The record that stands in line, and the one that has what it wants. */
  readonly no: number
  readonly holder: number
  /** Public id. */
  readonly holderId: string
  readonly rule: Uniques[number]['rule']
  readonly key: string
}

const linesText = `SELECT line.no, line.rule, line.key, record.no AS holder, record.id AS holder_id FROM record_duplicate AS line
  JOIN record_unique AS taken ON taken.tenant = line.tenant AND taken.blueprint = line.blueprint AND taken.rule = line.rule
    AND taken.key = line.key
  JOIN record ON record.tenant = line.tenant AND record.no = taken.no
  WHERE line.tenant = ? AND line.no IN`

/** What these records stand in line for. */
export async function duplicatesAmong(db: Db, tenant: number, nos: readonly number[]): Promise<readonly Duplicate[]> {
  type Row = Pick<Duplicate, 'rule' | 'key'> & { no: number | string; holder: number | string; holder_id: string }
  const rows = await inChunks<Row>(db, linesText, [tenant], nos)
  return rows.map(({ no, holder, holder_id, rule, key }) => ({
    ...{ no: Number(no), holder: Number(holder), holderId: holder_id, rule, key },
  }))
}

/** By `nameOf` of what they have: the public id and the number of each. */
export type Holders = ReadonlyMap<string, { readonly id: string; readonly no: number }>

/** Which records hold these; those that nobody holds are left out. */
export async function holdersOf(db: Db, tenant: number, blueprint: number, uniques: Uniques): Promise<Holders> {
  const found = new Map<string, { readonly id: string; readonly no: number }>()
  type Row = { readonly rule: string; readonly key: string; readonly id: string; readonly no: number | string }
  for (const rule of new Set(uniques.map((unique) => unique.rule))) {
    const keys = uniques.filter((unique) => unique.rule === rule).map(({ key }) => key)
    for (const { key, id, no } of await inChunks<Row>(db, holdersText, [tenant, blueprint, rule], keys))
      found.set(nameOf({ rule, key }), { id, no: Number(no) })
  }
  return found
}

/** Tells it from others of its blueprint. */
export function nameOf({ rule, key }: Uniques[number]): string {
  return `${rule} ${key}`
}

/** What of `uniques` is not among `others`. */
export function missingIn(uniques: Uniques, others: Uniques): Uniques {
  return uniques.filter(({ rule, key }) => !others.some((other) => other.rule === rule && other.key === key))
}
