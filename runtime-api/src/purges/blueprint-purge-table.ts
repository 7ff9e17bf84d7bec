// The rows of a whole blueprint that is destroyed, and where others may still lead to its records.

import { inChunks } from '../record-store/record-table.ts'
import type { Binding, Db } from '../store/store.ts'
import { deleteRecord } from './purge-table.ts'

/** Out of the trash for good: nothing restores it from here on. False: it is not in the trash any more. */
export async function setPurging(tx: Db, tenant: number, no: number): Promise<boolean> {
  const { changes } = await tx.run(
    `UPDATE blueprint SET status = 'purging', rev = rev + 1 WHERE tenant = ? AND no = ? AND status = 'trashed'`,
    [tenant, no],
  )
  return changes === 1
}

/** The number of the next other blueprint, in the trash too, that ever named this one in a version or an op. */
export async function nextNaming(
  db: Db,
  tenant: number,
  { no, name }: { readonly no: number; readonly name: string },
  after: number,
): Promise<number | undefined> {
  const named = `%"${name}"%`
  const row = await db.get<{ blueprint: number | string }>(
    `SELECT blueprint FROM blueprint_version WHERE tenant = ? AND blueprint > ? AND blueprint <> ?
      AND (CAST(definition AS text) LIKE ? OR CAST(ops AS text) LIKE ?) ORDER BY blueprint LIMIT 1`,
    [tenant, after, no, named, named],
  )
  return row && Number(row.blueprint)
}

/** Which of these public ids are records of the blueprint. */
export async function recordsAmong(
  db: Db,
  tenant: number,
  blueprint: number,
  ids: Iterable<string>,
): Promise<ReadonlySet<string>> {
  const text = 'SELECT id FROM record WHERE tenant = ? AND blueprint = ? AND id IN'
  const rows = await inChunks<{ id: string }>(db, text, [tenant, blueprint], [...ids])
  return new Set(rows.map(({ id }) => id))
}

const ofBlueprint = [
  'SELECT id FROM record WHERE tenant = ? AND blueprint = ? AND id IN',
  `SELECT c.id FROM comment c JOIN record r ON r.tenant = c.tenant AND r.no = c.record
    WHERE c.tenant = ? AND r.blueprint = ? AND c.id IN`,
  'SELECT id FROM view WHERE tenant = ? AND blueprint = ? AND id IN',
  'SELECT id FROM flow WHERE tenant = ? AND blueprint = ? AND id IN',
  'SELECT id FROM blueprint WHERE tenant = ? AND no = ? AND id IN',
  `SELECT id FROM job WHERE tenant = ? AND CAST(payload ->> 'blueprintNo' AS int) = ? AND id IN`,
]
/** Files that hang on its records and nowhere else. */
const itsFiles = `SELECT f.id FROM file f WHERE f.tenant = ?
  AND EXISTS (SELECT 1 FROM record_file l WHERE l.tenant = f.tenant AND l.file = f.no)
  AND NOT EXISTS (SELECT 1 FROM record_file l JOIN record r ON r.tenant = l.tenant AND r.no = l.record
    WHERE l.tenant = f.tenant AND l.file = f.no AND r.blueprint <> ?) AND f.id IN`

/** Which of these public ids go with the blueprint: its own, and of whatever belongs to it. */
export async function goingAmong(
  db: Db,
  tenant: number,
  blueprint: number,
  ids: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const going = new Set<string>()
  for (const text of [...ofBlueprint, itsFiles])
    for (const { id } of await inChunks<{ id: string }>(db, text, [tenant, blueprint], [...ids])) going.add(id)
  return going
}

/** Relation slots of another blueprint's record that lead to one of this one's. */
export async function emptyRelationSlots(tx: Db, tenant: number, no: number, blueprint: number): Promise<void> {
  for (const slot of ['r0', 'r1', 'r2', 'r3'])
    await tx.run(
      `UPDATE record SET ${slot} = NULL WHERE tenant = ? AND no = ?
        AND EXISTS (SELECT 1 FROM record t WHERE t.tenant = ? AND t.blueprint = ? AND t.no = record.${slot})`,
      [tenant, no, tenant, blueprint],
    )
}

/** Words of a record that are not in the index yet. */
export async function forgetWaitingWords(tx: Db, tenant: number, record: number): Promise<void> {
  await tx.run(`DELETE FROM outbox WHERE tenant = ? AND record = ? AND kind = 'index'`, [tenant, record])
}

export interface MapPlace {
  readonly blueprint: number
  readonly map: string
  readonly key: string
  readonly target: string
}

/** What maps of other blueprints' ops say, behind a place in the order of their keys. */
export async function pairsAfter(
  db: Db,
  tenant: number,
  { blueprint, map, key, target }: MapPlace,
  limit: number,
): Promise<readonly MapPlace[]> {
  const rows = await db.all<MapPlace>(
    `SELECT blueprint, map, key, target FROM op_map WHERE tenant = ? AND (blueprint, map, key, target) > (?, ?, ?, ?)
      ORDER BY blueprint, map, key, target LIMIT ?`,
    [tenant, blueprint, map, key, target, limit],
  )
  return rows.map((row) => ({ ...row, blueprint: Number(row.blueprint) }))
}

