// In which tables of a tenant does a text still lie, as bytes, in any column?
import { readFile } from 'node:fs/promises'
import Sqlite from 'better-sqlite3'
import type { Db, TenantStore } from '../src/store/store.ts'

/** Names of tables; those of the index of words are looked at too. */
export async function tablesWith({ read, tenant }: TenantStore, text: string): Promise<readonly string[]> {
  const found: string[] = []
  for (const table of await tablesOf(read)) {
    const where = read.dialect === 'postgres' && table !== 'tenant_migration' ? ` WHERE tenant = ${tenant}` : ''
    const rows = await read.all<Record<string, unknown>>(`SELECT * FROM "${table}"${where}`)
    if (rows.some((row) => Object.values(row).some((value) => holds(value, text)))) found.push(table)
  }
  return found
}

async function tablesOf(db: Db): Promise<readonly string[]> {
  const sql =
    db.dialect === 'sqlite'
      ? `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> 'record_search' ORDER BY name`
      : `SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant'
         WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
           AND has_table_privilege(c.oid, 'SELECT') ORDER BY c.relname`
  return (await db.all<{ name: string }>(sql)).map(({ name }) => name)
}

function holds(value: unknown, text: string): boolean {
  if (value === null || value === undefined) return false
  const bytes =
    value instanceof Uint8Array
      ? Buffer.from(value)
      : Buffer.from(typeof value === 'string' ? value : JSON.stringify(value))
  return bytes.toString('latin1').toLowerCase().includes(Buffer.from(text).toString('latin1').toLowerCase())
}

/** Every byte of a SQLite file, once it is packed: what was deleted lies in free space until then. */
export async function packedFile(file: string): Promise<string> {
  const own = new Sqlite(file)
  own.exec('VACUUM')
  own.pragma('wal_checkpoint(TRUNCATE)')
  own.close()
  return (await readFile(file)).toString('latin1')
}
