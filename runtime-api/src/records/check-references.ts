// Do the records and members that a write points to exist?
import {
  type FieldDef,
  type FieldId,
  type Issue,
  issue,
  type JsonObject,
  type Path,
  refuseIf,
  type StoredData,
} from '@molde/engine'
import { findBlueprint } from '../blueprints/blueprint-table.ts'
import type { Definition } from '../blueprints/definition.ts'
import { membersAmong } from '../members/member-table.ts'
import { blueprintsBehind } from '../passages/kin.ts'
import { findRecords } from '../record-store/record-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'

/** What was written, and where it lies in the document that was sent. */
export interface Pointing {
  readonly path: Path
  readonly data: StoredData
  readonly changed: readonly FieldId[]
}

interface Reference {
  readonly field: FieldDef
  readonly id: string
  readonly path: Path
}

/** Targets must be live records of the field's blueprint; asked once per blueprint, however many records are written. */
export async function checkTargets(
  db: Db,
  scope: Scope,
  definition: Definition,
  written: readonly Pointing[],
): Promise<void> {
  if (definition.relations.length === 0) return
  const references = referencesIn(definition.relations, written)
  const names = [...new Set(references.map(({ field }) => field.blueprint ?? ''))]
  const missing: Issue[] = []
  for (const name of names) {
    const wanted = references.filter(({ field }) => field.blueprint === name)
    const found = await liveAmong(db, scope.tenant.no, name, new Set(wanted.map(({ id }) => id)))
    for (const { field, id, path } of wanted) {
      if (!found.has(id))
        missing.push(
          issue(path, 'target-missing', { label: field.label ?? field.key, blueprint: name, id: id.slice(0, 60) }),
        )
    }
  }
  refuseIf(missing)
}

interface Sent {
  readonly path: Path
  readonly wire: JsonObject
}

export async function checkMembers(scope: Scope, definition: Definition, sent: Sent): Promise<void> {
  refuseIf(await memberIssues(scope, definition, [sent]))
}

/** Outside of the write's transaction: members lie in the control database. Looks at what was sent, before it is encoded. */
export async function memberIssues(scope: Scope, definition: Definition, sent: readonly Sent[]): Promise<Issue[]> {
  if (definition.users.length === 0) return []
  const references = sent.flatMap(({ path, wire }) =>
    definition.users.flatMap((field) => idsAt(field, wire[field.key], [...path, field.key])),
  )
  if (references.length === 0) return []
  const ids = [...new Set(references.map(({ id }) => id))]
  const members = await membersAmong(scope.runtime.control.read, scope.tenant.no, ids)
  return references
    .filter(({ id }) => !members.has(id))
    .map(({ field, id, path }) => issue(path, 'not-a-member', { label: field.label ?? field.key, id: id.slice(0, 60) }))
}

async function liveAmong(db: Db, tenant: number, name: string, ids: ReadonlySet<string>): Promise<ReadonlySet<string>> {
  const named = await findBlueprint(db, tenant, name)
  const found = named ? await liveIn(db, tenant, named.no, ids) : new Set<string>()
  if (found.size === ids.size) return found
  // Records that passed on to another blueprint are linked to as before.
  const behind = (await blueprintsBehind(db, tenant, name)).filter((no) => no !== named?.no)
  for (const no of behind) for (const id of await liveIn(db, tenant, no, ids)) found.add(id)
  return found
}

async function liveIn(db: Db, tenant: number, blueprint: number, ids: ReadonlySet<string>): Promise<Set<string>> {
  const rows = await findRecords(db, tenant, blueprint, [...ids])
  return new Set(rows.filter(({ live }) => live).map(({ id }) => id))
}

function referencesIn(fields: readonly FieldDef[], written: readonly Pointing[]): Reference[] {
  return written.flatMap(({ path, data, changed }) =>
    fields
      .filter(({ id }) => changed.includes(id))
      .flatMap((field) => idsAt(field, data[field.id], [...path, field.key])),
  )
}

function idsAt(field: FieldDef, value: unknown, path: Path): Reference[] {
  if (typeof value === 'string') return [{ field, id: value, path }]
  if (!Array.isArray(value)) return []
  return value.flatMap((id, i) => (typeof id === 'string' ? [{ field, id, path: [...path, i] }] : []))
}
