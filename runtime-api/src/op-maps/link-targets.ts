// Which blueprints do the ops of a draft point to, so that the engine can look at their fields?
import type { BlueprintVersion, FieldDef, JsonObject } from '@molde/engine'
import { findBlueprint } from '../blueprints/blueprint-table.ts'
import { findVersion } from '../blueprints/version-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'

const linkingOps: readonly unknown[] = ['toRelation', 'fromRelation', 'retarget', 'extract', 'inline', 'moveToRelated']
/** A draft names no more; what comes after is not found. */
const mostTargets = 100

/** Only of this tenant; one in the trash is not there. Nothing is read for drafts that link nothing. */
export async function linkTargets(
  db: Db,
  scope: Scope,
  head: BlueprintVersion,
  ops: readonly JsonObject[],
): Promise<(name: string) => BlueprintVersion | undefined> {
  const all = ops.flatMap((op) => [op, ...innerOps(op)])
  const targets = new Map<string, BlueprintVersion>()
  if (!all.some(({ op }) => linkingOps.includes(op))) return (name) => targets.get(name)
  const names = new Set([...all.flatMap(namesIn), ...relationsIn(head.fields)])
  for (const name of [...names].slice(0, mostTargets)) {
    const row = await findBlueprint(db, scope.tenant.no, name)
    const version = row && (await findVersion(db, scope.tenant.no, row.no, row.head))
    if (version) targets.set(name, version.definition)
  }
  return (name) => targets.get(name)
}

function innerOps({ op, ops }: JsonObject): readonly JsonObject[] {
  return op === 'each' && Array.isArray(ops) ? ops.filter(isNamed) : []
}

/** What an op links to, or what a field that it brings links to. */
function namesIn({ blueprint, field }: JsonObject): string[] {
  return [blueprint, isNamed(field) ? field['blueprint'] : undefined].filter((name) => typeof name === 'string')
}

function isNamed(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function relationsIn(fields: readonly FieldDef[]): string[] {
  return fields.flatMap((field) => [...(field.blueprint ? [field.blueprint] : []), ...relationsIn(field.fields ?? [])])
}
