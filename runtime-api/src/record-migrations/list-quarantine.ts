// Which records of a blueprint wait for a person, and why, said to that person.
import { type BlueprintVersion, type FieldId, issue, type Json, sayIssue } from '@molde/engine'
import { definitionOf, versionOf } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import { findRecords } from '../record-store/record-table.ts'
import { type Duplicate, duplicatesAmong } from '../record-store/unique-table.ts'
import { liftRows } from '../records/lift-row.ts'
import { titlesOfRows } from '../records/titles-of-rows.ts'
import { wireTime } from '../records/wire-time.ts'
import { readerOf, type Scope } from '../runtime.ts'
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
  /** Of a record that repeats what only one may have: the one that has it. */
  readonly duplicateOf?: { readonly id: string; readonly title: string }
  readonly at: string
}

export async function listQuarantine(scope: Scope, blueprint: string, page: QuarantinePage) {
  const db = scope.store.read
  const definition = await definitionOf(scope, db, blueprint)
  const rows = await listRows(db, scope.tenant.no, definition.no, { ...page, limit: page.limit + 1 })
  const shown = rows.slice(0, page.limit)
  const about = await aboutWaiting(scope, definition, shown)
  const items: QuarantineEntry[] = []
  for (const row of shown) {
    const [first] = await entriesOf(scope, definition, row, about)
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
  const about = await aboutWaiting(scope, definition, rows)
  const entries = []
  for (const row of rows) entries.push(...(await entriesOf(scope, definition, row, about)))
  return { items: entries, next: undefined, count: rows.length }
}

interface About {
  readonly titles: ReadonlyMap<string, string>
  readonly duplicates: readonly Duplicate[]
}

/** What they are called, and what those that repeat another one stand in line for. */
async function aboutWaiting(scope: Scope, definition: Definition, rows: readonly Quarantined[]): Promise<About> {
  const db = scope.store.read
  const repeating = rows.filter(({ reasons }) => reasons.some(({ kind }) => kind === 'duplicate'))
  const duplicates = await duplicatesAmong(
    db,
    scope.tenant.no,
    repeating.map(({ record }) => record),
  )
  const ids = [...rows.map(({ id }) => id), ...duplicates.map(({ holderId }) => holderId)]
  const found = await findRecords(db, scope.tenant.no, definition.no, [...new Set(ids)])
  const records = await liftRows(scope, db, definition, found)
  return { titles: await titlesOfRows(scope, definition.head, records), duplicates }
}

async function entriesOf(
  scope: Scope,
  definition: Definition,
  row: Quarantined,
  { titles, duplicates }: About,
): Promise<readonly QuarantineEntry[]> {
  const read = scope.store.read
  const version = await versionOf(scope, read, definition, row.version)
  const target = await versionOf(scope, read, definition, row.target)
  const title = titles.get(row.id) ?? ''
  const about = { record: { id: row.id, title }, version: row.version, target: row.target }
  const reasons = row.reasons.flatMap((reason) => {
    if (reason.kind !== 'duplicate') return said(scope, version, target, reason)
    const own = duplicates.find(({ no, rule }) => no === row.record && rule === reason.rule)
    // Nobody has it any more but this one.
    if (!own) return []
    const other = { id: own.holderId, title: titles.get(own.holderId) ?? own.holderId }
    return saidDuplicate(scope, version, target, reason.fields, other)
  })
  const none = { field: null, targetField: null, code: 'unknown', message: '', value: null }
  return (reasons.length > 0 ? reasons : [none]).map((reason) => ({ ...about, ...reason, at: wireTime(row.at) }))
}

function saidDuplicate(
  scope: Scope,
  version: BlueprintVersion,
  target: BlueprintVersion,
  ids: readonly FieldId[],
  duplicateOf: { readonly id: string; readonly title: string },
) {
  const fields = target.fields.filter(({ id }) => ids.includes(id))
  const labels = fields.map((field) => field.label ?? field.key)
  const found = issue([], 'duplicate-of', { fields: labels, other: duplicateOf.title })
  const [first] = ids
  return {
    ...{ field: keyIn(version, first), targetField: keyIn(target, first), code: found.code },
    ...{ message: sayIssue(found, readerOf(scope)), value: null, duplicateOf },
  }
}

function keyIn({ fields }: BlueprintVersion, id: string | undefined): string | null {
  return fields.find((field) => field.id === id)?.key ?? null
}

function said(
  scope: Scope,
  version: BlueprintVersion,
  target: BlueprintVersion,
  reason: Exclude<QuarantineReason, { readonly kind: 'duplicate' }>,
) {
  if (reason.kind === 'issue') {
    const { path, code } = reason.issue
    const id = target.fields.find(({ key }) => key === path[0])?.id
    const message = sayIssue(reason.issue, readerOf(scope))
    return { field: keyIn(version, id), targetField: keyIn(target, id), code, message, value: null }
  }
  const at = reason.values.findIndex((value) => value !== null)
  const field = version.fields.find(({ id }) => id === reason.fields[Math.max(0, at)])
  const value = reason.values[Math.max(0, at)] ?? null
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const found = issue([], 'not-carried-over', { label: field?.label ?? field?.key ?? '', value: text.slice(0, 100) })
  const message = sayIssue(found, readerOf(scope))
  return { field: field?.key ?? null, targetField: keyIn(target, field?.id), code: found.code, message, value }
}
