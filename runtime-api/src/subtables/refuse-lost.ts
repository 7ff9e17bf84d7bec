// Does a draft of a blueprint whose records were rows take away what makes them rows again?
import { type BlueprintVersion, type Issue, issue, type StoredOp } from '@molde/engine'
import { findBlueprintsByNo } from '../blueprints/blueprint-table.ts'
import { purgesIn } from '../blueprints/lost-values.ts'
import { findVersion } from '../blueprints/version-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { subtablesOf } from './subtable-table.ts'

/** One fault for each link and column. */
export async function lostRows(
  db: Db,
  scope: Scope,
  blueprint: { readonly no: number },
  { head, version, ops }: Tried,
): Promise<Issue[]> {
  const issues: Issue[] = []
  for (const { parent, child, link } of await subtablesOf(db, scope.tenant.no, blueprint.no)) {
    if (child.no !== blueprint.no) continue
    const [known] = await findBlueprintsByNo(db, scope.tenant.no, [parent.no])
    const called = known?.label ?? parent.name
    const was = head.fields.find(({ id }) => id === link)
    const is = version.fields.find(({ id }) => id === link)
    if (was && !(is?.type === 'relation' && !is.many && is.blueprint === was.blueprint && !is.computed))
      issues.push(issue(['ops'], 'link-of-rows', { label: was.label ?? was.key, blueprint: called }))
    const first = await findVersion(db, scope.tenant.no, blueprint.no, 1)
    const columns = new Set<string>(first?.definition.fields.map(({ id }) => id))
    for (const [i, op] of ops.entries())
      for (const { field, key, label } of purgesIn([op]))
        if (columns.has(field))
          issues.push(issue(['ops', i, 'field'], 'column-of-rows', { label: label ?? key, blueprint: called }))
  }
  return issues
}

interface Tried {
  readonly head: BlueprintVersion
  readonly version: BlueprintVersion
  readonly ops: readonly StoredOp[]
}
