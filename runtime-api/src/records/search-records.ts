// Words looked for in every kind of record at once, as the jump box of the studio does.
import { issue, refuseIf } from '@molde/engine'
import { listBlueprints } from '../blueprints/blueprint-table.ts'
import { definitionOf } from '../blueprints/compiled-versions.ts'
import { ApiError } from '../errors.ts'
import { type JsonText, jsonObject } from '../http/json-text.ts'
import { ScanTooLarge } from '../query/query-errors.ts'
import type { Scope } from '../runtime.ts'
import { countUse } from '../spoken-versions/count-use.ts'
import { checkWishes, definitionBeside } from './as-version.ts'
import { firstRows, withinText } from './list-records.ts'

/** A tenant with more kinds of record than this searches in the first ones by name. */
const mostBlueprints = 200
/** One kind of record does not push the others out of sight. */
const mostOfOne = 10

/**
 * `{ items }`: at most `limit` records that have all the words, what was changed last first; fewer when they are long.
 * Refused without words.
 */
export async function searchRecords(
  scope: Scope,
  { words, limit, as }: { readonly words: string; readonly limit: number; readonly as?: string | undefined },
): Promise<JsonText> {
  await checkWishes(scope, scope.store.read, as)
  if (words.trim() === '') refuseIf([issue(['query', 'q'], 'required', { label: 'q' })])
  let found: Awaited<ReturnType<typeof rowsIn>> = []
  for (const { name } of await listBlueprints(scope.store.read, scope.tenant.no, '', mostBlueprints)) {
    const more = await rowsIn(scope, name, { q: words, limit: `${Math.min(limit, mostOfOne)}` }, as)
    // Only the best so far are carried on: two hundred kinds of record would be a heap.
    found = [...found, ...more].sort((a, b) => b.row.updated_at - a.row.updated_at).slice(0, limit)
  }
  const items: JsonText[] = []
  for (const one of found) {
    items.push(await one.say())
    if (withinText(items).length < items.length) break
  }
  for (const definition of new Set(found.slice(0, items.length).map((one) => one.definition)))
    countUse(scope, definition, 'read-whole')
  return jsonObject({ items: withinText(items) })
}

/** None where the blueprint went into the trash meanwhile, or where the words are so common that only a scan would find them. */
async function rowsIn(
  scope: Scope,
  blueprint: string,
  params: { readonly q: string; readonly limit: string },
  as: string | undefined,
) {
  const db = scope.store.read
  try {
    const definition = await definitionBeside(scope, db, await definitionOf(scope, db, blueprint), as)
    return (await firstRows(scope, definition, params)).map((one) => ({ ...one, definition }))
  } catch (thrown) {
    if (thrown instanceof ScanTooLarge || (thrown instanceof ApiError && thrown.code === 'not-found')) return []
    throw thrown
  }
}
