// Which records of a blueprint wait for a person, and why, said to that person.
import { type BlueprintVersion, issue, type Json, sayIssue, titleOf } from '@molde/engine'
import { definitionOf, versionOf } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import { findRecords } from '../record-store/record-table.ts'
import { liftRows } from '../records/lift-row.ts'
import { wireTime } from '../records/wire-time.ts'
import type { Scope } from '../runtime.ts'
import {
  countQuarantine,
  listQuarantine as listRows,
  type Quarantined,
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

export async function listQuarantine(
  scope: Scope,
  blueprint: string,
  page: { readonly before: number; readonly limit: number },
) {
  const db = scope.store.read
  const definition = await definitionOf(scope, db, blueprint)
  const rows = await listRows(db, scope.tenant.no, definition.no, page.before, page.limit + 1)
  const shown = rows.slice(0, page.limit)
  const ids = shown.map(({ id }) => id)
  const records = await liftRows(scope, db, definition, await findRecords(db, scope.tenant.no, definition.no, ids))
  const titles = new Map(records.map((row) => [row.id, titleOf(definition.head, row.data, scope.language) ?? '']))
  const items: QuarantineEntry[] = []
  for (const row of shown) items.push(await entryOf(scope, definition, row, titles.get(row.id) ?? ''))
  return {
    items,
    next: rows.length > page.limit ? shown.at(-1)?.record : undefined,
    count: await countQuarantine(db, scope.tenant.no, definition.no),
  }
}

async function entryOf(
  scope: Scope,
  definition: Definition,
  row: Quarantined,
  title: string,
): Promise<QuarantineEntry> {
  const version = await versionOf(scope, scope.store.read, definition, row.version)
  const [reason] = row.reasons
  return {
    record: { id: row.id, title },
    version: row.version,
    target: row.target,
    ...(reason ? said(scope, version, reason) : { field: null, code: 'unknown', message: '', value: null }),
    at: wireTime(row.at),
  }
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
