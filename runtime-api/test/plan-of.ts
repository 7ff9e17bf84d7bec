// Which indexes does a database use for a list, and does it ever look at a whole table?
import { explainList, type ListAsk } from '../src/query/list-records.ts'
import type { TenantStore } from '../src/store/store.ts'

export interface ListPlanSeen {
  /** `record_s0`, `record_list` …: the same names for both databases. */
  readonly indexes: readonly string[]
  /** A table is read from end to end. */
  readonly fullScan: boolean
  /** Rows are put in order after they were found. */
  readonly sorts: boolean
  readonly lines: readonly string[]
}

/** Names by which PostgreSQL calls the indexes of a partition. */
const partitionIndexes: readonly [RegExp, string][] = [
  [/_live_(\w\d)_no_idx\d*$/, 'record_$1'],
  [/_live_state_no_idx\d*$/, 'record_state'],
  [/_live_no_idx\d*$/, 'record_list'],
  [/_version_no_idx\d*$/, 'record_version'],
  [/_tenant_id_idx\d*$/, 'record_id'],
  [/_pkey$/, 'record_no'],
]

export async function planOf(store: TenantStore, ask: ListAsk): Promise<ListPlanSeen> {
  const lines = await explainList(store, ask)
  const text = lines.join('\n')
  return store.dialect === 'sqlite' ? sqlitePlan(lines, text) : postgresPlan(lines, text)
}

function sqlitePlan(lines: readonly string[], text: string): ListPlanSeen {
  const indexes = [...text.matchAll(/(?:SEARCH|SCAN) \w+ USING (?:COVERING )?INDEX (\w+)/g)].map(
    ([, name]) => name as string,
  )
  if (/SEARCH \w+ USING INTEGER PRIMARY KEY/.test(text)) indexes.push('record_no')
  return {
    indexes,
    fullScan: /SCAN (record|record_clock|target|link|tag|k)\b/.test(text),
    sorts: /USE TEMP B-TREE/.test(text),
    lines,
  }
}

function postgresPlan(lines: readonly string[], text: string): ListPlanSeen {
  const found = [...text.matchAll(/(?:Index (?:Only )?Scan(?: Backward)? using|Bitmap Index Scan on) (\w+)/g)]
  const indexes = found.map(([, name]) => ownName(name as string))
  return { indexes, fullScan: /Seq Scan/.test(text), sorts: /Sort/.test(text), lines }
}

function ownName(index: string): string {
  const rule = partitionIndexes.find(([pattern]) => pattern.test(index))
  return rule ? (index.match(rule[0])?.[0] ?? '').replace(...rule) : index
}
