// Which record holds the values of a unique rule? The primary key of this table is the rule.
import type { Projection } from '@molde/engine'
import { deleteMany } from '../store/delete-many.ts'
import { insertMany } from '../store/insert-many.ts'
import type { Db } from '../store/store.ts'
import { UniqueTaken } from './record-errors.ts'
import { inChunks } from './record-table.ts'

type Uniques = Projection['uniques']

const taking = {
  insert: 'INSERT INTO record_unique (tenant, blueprint, rule, key, no)',
  row: '(?, ?, ?, ?, ?)',
  end: 'ON CONFLICT DO NOTHING',
}
const freed = { table: 'record_unique', columns: ['tenant', 'blueprint', 'rule', 'key', 'no'] }
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

export async function freeUniques(tx: Db, tenant: number, all: readonly OwnUniques[]): Promise<void> {
  await deleteMany(tx, freed, rowsOf(tenant, all))
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

/** The same, but what another record holds stays with it and is answered: for records that were there before the values. */
export async function takeFreeUniques(
  tx: Db,
  tenant: number,
  owner: Owner,
  before: Uniques,
  after: Uniques,
): Promise<readonly UniqueTaken[]> {
  await freeUniques(tx, tenant, [{ owner, uniques: before }])
  const taken: UniqueTaken[] = []
  for (const unique of after) {
    try {
      await takeUniques(tx, tenant, [{ owner, uniques: [unique] }])
    } catch (thrown) {
      if (!(thrown instanceof UniqueTaken)) throw thrown
      taken.push(thrown)
    }
  }
  return taken
}

/** Which records hold these, by `nameOf`; those that nobody holds are left out. */
export async function holdersOf(
  db: Db,
  tenant: number,
  blueprint: number,
  uniques: Uniques,
): Promise<ReadonlyMap<string, { readonly id: string; readonly no: number }>> {
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

function missingIn(uniques: Uniques, others: Uniques): Uniques {
  return uniques.filter(({ rule, key }) => !others.some((other) => other.rule === rule && other.key === key))
}
