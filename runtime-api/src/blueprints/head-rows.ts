// Records of a blueprint, as many as a preview looks at.
import { recordsAfter } from '../record-store/record-scan-table.ts'
import type { RecordRow } from '../record-store/record-table.ts'
import { liftRows } from '../records/lift-row.ts'
import type { Scope } from '../runtime.ts'
import type { BlueprintRow } from './blueprint-table.ts'
import { definitionOf } from './compiled-versions.ts'

/** More records than this are looked at as a sample, and the report says so. */
export const mostLookedAt = 20_000

/** Live records in the newest shape, at most as many as one looks at. */
export async function* headRows(scope: Scope, blueprint: BlueprintRow): AsyncGenerator<RecordRow> {
  for await (const rows of headPages(scope, blueprint)) yield* rows
}

export async function* headPages(scope: Scope, blueprint: BlueprintRow): AsyncGenerator<readonly RecordRow[]> {
  const db = scope.store.read
  const definition = await definitionOf(scope, db, blueprint.name)
  let after = 0
  for (let seen = 0; seen < mostLookedAt; ) {
    const rows = await recordsAfter(db, scope.tenant.no, blueprint.no, after, 500)
    if (rows.length === 0) return
    yield await liftRows(
      scope,
      db,
      definition,
      rows.filter(({ live }) => live),
    )
    seen += rows.length
    after = rows.at(-1)?.no ?? after
    // A look at many records must not keep others waiting.
    await new Promise((resolve) => setImmediate(resolve))
  }
}
