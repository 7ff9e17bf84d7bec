// Which records does a query take, and in which order? The reference for what the SQL must answer.
import type { BlueprintVersion } from '../blueprint/blueprint.ts'
import { compileExpression } from '../expression/compile-to-closures.ts'
import { evaluatePredicate } from '../expression/evaluate-predicate.ts'
import type { Expression } from '../expression/expression.ts'
import type { Known } from '../expression/to-sql.ts'
import { searchWords } from '../record/search-words.ts'
import { compareBySort } from '../record/sort-key.ts'
import type { StoredRecord } from '../record/stored-record.ts'
import { searchedWords } from '../whole-numbers.ts'
import type { ListQuery } from './query.ts'

/** With a version, its searched fields are searched for the words; without, every text of the record. */
export function matchRecord(query: ListQuery, stored: StoredRecord, version?: BlueprintVersion): boolean {
  return (
    (stored.deletedAt !== null) === query.trash &&
    evaluatePredicate(query.where, stored.data, stored) === true &&
    matchesRest(query.residual, stored, query.known) &&
    (query.words.length === 0 || hasWords(query, stored, version))
  )
}

/** Is what SQL could not say true of this record? Empty and failing both mean no. */
function matchesRest(residual: Expression | undefined, stored: StoredRecord, known: Known): boolean {
  if (!residual) return true
  const { data, ...record } = stored
  const answer = compileExpression(residual)({ data, record, now: known.now ?? 0, ...known })
  return answer.kind === 'value' && answer.value === true
}

/** Negative when `a` comes first. Newest first without a sort; else the row number decides in the last key's direction. */
export function compareRecords(query: Pick<ListQuery, 'sort'>, a: StoredRecord, b: StoredRecord): number {
  const last = query.sort.at(-1)
  return compareBySort(query.sort, a, b) || (!last || last.descending ? b.no - a.no : a.no - b.no)
}

function hasWords(query: ListQuery, stored: StoredRecord, version: BlueprintVersion | undefined): boolean {
  const found = new Set(version ? searchWords(version)(stored.data) : searchedWords(JSON.stringify(stored.data)))
  return [query.words, ...(query.joined ? [query.joined] : [])].some((words) =>
    words.every(
      (word, i) => found.has(word) || (i === words.length - 1 && [...found].some((one) => one.startsWith(word))),
    ),
  )
}
