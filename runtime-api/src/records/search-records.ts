// Words looked for in every kind of record at once, as the jump box of the studio does.
import { issue, refuseIf } from '@molde/engine'
import { listBlueprints } from '../blueprints/blueprint-table.ts'
import { definitionOf } from '../blueprints/compiled-versions.ts'
import { type JsonText, jsonObject } from '../http/json-text.ts'
import type { Scope } from '../runtime.ts'
import { firstRecords } from './list-records.ts'

/** A tenant with more kinds of record than this searches in the first ones by name. */
const mostBlueprints = 200
/** One kind of record does not push the others out of sight. */
const mostOfOne = 10

/** `{ items }`: at most `limit` records that have all the words, what was changed last first. Refused without words. */
export async function searchRecords(scope: Scope, words: string, limit: number): Promise<JsonText> {
  if (words.trim() === '') refuseIf([issue(['query', 'q'], 'required', { label: 'q' })])
  const db = scope.store.read
  const found = []
  for (const { name } of await listBlueprints(db, scope.tenant.no, '', mostBlueprints)) {
    const definition = await definitionOf(scope, db, name)
    found.push(...(await firstRecords(scope, definition, { q: words, limit: `${Math.min(limit, mostOfOne)}` })))
  }
  found.sort((a, b) => b.changedAt - a.changedAt)
  return jsonObject({ items: found.slice(0, limit).map(({ text }) => text) })
}
