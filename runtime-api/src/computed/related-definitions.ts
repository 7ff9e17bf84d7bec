// Blueprints that read each other: what a definition may look at, and what it must not break.
import {
  type BlueprintVersion,
  brokenComputed,
  type Issue,
  issue,
  type Json,
  refuseIf,
  relatedCycle,
  sourcesOf,
} from '@molde/engine'
import { findBlueprint, findBlueprintsByNo } from '../blueprints/blueprint-table.ts'
import { findVersion } from '../blueprints/version-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { readersOf } from './source-table.ts'

export interface AtHand {
  readonly blueprintNamed: (name: string) => BlueprintVersion | undefined
}

/** The newest versions of all blueprints that this definition names, in its fields, relations or ops. */
export async function blueprintsNamedIn(db: Db, scope: Scope, ...definitions: readonly unknown[]): Promise<AtHand> {
  const names = new Set<string>()
  for (const definition of definitions) collectNames(definition as Json, names)
  const known = new Map<string, BlueprintVersion>()
  for (const name of names) {
    const head = await headOf(db, scope, name)
    if (head) known.set(name, head)
  }
  return { blueprintNamed: (name) => known.get(name) }
}

/** Throws when fields would be made from each other in a ring across blueprints, or another blueprint would lose what it reads. */
export async function refuseRelated(
  db: Db,
  scope: Scope,
  version: BlueprintVersion,
  path: readonly string[],
): Promise<void> {
  const related = await reachableFrom(db, scope, version)
  const way = related.length > 1 ? relatedCycle(related) : undefined
  refuseIf(way === undefined ? [] : [issue(path, 'computed-cycle', { way })])
  refuseIf(await lostReaders(db, scope, version, path))
}

/** Blueprints whose fields are worked out from this one, as they stand. */
export async function readingVersions(db: Db, scope: Scope, name: string): Promise<readonly BlueprintVersion[]> {
  const rows = await findBlueprintsByNo(db, scope.tenant.no, await readersOf(db, scope.tenant.no, name))
  const versions: BlueprintVersion[] = []
  for (const row of rows.filter((one) => one.trashedAt === null && one.name !== name)) {
    const head = await findVersion(db, scope.tenant.no, row.no, row.head)
    if (head) versions.push(head.definition)
  }
  return versions
}

async function lostReaders(db: Db, scope: Scope, version: BlueprintVersion, path: readonly string[]): Promise<Issue[]> {
  const issues: Issue[] = []
  for (const reader of await readingVersions(db, scope, version.name)) {
    const others = await blueprintsNamedIn(db, scope, reader)
    const now = { blueprintNamed: (name: string) => (name === version.name ? version : others.blueprintNamed(name)) }
    for (const { key, label } of brokenComputed(reader, now))
      issues.push(
        issue(path, 'read-by-computed', {
          label: version.label ?? version.name,
          by: label ?? key,
          blueprint: reader.label ?? reader.name,
        }),
      )
  }
  return issues
}

/** A ring that this version closes leads through it, so it is enough to follow what it reads. */
async function reachableFrom(db: Db, scope: Scope, version: BlueprintVersion): Promise<readonly BlueprintVersion[]> {
  const found = new Map([[version.name, version]])
  const open = [version]
  for (let next = open.pop(); next; next = open.pop()) {
    for (const name of sourcesOf(next)) {
      const head = found.has(name) ? undefined : await headOf(db, scope, name)
      if (!head) continue
      found.set(name, head)
      open.push(head)
    }
  }
  return [...found.values()]
}

async function headOf(db: Db, scope: Scope, name: string): Promise<BlueprintVersion | undefined> {
  const row = await findBlueprint(db, scope.tenant.no, name)
  return row && (await findVersion(db, scope.tenant.no, row.no, row.head))?.definition
}

/** Of a document that nobody has judged yet: deeper and more than any definition needs is not looked at. */
const deepest = 40
const mostNames = 200
const longestName = 100

/** Whatever a relation or a roll-up calls a blueprint, wherever in the document it stands. */
function collectNames(value: Json | undefined, names: Set<string>, depth = 0): void {
  if (typeof value !== 'object' || value === null || depth > deepest || names.size >= mostNames) return
  for (const [member, inner] of Object.entries(value)) {
    if (member === 'blueprint' && typeof inner === 'string' && inner.length <= longestName) names.add(inner)
    else collectNames(inner as Json, names, depth + 1)
  }
}
