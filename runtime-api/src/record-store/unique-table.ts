// Which record holds the values of a unique rule? The primary key of this table is the rule.
import type { Projection } from '@molde/engine'
import type { Db } from '../store/store.ts'
import { UniqueTaken } from './record-errors.ts'

type Uniques = Projection['uniques']

const takeText =
  'INSERT INTO record_unique (tenant, blueprint, rule, key, no) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING'
const freeText = 'DELETE FROM record_unique WHERE tenant = ? AND blueprint = ? AND rule = ? AND key = ? AND no = ?'
const holderText = `SELECT record.id FROM record_unique AS taken JOIN record ON record.tenant = taken.tenant AND record.no = taken.no
  WHERE taken.tenant = ? AND taken.blueprint = ? AND taken.rule = ? AND taken.key = ?`

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
  for (const { rule, key } of missingIn(before, after))
    await tx.run(freeText, [tenant, owner.blueprint, rule, key, owner.no])
  for (const unique of missingIn(after, before)) await take(tx, tenant, owner, unique)
}

/** The same, but what another record holds stays with it and is answered: for records that were there before the values. */
export async function takeFreeUniques(
  tx: Db,
  tenant: number,
  owner: Owner,
  before: Uniques,
  after: Uniques,
): Promise<readonly UniqueTaken[]> {
  await moveUniques(tx, tenant, owner, before, [])
  const taken: UniqueTaken[] = []
  for (const unique of after) {
    try {
      await take(tx, tenant, owner, unique)
    } catch (thrown) {
      if (!(thrown instanceof UniqueTaken)) throw thrown
      taken.push(thrown)
    }
  }
  return taken
}

async function take(tx: Db, tenant: number, { blueprint, no }: Owner, { rule, key }: Uniques[number]): Promise<void> {
  const { changes } = await tx.run(takeText, [tenant, blueprint, rule, key, no])
  if (changes === 1) return
  const holder = await tx.get<{ id: string }>(holderText, [tenant, blueprint, rule, key])
  throw new UniqueTaken(rule, holder?.id ?? '')
}

function missingIn(uniques: Uniques, others: Uniques): Uniques {
  return uniques.filter(({ rule, key }) => !others.some((other) => other.rule === rule && other.key === key))
}
