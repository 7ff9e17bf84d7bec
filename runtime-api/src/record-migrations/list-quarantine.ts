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
  /** Key of the field in the version where the record rests, when one is at fault and is there. */
  readonly field: string | null
  /** Key of that field where the record was to go, when it is there. */
  readonly targetField: string | null
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
  const titles = await titlesOfWaiting(scope, definition, shown)
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

/** Everything that these records wait for; nothing of one that does not wait, or is not there. `count` is of the records. */
export async function readQuarantined(scope: Scope, blueprint: string, ids: readonly string[]) {
  const db = scope.store.read
  const definition = await definitionOf(scope, db, blueprint)
  const rows = await findQuarantined(db, scope.tenant.no, definition.no, ids)
  const titles = await titlesOfWaiting(scope, definition, rows)
  const entries = []
  for (const row of rows) entries.push(...(await entriesOf(scope, definition, row, titles.get(row.id) ?? '')))
  return { items: entries, next: undefined, count: rows.length }
}

async function titlesOfWaiting(scope: Scope, definition: Definition, rows: readonly Quarantined[]) {
  const db = scope.store.read
  const ids = rows.map(({ id }) => id)
  const records = await liftRows(scope, db, definition, await findRecords(db, scope.tenant.no, definition.no, ids))
  return titlesOfRows(scope, definition.head, records)
}

async function entriesOf(
  scope: Scope,
  definition: Definition,
  row: Quarantined,
  title: string,
): Promise<readonly QuarantineEntry[]> {
  const read = scope.store.read
  const version = await versionOf(scope, read, definition, row.version)
  const target = await versionOf(scope, read, definition, row.target)
  const about = { record: { id: row.id, title }, version: row.version, target: row.target }
  const reasons = row.reasons.map((reason) => said(scope, version, target, reason))
  const none = { field: null, targetField: null, code: 'unknown', message: '', value: null }
  return (reasons.length > 0 ? reasons : [none]).map((reason) => ({ ...about, ...reason, at: wireTime(row.at) }))
}

function said(scope: Scope, version: BlueprintVersion, target: BlueprintVersion, reason: QuarantineReason) {
  const keyIn = ({ fields }: BlueprintVersion, id: string | undefined) =>
    fields.find((field) => field.id === id)?.key ?? null
  if (reason.kind === 'issue') {
    const { path, code } = reason.issue
    const id = target.fields.find(({ key }) => key === path[0])?.id
    const message = sayIssue(reason.issue, scope.language)
    return { field: keyIn(version, id), targetField: keyIn(target, id), code, message, value: null }
  }
  const at = reason.values.findIndex((value) => value !== null)
  const field = version.fields.find(({ id }) => id === reason.fields[Math.max(0, at)])
  const value = reason.values[Math.max(0, at)] ?? null
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const found = issue([], 'not-carried-over', { label: field?.label ?? field?.key ?? '', value: text.slice(0, 100) })
  const message = sayIssue(found, scope.language)
  return { field: field?.key ?? null, targetField: keyIn(target, field?.id), code: found.code, message, value }
}
