// Which blueprints does the tenant have, and what is in each and its versions?
import { type JsonObject, schemaToTypescript, toJsonSchema, typeNameOf } from '@molde/engine'
import { ApiError } from '../errors.ts'
import { missingBlueprint } from '../passages/merged-away.ts'
import { countsOf } from '../record-store/count-table.ts'
import { readerOf, type Scope } from '../runtime.ts'
import { type BlueprintRow, countBlueprints, findBlueprint, listBlueprints as listRows } from './blueprint-table.ts'
import { presentBlueprint, presentVersion } from './present-blueprint.ts'
import { findVersion, listVersions as listVersionRows } from './version-table.ts'

export interface NamePage {
  /** Names after this one. */
  readonly after: string
  readonly limit: number
}

export async function listBlueprints(scope: Scope, page: NamePage) {
  const db = scope.store.read
  const rows = await listRows(db, scope.tenant.no, page.after, page.limit + 1)
  const items: JsonObject[] = []
  for (const row of rows.slice(0, page.limit)) items.push(await presentHead(scope, row))
  return {
    items,
    next: rows.length > page.limit ? rows[page.limit - 1]?.name : undefined,
    count: { value: await countBlueprints(db, scope.tenant.no), capped: false },
  }
}

export async function readBlueprint(scope: Scope, name: string): Promise<JsonObject> {
  return presentHead(scope, await blueprintNamed(scope, name))
}

export async function listVersions(
  scope: Scope,
  name: string,
  page: { readonly before: number; readonly limit: number },
) {
  return versionsOf(scope, await blueprintNamed(scope, name), page)
}

/** Also of one in the trash. */
export async function versionsOf(
  scope: Scope,
  blueprint: BlueprintRow,
  page: { readonly before: number; readonly limit: number },
) {
  const rows = await listVersionRows(scope.store.read, scope.tenant.no, blueprint.no, page.before, page.limit + 1)
  const shown = rows.slice(0, page.limit)
  const counts = (await countsOf(scope.store.read, scope.tenant.no, blueprint.no)).filter(({ live }) => live)
  const resting = (version: number) =>
    counts.filter((counted) => counted.version === version).reduce((sum, { n }) => sum + n, 0)
  return {
    // One more was read than is shown, so that also the last one shown knows what it came from.
    items: shown.map((row, at) => ({
      ...presentVersion(row, rows[at + 1]?.definition, readerOf(scope)),
      records: resting(row.version),
    })),
    next: rows.length > page.limit ? shown.at(-1)?.version : undefined,
    count: { value: blueprint.head, capped: false },
  }
}

export async function readVersion(scope: Scope, name: string, version: number): Promise<JsonObject> {
  return presentVersionOf(scope, await blueprintNamed(scope, name), version)
}

/** Also of one in the trash. */
export async function presentVersionOf(scope: Scope, blueprint: BlueprintRow, version: number): Promise<JsonObject> {
  const row = await findVersion(scope.store.read, scope.tenant.no, blueprint.no, version)
  if (!row) throw new ApiError('not-found')
  const before = await findVersion(scope.store.read, scope.tenant.no, blueprint.no, version - 1)
  return presentVersion(row, before?.definition, readerOf(scope))
}

/** What a record holds in that version, as TypeScript; its comments are in the language of the tenant. */
export async function readTypes(scope: Scope, name: string, version: number): Promise<string> {
  const blueprint = await blueprintNamed(scope, name)
  const row = await findVersion(scope.store.read, scope.tenant.no, blueprint.no, version)
  if (!row) throw new ApiError('not-found')
  const schema = toJsonSchema(row.definition, { reader: scope.tenant.language })
  return `// ${blueprint.name}, version ${version}\n${schemaToTypescript(typeNameOf(blueprint.name), schema)}`
}

export async function blueprintNamed(scope: Scope, name: string): Promise<BlueprintRow> {
  const row = await findBlueprint(scope.store.read, scope.tenant.no, name)
  if (!row) throw await missingBlueprint(scope.store.read, scope, name)
  return row
}

async function presentHead(scope: Scope, row: BlueprintRow): Promise<JsonObject> {
  const head = await findVersion(scope.store.read, scope.tenant.no, row.no, row.head)
  if (!head) throw new ApiError('not-found')
  return presentBlueprint(row, head.definition)
}
