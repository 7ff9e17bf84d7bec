// How are the words of records found? The index follows the writes: each leaves its words in the outbox, the worker takes them in.
import { LONGEST_WORD } from '@molde/engine'
import { insertMany } from '../store/insert-many.ts'
import { type Db, jsonOf, type TenantStore } from '../store/store.ts'

/** PostgreSQL keeps no more text than this for one record; further words of both databases are left out. */
const mostBytes = 900_000

const queued = {
  insert: 'INSERT INTO outbox (tenant, kind, record, payload, due_at, created_at)',
  row: "(?, 'index', ?, ?, ?, ?)",
}
const dueText = `SELECT seq, record, payload FROM outbox WHERE tenant = ? AND kind = 'index' ORDER BY seq LIMIT ?`

export interface SearchWords {
  readonly no: number
  readonly blueprint: number
  readonly words: readonly string[]
}

export async function queueWords(tx: Db, tenant: number, entries: readonly SearchWords[], at: number): Promise<void> {
  const rows = entries.map(({ no, blueprint, words }) => [tenant, no, JSON.stringify({ blueprint, words }), at, at])
  await insertMany(tx, queued, rows)
}

/**
 * A word as the index holds it. It begins with its blueprint, so that a common word of another blueprint costs this one nothing.
 * Digits end at the first `x`: no word of one blueprint is a word of another.
 */
export function indexWord(blueprint: number, word: string): string {
  return `${blueprint}x${cut(word)}`
}

/** Takes waiting words into the index; answers how many rows it took from the outbox. Zero: nothing waits. */
export function indexSearch(store: TenantStore, most = 200): Promise<number> {
  return store.inTransaction(async (tx) => {
    const { due, done } = texts[tx.dialect]
    const rows = await tx.all<{ seq: number; record: number; payload: unknown }>(due, [store.tenant, most])
    const last = rows.at(-1)
    if (!last) return 0
    // The newest words of a record win.
    const byRecord = new Map(rows.map(({ record, payload }) => [record, jsonOf<Omit<SearchWords, 'no'>>(payload)]))
    await writeWords(
      tx,
      store,
      [...byRecord].map(([no, payload]) => ({ no, ...payload })),
    )
    await tx.run(done, [store.tenant, tx.dialect === 'sqlite' ? last.seq : `{${rows.map(({ seq }) => seq).join()}}`])
    return rows.length
  })
}

const texts = {
  sqlite: {
    due: dueText,
    done: `DELETE FROM outbox WHERE tenant = ? AND kind = 'index' AND seq <= ?`,
    put: { insert: 'INSERT OR REPLACE INTO record_search (rowid, body)', row: '(?, ?)' },
    drop: 'DELETE FROM record_search WHERE rowid = ?',
  },
  postgres: {
    // A second worker waits for the first: the words of a record must arrive in the order they were written.
    due: `${dueText} FOR UPDATE`,
    // Exactly those that were read: an older number may be committed meanwhile.
    done: 'DELETE FROM outbox WHERE tenant = ? AND seq = ANY(CAST(? AS bigint[]))',
    put: {
      insert: 'INSERT INTO record_search (tenant, no, words)',
      row: '(?, ?, array_to_tsvector(?::text[]))',
      end: 'ON CONFLICT (tenant, no) DO UPDATE SET words = excluded.words',
    },
    drop: 'DELETE FROM record_search WHERE tenant = ? AND no = ?',
  },
} as const

/** Sets the words of records in the index; none takes one out. */
export async function writeWords(
  tx: Db,
  { tenant }: Pick<TenantStore, 'tenant'>,
  entries: readonly SearchWords[],
): Promise<void> {
  const isSqlite = tx.dialect === 'sqlite'
  const { put, drop } = texts[tx.dialect]
  const rows: (string | number)[][] = []
  for (const { no, blueprint, words: whole } of entries) {
    const words = inBytes([...new Set(whole.map((word) => indexWord(blueprint, word)))])
    const key = isSqlite ? [no] : [tenant, no]
    if (words.length === 0) await tx.run(drop, key)
    else rows.push([...key, isSqlite ? words.join(' ') : arrayLiteral(words)])
  }
  await insertMany(tx, put, rows)
}

function inBytes(words: readonly string[]): readonly string[] {
  let bytes = 0
  return words.filter((word) => {
    bytes += Buffer.byteLength(word)
    return bytes <= mostBytes
  })
}

function arrayLiteral(words: readonly string[]): string {
  return `{${words.map((word) => `"${word.replace(/["\\]/g, '\\$&')}"`).join(',')}}`
}

/** As the engine cuts the words of records. */
function cut(word: string): string {
  return word.length <= LONGEST_WORD ? word : word.slice(0, LONGEST_WORD).replace(/\p{Surrogate}$/u, '')
}
