// The version of a blueprint that a key speaks when a request does not say one.
import type { Db } from '../store/store.ts'

export async function pinsOf(db: Db, tenant: number, blueprint: number): Promise<ReadonlyMap<string, number>> {
  const rows = await db.all<{ actor: string; version: number }>(
    'SELECT actor, version FROM version_pin WHERE tenant = ? AND blueprint = ?',
    [tenant, blueprint],
  )
  return new Map(rows.map(({ actor, version }) => [actor, version]))
}

/** By the blueprint's number. */
export async function pinsOfKey(db: Db, tenant: number, actor: string): Promise<ReadonlyMap<number, number>> {
  const rows = await db.all<{ blueprint: number; version: number }>(
    'SELECT blueprint, version FROM version_pin WHERE tenant = ? AND actor = ?',
    [tenant, actor],
  )
  return new Map(rows.map(({ blueprint, version }) => [Number(blueprint), version]))
}

/** Null takes the pin away. */
export async function setPin(
  tx: Db,
  tenant: number,
  pin: { readonly blueprint: number; readonly actor: string; readonly version: number | null; readonly at: number },
): Promise<void> {
  const key = [tenant, pin.blueprint, pin.actor]
  if (pin.version === null) {
    await tx.run('DELETE FROM version_pin WHERE tenant = ? AND blueprint = ? AND actor = ?', key)
    return
  }
  await tx.run(
    `INSERT INTO version_pin (tenant, blueprint, actor, version, at) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (tenant, blueprint, actor) DO UPDATE SET version = excluded.version, at = excluded.at`,
    [...key, pin.version, pin.at],
  )
}
