// How many records, or those of one state, hold each value of a field? Looked at, not counted as they are written: for previews.
import type { FieldId } from '@molde/engine'
import { checkedId } from '../query/field-sql.ts'
import type { Db } from '../store/store.ts'

/** A state that the record's column says, or a field of a further flow. */
interface At {
  readonly state: string
  readonly field?: FieldId
}

interface Counting {
  readonly blueprint: number
  readonly field: FieldId
  readonly at?: At
  /** Only those that rest at this version or above, or below that one. */
  readonly from?: number
  readonly below?: number
  /** Only those behind the record of this number. */
  readonly after?: number
}

/** Of records that are neither in the trash nor stowed. Null: they hold nothing there. */
export async function countsByValue(
  db: Db,
  tenant: number,
  { blueprint, field, at, from, below, after }: Counting,
): Promise<readonly { readonly value: string | null; readonly n: number }[]> {
  const stands = at?.field ? `data ->> '${checkedId(at.field)}'` : 'state'
  const only = [
    [`${stands} = ?`, at?.state] as const,
    ['version >= ?', from] as const,
    ['version < ?', below] as const,
    ['no > ?', after] as const,
  ].flatMap(([sql, value]) => (value === undefined ? [] : [{ sql: ` AND ${sql}`, value }]))
  const rows = await db.all<{ value: string | null; n: number | string }>(
    `SELECT data ->> '${checkedId(field)}' AS value, COUNT(*) AS n FROM record
      WHERE tenant = ? AND blueprint = ? AND live = 1${only.map(({ sql }) => sql).join('')} GROUP BY 1`,
    [tenant, blueprint, ...only.map(({ value }) => value)],
  )
  return rows.map(({ value, n }) => ({ value, n: Number(n) }))
}