export async function deletePair(tx: Db, tenant: number, { blueprint, map, key, target }: MapPlace): Promise<void> {
  await tx.run('DELETE FROM op_map WHERE tenant = ? AND blueprint = ? AND map = ? AND key = ? AND target = ?', [
    tenant,
    blueprint,
    map,
    key,
    target,
  ])
}

/** One record, with whatever leads to it or is counted of it. */
export async function deleteWithLinks(tx: Db, tenant: number, no: number): Promise<void> {
  for (const where of [
    'record_link WHERE tenant = ? AND to_no = ?',
    'rollup_part WHERE tenant = ? AND from_no = ?',
    'rollup_part WHERE tenant = ? AND to_no = ?',
    'rollup_total WHERE tenant = ? AND no = ?',
  ])
    await tx.run(`DELETE FROM ${where}`, [tenant, no])
  await deleteRecord(tx, tenant, no)
}

/** Tables of which a blueprint may have very many rows, and what tells these rows apart. */
const long = [
  ['record_tag', 'field, value, no'],
  ['record_unique', 'rule, key'],
  ['record_duplicate', 'rule, key, no'],
  ['op_map', 'map, key, target'],
  ['field_use', 'field, actor'],
  ['notification', 'no'],
] as const

/** Some of them; answers how many. */
export async function deleteSome(tx: Db, tenant: number, blueprint: number, most: number): Promise<number> {
  for (const [table, key] of long) {
    const { changes } = await tx.run(
      `DELETE FROM ${table} WHERE tenant = ? AND blueprint = ? AND (${key}) IN
        (SELECT ${key} FROM ${table} WHERE tenant = ? AND blueprint = ? LIMIT ?)`,
      [tenant, blueprint, tenant, blueprint, most],
    )
    if (changes > 0) return changes
  }
  return 0
}

const definitions: readonly string[] = [
  `flow_draft WHERE tenant = ? AND flow IN (SELECT no FROM flow f WHERE f.tenant = flow_draft.tenant AND f.blueprint = ?)`,
  `flow_version WHERE tenant = ? AND flow IN (SELECT no FROM flow f WHERE f.tenant = flow_version.tenant AND f.blueprint = ?)`,
  'flow WHERE tenant = ? AND blueprint = ?',
  'view WHERE tenant = ? AND blueprint = ?',
  'blueprint_draft WHERE tenant = ? AND blueprint = ?',
  'blueprint_version WHERE tenant = ? AND blueprint = ?',
  'field_slot WHERE tenant = ? AND blueprint = ?',
  'record_count WHERE tenant = ? AND blueprint = ?',
  'version_pin WHERE tenant = ? AND blueprint = ?',
  'version_use WHERE tenant = ? AND blueprint = ?',
  'running_number WHERE tenant = ? AND blueprint = ?',
  'computed_source WHERE tenant = ? AND blueprint = ?',
  // How records that are in another blueprint now stood in this one.
  'record_standing WHERE tenant = ? AND blueprint = ?',
  'subtable WHERE tenant = ? AND parent = ?',
  'subtable WHERE tenant = ? AND child = ?',
  'blueprint WHERE tenant = ? AND no = ?',
]

/** What it was, in all versions, and the work that was done on it. `job`: the one that destroys it, which stays to tell. */
export async function deleteDefinitions(
  tx: Db,
  tenant: number,
  { no, name }: { readonly no: number; readonly name: string },
  job: number,
): Promise<void> {
  for (const where of definitions) await tx.run(`DELETE FROM ${where}`, [tenant, no])
  await tx.run(`DELETE FROM job WHERE tenant = ? AND CAST(payload ->> 'blueprintNo' AS int) = ? AND no <> ?`, [
    tenant,
    no,
    job,
  ])
  // Places are kept by name, and the name may be another one's by now.
  const named: Binding[] = [tenant, name]
  await tx.run(
    `DELETE FROM blueprint_place WHERE tenant = ? AND name = ?
      AND NOT EXISTS (SELECT 1 FROM blueprint b WHERE b.tenant = blueprint_place.tenant AND b.name = blueprint_place.name)
      AND NOT EXISTS (SELECT 1 FROM new_blueprint n WHERE n.tenant = blueprint_place.tenant AND n.name = blueprint_place.name)`,
    named,
  )
}

/** Members who have starred something. */
export async function membersWithFavourites(db: Db, tenant: number): Promise<readonly string[]> {
  const rows = await db.all<{ member: string }>('SELECT member FROM favourites WHERE tenant = ?', [tenant])
  return rows.map(({ member }) => member)
}

/** Of these numbers of records, those that are still there. */
export async function recordsThere(db: Db, tenant: number, nos: readonly number[]): Promise<ReadonlySet<number>> {
  const rows = await inChunks<{ no: number | string }>(
    db,
    'SELECT no FROM record WHERE tenant = ? AND no IN',
    [tenant],
    nos,
  )
  return new Set(rows.map(({ no }) => Number(no)))
}

/** Of these public ids of views, those that are still there. */
export async function viewsThere(db: Db, tenant: number, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await inChunks<{ id: string }>(db, 'SELECT id FROM view WHERE tenant = ? AND id IN', [tenant], ids)
  return new Set(rows.map(({ id }) => id))
}
