// Which saved views may this actor see?
import type { JsonObject } from '@molde/engine'
import { findBlueprintsByNo } from '../blueprints/blueprint-table.ts'
import { definitionOf } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import type { Scope } from '../runtime.ts'
import { presentView } from './present-view.ts'
import { listViews as listRows, type ViewRow, viewsOf } from './view-table.ts'

export interface ViewPage {
  readonly blueprint?: string | undefined
  readonly after: number
  readonly limit: number
}

export async function listViews(scope: Scope, page: ViewPage) {
  if (page.blueprint !== undefined) {
    const definition = await definitionOf(scope, scope.store.read, page.blueprint)
    const rows = await viewsOf(scope.store.read, scope.tenant.no, definition.no, scope.actor)
    return { items: rows.map((row) => presentView(row, definition)), next: undefined }
  }
  const { after, limit } = page
  const rows = await listRows(scope.store.read, scope.tenant.no, scope.actor, { after, limit: limit + 1 })
  const shown = rows.slice(0, limit)
  return {
    items: await presentAll(scope, shown),
    next: rows.length > limit ? shown.at(-1)?.no : undefined,
  }
}

async function presentAll(scope: Scope, rows: readonly ViewRow[]): Promise<JsonObject[]> {
  const db = scope.store.read
  const numbers = [...new Set(rows.map(({ blueprint }) => blueprint))]
  const blueprints = (await findBlueprintsByNo(db, scope.tenant.no, numbers)).filter(
    ({ trashedAt }) => trashedAt === null,
  )
  const definitions = new Map<number, Definition>()
  for (const { no, name } of blueprints) definitions.set(no, await definitionOf(scope, db, name))
  return rows.flatMap((row) => {
    const definition = definitions.get(row.blueprint)
    return definition ? [presentView(row, definition)] : []
  })
}
