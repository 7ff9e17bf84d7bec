// Which field of a blueprint lies in which slot, and is the slot filled yet?
import type { SlotKind, SlotName } from '@molde/engine'
import type { Db } from '../store/store.ts'

/** `building`: writes fill it, lists do not use it yet. `draining`: nobody uses it, its old values are being taken out. */
export type SlotStatus = 'building' | 'ready' | 'draining'

export interface SlotRow {
  readonly slot: SlotName
  /** A field's id, or what else lies there: a pinned view's id. */
  readonly field: string
  readonly status: SlotStatus
  /** The version whose publishing made it `building`. */
  readonly forVersion: number | null
  /** How far the filling has come. */
  readonly cursor: number | null
}

interface Columns {
  readonly slot: SlotName
  readonly field: string
  readonly status: SlotStatus
  readonly for_version: number | null
  readonly cursor: number | null
}

const slotsOfKind: { readonly [kind in SlotKind]: number } = { s: 8, n: 8, t: 4, r: 4 }

const readText =
  'SELECT slot, field, status, for_version, cursor FROM field_slot WHERE tenant = ? AND blueprint = ? ORDER BY slot'
const takeText = `INSERT INTO field_slot (tenant, blueprint, slot, field, status, for_version, cursor) VALUES (?, ?, ?, ?, ?, ?, NULL)
  ON CONFLICT DO NOTHING`

export async function slotsOf(db: Db, tenant: number, blueprint: number): Promise<SlotRow[]> {
  const rows = await db.all<Columns>(readText, [tenant, blueprint])
  return rows.map(({ for_version, ...row }) => ({ ...row, forVersion: for_version }))
}

export interface SlotWish {
  readonly blueprint: number
  readonly field: string
  readonly kind: SlotKind
  /** `ready` when there is nothing to fill: a new blueprint. */
  readonly status: SlotStatus
  readonly forVersion: number | null
}

/** The slot the field has, or takes now; undefined when all of its kind are taken. */
export async function allocateSlot(tx: Db, tenant: number, wish: SlotWish): Promise<SlotRow | undefined> {
  const rows = await slotsOf(tx, tenant, wish.blueprint)
  const own = rows.find(({ field, status }) => field === wish.field && status !== 'draining')
  if (own) return own
  const free = namesOf(wish.kind).find((name) => !rows.some(({ slot }) => slot === name))
  if (free === undefined) return undefined
  const { changes } = await tx.run(takeText, [tenant, wish.blueprint, free, wish.field, wish.status, wish.forVersion])
  // Another transaction took it in the meantime.
  if (changes === 0) return allocateSlot(tx, tenant, wish)
  return { slot: free, field: wish.field, status: wish.status, forVersion: wish.forVersion, cursor: null }
}

export function setSlotStatus(
  tx: Db,
  tenant: number,
  blueprint: number,
  slot: SlotName,
  status: SlotStatus,
): Promise<unknown> {
  return tx.run('UPDATE field_slot SET status = ?, cursor = NULL WHERE tenant = ? AND blueprint = ? AND slot = ?', [
    status,
    tenant,
    blueprint,
    slot,
  ])
}

/** Its values are others since that version: not to be relied on before a job of it has seen every record. */
export function rebuildSlot(
  tx: Db,
  tenant: number,
  blueprint: number,
  slot: SlotName,
  forVersion: number,
): Promise<unknown> {
  return tx.run(
    `UPDATE field_slot SET status = 'building', for_version = ? WHERE tenant = ? AND blueprint = ? AND slot = ?`,
    [forVersion, tenant, blueprint, slot],
  )
}

export function setSlotCursor(
  tx: Db,
  tenant: number,
  blueprint: number,
  slot: SlotName,
  cursor: number,
): Promise<unknown> {
  return tx.run('UPDATE field_slot SET cursor = ? WHERE tenant = ? AND blueprint = ? AND slot = ?', [
    cursor,
    tenant,
    blueprint,
    slot,
  ])
}

/** The slot is free for another field. Its column must be empty in every row by then. */
export function freeSlot(tx: Db, tenant: number, blueprint: number, slot: SlotName): Promise<unknown> {
  return tx.run('DELETE FROM field_slot WHERE tenant = ? AND blueprint = ? AND slot = ?', [tenant, blueprint, slot])
}

function namesOf(kind: SlotKind): SlotName[] {
  return Array.from({ length: slotsOfKind[kind] }, (_, i) => `${kind}${i}` as SlotName)
}
