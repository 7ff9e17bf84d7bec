// How are the words of a search said in SQL? Every word must be there, the last one as a beginning.
import type { ListQuery } from '@molde/engine'
import { indexWord } from '../record-store/search-table.ts'
import type { Db } from '../store/store.ts'
import type { Ground } from './field-sql.ts'
import { type Fragment, sql } from './fragment-sql.ts'

/**
 * `few`: the index leads to the rows. `many`: other things lead, and each row is asked; SQLite's index answers that far too slowly,
 * so there the rows themselves are (undefined). `all`: every match is written down first, however many.
 */
export type SearchReach = 'few' | 'many' | 'all'

export const fewMatches = 20_000

type Asked = Pick<ListQuery, 'words' | 'joined'>

/** Counts the matches, but no further than tells few from many. */
export function reachSql(ground: Ground, asked: Asked): Fragment {
  if (!isSearch(asked)) return sql('SELECT 0 AS n')
  return sql(
    `SELECT COUNT(*) AS n FROM (${matchesText[ground.dialect]}) AS matches`,
    question(ground, asked),
    fewMatches + 1,
  )
}

export function searchSql(ground: Ground, asked: Asked, reach: SearchReach): Fragment | undefined {
  if (!isSearch(asked)) return sql('1 = 0')
  const { dialect, tenant } = ground
  const wanted = question(ground, asked)
  if (reach === 'few') return sql(`no IN (${matchesText[dialect]})`, wanted, fewMatches + 1)
  if (dialect === 'postgres') return sql(askRowText, tenant, wanted)
  return reach === 'many'
    ? undefined
    : sql('+no IN (SELECT rowid FROM record_search WHERE record_search MATCH ?)', wanted)
}

/** SQLite's index hands its matches over in the order of the records' numbers, as many as are wanted and no more. */
export function leadingSearchSql(ground: Ground, asked: Asked): Fragment | undefined {
  if (ground.dialect !== 'sqlite' || asked.words.length === 0 || !isSearch(asked)) return undefined
  return sql('record_search MATCH ?', question(ground, asked))
}

const matchesText: { readonly [dialect in Db['dialect']]: string } = {
  sqlite: 'SELECT rowid FROM record_search WHERE record_search MATCH ? LIMIT ?',
  postgres: 'SELECT search_record(CAST(? AS tsquery), ?)',
}
const askRowText = `EXISTS (SELECT 1 FROM record_search AS found
  WHERE found.tenant = ? AND found.no = record.no AND found.words @@ CAST(? AS tsquery))`

/** Letters and digits of any script. The index holds nothing else, and nothing else is understood by either database. */
function isSearch({ words, joined = [] }: Asked): boolean {
  return [...words, ...joined].every((word) => /^[\p{L}\p{N}]+$/u.test(word))
}

function question({ dialect, blueprint }: Ground, { words, joined }: Asked): string {
  const [quote, and, prefix, or] = dialect === 'sqlite' ? ['"', ' AND ', '*', ' OR '] : ["'", ' & ', ':*', ' | ']
  const all = (those: readonly string[]) =>
    those
      .map((word, i) => `${quote}${indexWord(blueprint, word)}${quote}${i === those.length - 1 ? prefix : ''}`)
      .join(and)
  return joined ? `(${all(words)})${or}(${all(joined)})` : all(words)
}
