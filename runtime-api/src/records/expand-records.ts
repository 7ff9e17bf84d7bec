// The records that a page's records point to, read at once: one statement per field, however long the page.
import type { FieldDef, FieldId, Json, StoredData, WireRecord } from '@molde/engine'
import { definitionOf } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import { ApiError } from '../errors.ts'
import { blueprintsBehind } from '../passages/kin.ts'
import { findRecords } from '../record-store/record-table.ts'
import type { Scope } from '../runtime.ts'
import { countUse } from '../spoken-versions/count-use.ts'
import { definitionBeside } from './as-version.ts'
import { liftRows } from './lift-row.ts'
import { presentRecord } from './present-record.ts'
import { definitionsByNo } from './titles-of.ts'

export type Expanded = { readonly [key: string]: WireRecord | null | readonly (WireRecord | null)[] }

/** A record as an answer shows it. */
export type ShownRecord = WireRecord & { readonly expanded?: Expanded }

interface Expansion {
  /** Relations. */
  readonly fields: readonly FieldId[]
  /** The versions that the client asks for. */
  readonly as: string | undefined
}

/** For each of `datas` what is to stand in its `expanded`. A target in the trash, or gone, is null. */
export async function expandRecords(
  scope: Scope,
  definition: Definition,
  datas: readonly StoredData[],
  { fields: expand, as }: Expansion,
): Promise<readonly Expanded[]> {
  const fields = definition.relations.filter(({ id }) => expand.includes(id))
  const found = new Map<FieldId, ReadonlyMap<string, WireRecord>>()
  for (const field of fields) {
    const ids = new Set(datas.flatMap((data) => idsOf(data[field.id])))
    found.set(field.id, await readTargets(scope, { definition, field, as }, [...ids]))
  }
  return datas.map((data) =>
    Object.fromEntries(fields.map((field) => [field.key, expandOne(field, data, found.get(field.id))])),
  )
}

function expandOne(field: FieldDef, data: StoredData, targets: ReadonlyMap<string, WireRecord> | undefined) {
  const records = idsOf(data[field.id]).map((id) => targets?.get(id) ?? null)
  return field.many ? records : (records[0] ?? null)
}

interface Pointing {
  /** In the words in which the records that point are said. */
  readonly definition: Definition
  readonly field: FieldDef
  readonly as: string | undefined
}

async function readTargets(
  scope: Scope,
  { definition, field, as }: Pointing,
  ids: readonly string[],
): Promise<ReadonlyMap<string, WireRecord>> {
  const db = scope.store.read
  const found = new Map<string, WireRecord>()
  if (ids.length === 0) return found
  const read = async (newest: Definition) => {
    const target = newest.no === definition.no ? definition : await definitionBeside(scope, db, newest, as)
    const rows = (await findRecords(db, scope.tenant.no, target.no, ids)).filter(({ live }) => live)
    if (rows.length > 0) countUse(scope, target, 'read-whole')
    for (const row of await liftRows(scope, db, target, rows)) found.set(row.id, presentRecord(target, row))
  }
  const target = await definitionOf(scope, db, field.blueprint ?? '').catch(unlessMissing)
  if (target) await read(target)
  if (found.size === ids.length) return found
  // Records that passed on to another blueprint are shown as they are there.
  const behind = await blueprintsBehind(db, scope.tenant.no, field.blueprint ?? '')
  const others = await definitionsByNo(
    scope,
    behind.filter((no) => no !== target?.no),
  )
  for (const other of others.values()) await read(other)
  return found
}

/** The target's blueprint may be in the trash. */
function unlessMissing(thrown: unknown): undefined {
  if (!(thrown instanceof ApiError && (thrown.status === 404 || thrown.status === 410))) throw thrown
}

function idsOf(value: Json | undefined): string[] {
  if (typeof value === 'string') return [value]
  return Array.isArray(value) ? value.filter((id): id is string => typeof id === 'string') : []
}
