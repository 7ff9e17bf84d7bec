// How many records of one state hold each value of a field? Looked at, not counted as they are written: for previews.
import type { FieldId } from '@molde/engine'
import { checkedId } from '../query/field-sql.ts'
import type { Db } from '../store/store.ts'

/** Of records that are neither in the trash nor stowed. Null: they hold nothing there. */
export async function countsByValue(
  db: Db,
  tenant: number,
  { blueprint, state, field }: { readonly blueprint: number; readonly state: string; readonly field: FieldId },
): Promise<readonly { readonly value: string | null; readonly n: number }[]> {
  const rows = await db.all<{ value: string | null; n: number | string }>(
    `SELECT data ->> '${checkedId(field)}' AS value, COUNT(*) AS n FROM record
      WHERE tenant = ? AND blueprint = ? AND live = 1 AND state = ? GROUP BY 1`,
    [tenant, blueprint, state],
  )
  return rows.map(({ value, n }) => ({ value, n: Number(n) }))
}
