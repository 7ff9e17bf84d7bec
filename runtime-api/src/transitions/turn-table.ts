// Whose turn it was last, per action of a flow that assigns, and how much everybody has on the way.
import type { FieldId, SlotName } from '@molde/engine'
import { checkedId } from '../query/field-sql.ts'
import type { Db } from '../store/store.ts'

export async function lastTurn(db: Db, tenant: number, flow: number, action: string): Promise<string | undefined> {
  const row = await db.get<{ member: string }>(
    'SELECT member FROM flow_turn WHERE tenant = ? AND flow = ? AND action = ?',
    [tenant, flow, action],
  )
  return row?.member
}

export async function putTurn(tx: Db, tenant: number, flow: number, action: string, member: string): Promise<void> {
  await tx.run(
    `INSERT INTO flow_turn (tenant, flow, action, member) VALUES (?, ?, ?, ?)
      ON CONFLICT (tenant, flow, action) DO UPDATE SET member = excluded.member`,
    [tenant, flow, action, member],
  )
}

export interface EndedStates {
  readonly states: readonly string[]
  readonly field?: FieldId | undefined
}

/** Live records by whom a slot holds, those left out that stand in one of these states: of a further flow, by its field. */
export async function countByMember(
  db: Db,
  tenant: number,
  blueprint: number,
  slot: SlotName,
  { states: ended, field }: EndedStates,
): Promise<ReadonlyMap<string, number>> {
  const at = field ? `(data ->> '${checkedId(field)}')` : 'state'
  const states = ended.length > 0 ? ` AND (${at} IS NULL OR ${at} NOT IN (${ended.map(() => '?').join(', ')}))` : ''
  const rows = await db.all<{ member: string; n: number }>(
    `SELECT ${slot} AS member, count(*) AS n FROM record
      WHERE tenant = ? AND blueprint = ? AND live = 1 AND ${slot} IS NOT NULL${states} GROUP BY ${slot}`,
    [tenant, blueprint, ...ended],
  )
  return new Map(rows.map(({ member, n }) => [member, Number(n)]))
}
