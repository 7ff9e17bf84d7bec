// Where a blueprint's own name is written: in its row, and in what says of fields, flows and jobs that they belong to it.
import { isJsonObject, type Json } from '@molde/engine'
import { type Db, jsonOf } from '../store/store.ts'

export interface Renaming {
  /** The blueprint's number. */
  readonly no: number
  readonly from: string
  readonly to: string
}

const ofItsFlows = 'flow IN (SELECT f.no FROM flow f WHERE f.tenant = o.tenant AND f.blueprint = ?)'

/** Documents that name it as their `blueprint`; `which` is asked with the blueprint's number. */
const places = [
  { table: 'blueprint_version', keys: ['blueprint', 'version'], document: 'ops', which: 'blueprint = ?' },
  { table: 'blueprint_draft', keys: ['blueprint'], document: 'ops', which: 'blueprint = ?' },
  { table: 'flow_version', keys: ['flow', 'version'], document: 'definition', which: ofItsFlows },
  { table: 'flow_draft', keys: ['flow'], document: 'definition', which: ofItsFlows },
  {
    table: 'job',
    keys: ['no'],
    document: 'payload',
    which: `CAST(payload ->> 'blueprintNo' AS int) = ?`,
  },
] as const

/** All but its versions' definitions, from which more follows than this table knows. */
export async function renameRows(tx: Db, tenant: number, renaming: Renaming): Promise<void> {
  const { no, from, to } = renaming
  await tx.run('UPDATE blueprint SET name = ?, rev = rev + 1 WHERE tenant = ? AND no = ?', [to, tenant, no])
  await tx.run('UPDATE computed_source SET source = ? WHERE tenant = ? AND blueprint = ? AND source = ?', [
    to,
    tenant,
    no,
    from,
  ])
  for (const place of places) await renameIn(tx, tenant, renaming, place)
}

async function renameIn(
  tx: Db,
  tenant: number,
  { no, from, to }: Renaming,
  { table, keys, document, which }: (typeof places)[number],
): Promise<void> {
  const rows = await tx.all<{ readonly [key: string]: number } & { readonly document: unknown }>(
    `SELECT ${keys.join(', ')}, ${document} AS document FROM ${table} o WHERE tenant = ? AND ${which}`,
    [tenant, no],
  )
  for (const row of rows) {
    const before = jsonOf<Json>(row.document)
    const after = withOwnName(before, from, to)
    if (after === before) continue
    await tx.run(
      `UPDATE ${table} SET ${document} = ? WHERE tenant = ? AND ${keys.map((key) => `${key} = ?`).join(' AND ')}`,
      [JSON.stringify(after), tenant, ...keys.map((key) => Number(row[key]))],
    )
  }
}

/** Every member `blueprint` that says `from` says `to`; the same value where none does. What people wrote is keyed by ids. */
export function withOwnName(value: Json, from: string, to: string): Json {
  if (Array.isArray(value)) {
    const items = value.map((item) => withOwnName(item, from, to))
    return items.some((item, i) => item !== value[i]) ? items : value
  }
  if (!isJsonObject(value)) return value
  const entries = Object.entries(value).map(
    ([key, of]) => [key, key === 'blueprint' && of === from ? to : withOwnName(of, from, to)] as const,
  )
  return entries.some(([key, of]) => of !== value[key]) ? Object.fromEntries(entries) : value
}
