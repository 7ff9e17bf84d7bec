// How far has each running number come? The row is held until the transaction ends, so a number that is given back leaves no gap.
import type { Db } from '../store/store.ts'

const takeText = `INSERT INTO running_number (tenant, blueprint, field, last) VALUES (?, ?, ?, ?)
  ON CONFLICT (tenant, blueprint, field) DO UPDATE
    SET last = CASE WHEN running_number.last + 1 < excluded.last THEN excluded.last ELSE running_number.last + 1 END
  RETURNING last`

/** The next number, never given out before and at least `start`. */
export async function takeNumber(
  tx: Db,
  tenant: number,
  of: { readonly blueprint: number; readonly field: string; readonly start: number },
): Promise<number> {
  const row = await tx.get<{ last: number | string }>(takeText, [tenant, of.blueprint, of.field, of.start])
  return Number(row?.last)
}
