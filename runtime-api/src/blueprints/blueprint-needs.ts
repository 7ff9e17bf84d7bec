// Which other blueprints would miss this one if it were destroyed? Those whose fields lead to its records or are worked out from them.
import { type FieldDef, type Issue, issue, type Label } from '@molde/engine'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { subtablesOf } from '../subtables/subtable-table.ts'
import { type BlueprintRow, findBlueprint, findBlueprintsByNo, listBlueprints } from './blueprint-table.ts'
import { findVersion } from './version-table.ts'

const mostNamed = 50

/**
 * One fault for each such field of the newest versions. One in the trash stands in nobody's way, or two that lead to each other could
 * never go. Where another blueprint has the name by now, it is that one that is meant.
 */
export async function needsOf(db: Db, scope: Scope, { no, name }: BlueprintRow): Promise<readonly Issue[]> {
  const tenant = scope.tenant.no
  const issues: Issue[] = []
  // By number, whoever has the name now.
  for (const { parent, child } of await subtablesOf(db, tenant, no)) {
    const [owner] = child.no === no ? await findBlueprintsByNo(db, tenant, [parent.no]) : []
    if (owner?.trashedAt === null) issues.push(issue([], 'rows-live-there', { blueprint: owner.label ?? owner.name }))
  }
  if (await findBlueprint(db, tenant, name)) return issues
  for (const row of await listBlueprints(db, tenant, '', 1_000)) {
    if (row.no === no) continue
    const head = (await findVersion(db, tenant, row.no, row.head))?.definition
    for (const { code, label } of (head?.fields ?? []).flatMap((field) => needOf(field, name)))
      issues.push(issue([], code, { label, blueprint: row.label ?? row.name }))
  }
  return issues.slice(0, mostNamed)
}

interface Need {
  readonly code: 'blueprint-pointed-to' | 'blueprint-counted'
  readonly label: Label
}

function needOf(field: FieldDef, name: string): readonly Need[] {
  const label = field.label ?? field.key
  const inner = (field.fields ?? []).flatMap((one) => needOf(one, name))
  if (field.type === 'relation' && field.blueprint === name) return [{ code: 'blueprint-pointed-to', label }, ...inner]
  if (field.computed?.kind === 'rollup' && field.computed.blueprint === name)
    return [{ code: 'blueprint-counted', label }, ...inner]
  return inner
}
