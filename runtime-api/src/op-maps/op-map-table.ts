// The rows of op maps: which record stands for which value of an op. A row is written once and never changed.
import { indexText, type MapAsk } from '@molde/engine'
import type { Db } from '../store/store.ts'

/** A value of the op and the public id of the record that stands for it. */
export interface MapPair {
  readonly key: string
  readonly target: string
}

export interface FoundPair extends MapPair {
  readonly map: string
  /** The key was asked for; else the record was. */
  readonly by: 'key' | 'target'
}

/** The op's blueprint by number, and the op's map. */
export interface MapName {
  readonly blueprint: number
  readonly map: string
}

/** Apart from every other use of PostgreSQL's advisory locks. */
const fillings = 7_171_949

/** Maps of a tenant are filled by one transaction after the other, so that nobody makes a second record for a key. On SQLite the one writer is lock enough. */
export async function lockMaps(tx: Db, tenant: number): Promise<void> {
  if (tx.dialect === 'postgres') await tx.get('SELECT pg_advisory_xact_lock(?, ?)', [fillings, tenant])
}

const insertText = `INSERT INTO op_map (tenant, blueprint, map, key, target, long_key, first_of_key, first_of_target, created_at)
  VALUES (?, ?, ?, ?, ?, ?,
    CASE WHEN EXISTS (SELECT 1 FROM op_map WHERE tenant = ? AND blueprint = ? AND map = ? AND key = ? AND first_of_key = 1) THEN 0 ELSE 1 END,
    CASE WHEN EXISTS (SELECT 1 FROM op_map WHERE tenant = ? AND blueprint = ? AND map = ? AND target = ? AND first_of_target = 1) THEN 0 ELSE 1 END, ?)
  ON CONFLICT DO NOTHING`

/** A pair that is there already stays as it is. Under `lockMaps`. */
export async function insertPairs(
  tx: Db,
  tenant: number,
  { blueprint, map }: MapName,
  pairs: readonly MapPair[],
  at: number,
): Promise<void> {
  for (const { key: whole, target } of pairs) {
    const key = indexText(whole)
    const name = [tenant, blueprint, map]
    await tx.run(insertText, [
      ...name,
      key,
      target,
      key === whole ? null : whole,
      ...[...name, key],
      ...[...name, target],
      at,
    ])
  }
}

/** The answers to what was asked of a blueprint's maps; what has none is left out. One statement per 256 questions. */
export async function findPairs(
  db: Db,
  tenant: number,
  blueprint: number,
  asks: readonly MapAsk[],
): Promise<FoundPair[]> {
  const wanted = asks.flatMap(({ map, keys, records }) => [
    ...keys.map((key) => ({ map, by: 'key', value: indexText(key), key }) as const),
    ...records.map((record) => ({ map, by: 'target', value: record }) as const),
  ])
  const found: FoundPair[] = []
  for (let at = 0; at < wanted.length; at += mostAtOnce) {
    const few = wanted.slice(at, at + mostAtOnce)
    const parts = (['key', 'target'] as const).flatMap((by) => {
      const asked = few.filter((one) => one.by === by)
      return asked.length === 0 ? [] : [partOf(by, tenant, blueprint, asked)]
    })
    const rows = await db.all<Columns>(
      parts.map(({ sql }) => sql).join(' UNION ALL '),
      parts.flatMap(({ bindings }) => bindings),
    )
    found.push(...rows.map(read))
  }
  // Of two long keys with one short form only the one that was asked for.
  const keys = new Set(wanted.flatMap((one) => (one.by === 'key' ? [`${one.map} ${one.key}`] : [])))
  return found.filter(({ by, map, key }) => by === 'target' || keys.has(`${map} ${key}`))
}

/** All that a map says, for good. */
export async function deleteMap(tx: Db, tenant: number, { blueprint, map }: MapName): Promise<void> {
  await tx.run('DELETE FROM op_map WHERE tenant = ? AND blueprint = ? AND map = ?', [tenant, blueprint, map])
}

const mostAtOnce = 256

interface Columns {
  readonly asked: 'key' | 'target'
  readonly map: string
  readonly key: string
  readonly long_key: string | null
  readonly target: string
}

function read({ asked, map, key, long_key, target }: Columns): FoundPair {
  return { by: asked, map, key: long_key ?? key, target }
}

/** Lists come in a few lengths only, filled up by repetition, so that few texts are prepared. */
function partOf(
  by: 'key' | 'target',
  tenant: number,
  blueprint: number,
  asked: readonly { readonly map: string; readonly value: string }[],
) {
  const length = 2 ** Math.ceil(Math.log2(asked.length))
  const filled = Array.from({ length }, (_, i) => asked[Math.min(i, asked.length - 1)] as (typeof asked)[number])
  return {
    sql: `SELECT '${by}' AS asked, map, key, long_key, target FROM op_map
      WHERE tenant = ? AND blueprint = ? AND first_of_${by} = 1 AND (map, ${by}) IN (VALUES ${filled.map(() => '(?, ?)').join(', ')})`,
    bindings: [tenant, blueprint, ...filled.flatMap(({ map, value }) => [map, value])],
  }
}
