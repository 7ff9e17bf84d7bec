// Which records of a blueprint wait for a person, and why, said to that person.
import { type BlueprintVersion, issue, type Json, sayIssue } from '@molde/engine'
import { definitionOf, versionOf } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import { findRecords } from '../record-store/record-table.ts'
import { liftRows } from '../records/lift-row.ts'
import { titlesOfRows } from '../records/titles-of-rows.ts'
import { wireTime } from '../records/wire-time.ts'
import type { Scope } from '../runtime.ts'
import {
  countQuarantine,
  findQuarantined,
  listQuarantine as listRows,
  type Quarantined,
  type QuarantinePage,
  type QuarantineReason,
} from './quarantine-table.ts'

export interface QuarantineEntry {
  readonly record: { readonly id: string; readonly title: string }
  /** Where it rests, and where it was to go. */
  readonly version: number
  readonly target: number
  /** Key of the field in the version where the record rests, when one is at fault. */
  readonly field: string | null
  readonly code: string
  readonly message: string
  readonly value: Json
  readonly at: string
}

export async function listQuarantine(scope: Scope, blueprint: string, page: QuarantinePage) {
  const db = scope.store.read
  const definition = await definitionOf(scope, db, blueprint)
  const rows = await listRows(db, scope.tenant.no, definition.no, { ...page, limit: page.limit + 1 })
  const shown = rows.slice(0, page.limit)
  const ids = shown.map(({ id }) => id)
  const records = await liftRows(scope, db, definition, await findRecords(db, scope.tenant.no, definition.no, ids))
  const titles = await titlesOfRows(scope, definition.head, records)
  const items: QuarantineEntry[] = []
  for (const row of shown) {
    const [first] = await entriesOf(scope, definition, row, titles.get(row.id) ?? '')
    if (first) items.push(first)
  }
  return {
    items,
    next: rows.length > page.limit ? shown.at(-1)?.record : undefined,
    count: await countQuarantine(db, scope.tenant.no, definition.no),
  }
}

/** Everything that one record waits for; nothing when it does not wait, or is not there. */
export async function readQuarantined(scope: Scope, blueprint: string, id: string) {
  const db = scope.store.read
  const definition = await definitionOf(scope, db, blueprint)
  const row = await findQuarantined(db, scope.tenant.no, definition.no, id)
  if (!row) return { items: [], next: undefined, count: 0 }
  const found = await findRecords(db, scope.tenant.no, definition.no, [id])
  const titles = await titlesOfRows(scope, definition.head, await liftRows(scope, db, definition, found))
  return { items: await entriesOf(scope, definition, row, titles.get(id) ?? ''), next: undefined, count: 1 }
}

async function entriesOf(
  scope: Scope,
  definition: Definition,
  row: Quarantined,
  title: string,
): Promise<readonly QuarantineEntry[]> {
  const version = await versionOf(scope, scope.store.read, definition, row.version)
  const about = { record: { id: row.id, title }, version: row.version, target: row.target }
  const reasons = row.reasons.map((reason) => said(scope, version, reason))
  const none = { field: null, code: 'unknown', message: '', value: null }
  return (reasons.length > 0 ? reasons : [none]).map((reason) => ({ ...about, ...reason, at: wireTime(row.at) }))
}

function said(scope: Scope, version: BlueprintVersion, reason: QuarantineReason) {
  if (reason.kind === 'issue') {
    const { path, code } = reason.issue
    const message = sayIssue(reason.issue, scope.language)
    return { field: typeof path[0] === 'string' ? path[0] : null, code, message, value: null }
  }
  const at = reason.values.findIndex((value) => value !== null)
  const field = version.fields.find(({ id }) => id === reason.fields[Math.max(0, at)])
  const value = reason.values[Math.max(0, at)] ?? null
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const found = issue([], 'not-carried-over', { label: field?.label ?? field?.key ?? '', value: text.slice(0, 100) })
  return { field: field?.key ?? null, code: found.code, message: sayIssue(found, scope.language), value }
}
