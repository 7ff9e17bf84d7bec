// How are the words of records found? The index follows the writes: each leaves its words in the outbox, the worker takes them in.
import { type Db, jsonOf, type TenantStore } from '../store/store.ts'

/** Longer words are cut, in the index and in the question alike. */
const longestWord = 64
const mostWords = 4_000

const queueText = `INSERT INTO outbox (tenant, kind, record, payload, due_at, created_at) VALUES (?, 'index', ?, ?, ?, ?)`
const dueText = `SELECT seq, record, payload FROM outbox WHERE tenant = ? AND kind = 'index' ORDER BY seq LIMIT ?`
const doneText = `DELETE FROM outbox WHERE tenant = ? AND kind = 'index' AND seq <= ?`

export interface SearchWords {
  readonly no: number
  readonly blueprint: number
  readonly words: readonly string[]
}

export function queueWords(tx: Db, tenant: number, entry: SearchWords, at: number): Promise<unknown> {
  const payload = { blueprint: entry.blueprint, words: entry.words }
  return tx.run(queueText, [tenant, entry.no, JSON.stringify(payload), at, at])
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
    const rows = await tx.all<{ seq: number; record: number; payload: unknown }>(dueText, [store.tenant, most])
    const last = rows.at(-1)
    if (!last) return 0
    // The newest words of a record win.
    const byRecord = new Map(rows.map(({ record, payload }) => [record, jsonOf<Omit<SearchWords, 'no'>>(payload)]))
    for (const [no, payload] of byRecord) await writeWords(tx, store, { no, ...payload })
    await tx.run(doneText, [store.tenant, last.seq])
    return rows.length
  })
}

const texts = {
  sqlite: {
    put: 'INSERT OR REPLACE INTO record_search (rowid, body) VALUES (?, ?)',
    drop: 'DELETE FROM record_search WHERE rowid = ?',
  },
  postgres: {
    put: `INSERT INTO record_search (tenant, no, words) VALUES (?, ?, array_to_tsvector(?::text[]))
      ON CONFLICT (tenant, no) DO UPDATE SET words = excluded.words`,
    drop: 'DELETE FROM record_search WHERE tenant = ? AND no = ?',
  },
} as const

/** Sets the words of one record in the index; none takes it out. */
export async function writeWords(tx: Db, { tenant }: Pick<TenantStore, 'tenant'>, entry: SearchWords): Promise<void> {
  const words = [...new Set(entry.words.slice(0, mostWords).map((word) => indexWord(entry.blueprint, word)))]
  const { put, drop } = texts[tx.dialect]
  const key = tx.dialect === 'sqlite' ? [entry.no] : [tenant, entry.no]
  if (words.length === 0) await tx.run(drop, key)
  else await tx.run(put, [...key, tx.dialect === 'sqlite' ? words.join(' ') : arrayLiteral(words)])
}

function arrayLiteral(words: readonly string[]): string {
  return `{${words.map((word) => `"${word.replace(/["\\]/g, '\\$&')}"`).join(',')}}`
}

/** By characters, not by UTF-16 units: half a character is no text. */
function cut(word: string): string {
  return word.length <= longestWord ? word : [...word].slice(0, longestWord).join('')
}
