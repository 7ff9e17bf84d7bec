// How much lies in every table? Asked before and after a refused request, which must leave nothing behind.
import type { Db } from '../src/store/store.ts'
import type { TestApp } from './test-app.ts'

/** Repetition, sessions and guesses may be noted also when the request was refused; who speaks which version is written later. */
const passing = new Set([
  'idempotency',
  'session',
  'verification',
  'jwks',
  'control_migration',
  'tenant_migration',
  'version_use',
  'field_use',
])

/** One line per table: rows, and the sum of their revs where they have any. Of the registry and of these tenants. */
export async function rowCounts({ runtime }: TestApp, tenants: readonly string[]): Promise<string> {
  const lines = [...(await countsIn(runtime.control.read, 'control'))]
  for (const id of tenants) {
    const row = await runtime.control.read.get<{ no: number }>('SELECT no FROM tenant WHERE id = ?', [id])
    if (row) lines.push(...(await countsIn((await runtime.tenants.open(Number(row.no))).read, 'public')))
  }
  return lines.join('\n')
}

async function countsIn(db: Db, schema: 'control' | 'public'): Promise<string[]> {
  const tables = await tablesOf(db, schema)
  const counts = tables.map(
    ({ name, rev }) =>
      `SELECT '${name}' AS name, count(*) AS n, ${rev ? 'coalesce(sum(rev), 0)' : '0'} AS revs FROM "${name}"`,
  )
  const rows = await db.all<{ name: string; n: number; revs: number }>(counts.join(' UNION ALL '))
  return rows.map(({ name, n, revs }) => `${name}: ${n} rows, revs ${revs}`)
}

interface Table {
  readonly name: string
  readonly rev: boolean
}
const known = new Map<string, readonly Table[]>()

async function tablesOf(db: Db, schema: 'control' | 'public'): Promise<readonly Table[]> {
  const key = `${db.dialect} ${schema}`
  const before = known.get(key)
  if (before) return before
  const text =
    db.dialect === 'sqlite'
      ? `SELECT m.name, EXISTS (SELECT 1 FROM pragma_table_info(m.name) c WHERE c.name = 'rev') AS rev FROM sqlite_master m
         WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND m.name NOT LIKE 'record_search%' AND m.name NOT LIKE '%migration%' ORDER BY m.name`
      : `SELECT c.relname AS name, EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'rev') AS rev FROM pg_class c
         WHERE c.relnamespace = '${schema}'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
           AND has_table_privilege(c.oid, 'SELECT') ORDER BY c.relname`
  const found = (await db.all<{ name: string; rev: unknown }>(text))
    .filter(({ name }) => !passing.has(name))
    .map(({ name, rev }) => ({ name, rev: Boolean(rev) }))
  known.set(key, found)
  return found
}
