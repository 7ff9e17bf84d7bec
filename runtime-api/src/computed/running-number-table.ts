// How far has each running number come? The row is held until the transaction ends, so a number that is given back leaves no gap.
import type { Db } from '../store/store.ts'

const takeText = `INSERT INTO running_number (tenant, blueprint, field, last) VALUES (?, ?, ?, ?)
  ON CONFLICT (tenant, blueprint, field) DO UPDATE
    SET last = CASE WHEN running_number.last + ? < excluded.last THEN excluded.last ELSE running_number.last + ? END
  RETURNING last`

interface Numbered {
  readonly blueprint: number
  readonly field: string
  readonly start: number
}

/** So many numbers, one after the other, never given out before and at least `start`; answers the last one. */
export async function takeNumbers(
  tx: Db,
  tenant: number,
  { blueprint, field, start }: Numbered,
  n: number,
): Promise<number> {
  const row = await tx.get<{ last: number | string }>(takeText, [tenant, blueprint, field, start + n - 1, n, n])
  return Number(row?.last)
}
