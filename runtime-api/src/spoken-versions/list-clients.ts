// Who speaks which version of a blueprint, and names which of its fields? It says when an old version is not needed any more.
import { keyNames } from '../api-keys/api-key-table.ts'
import { definitionOf } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import { allVersions } from '../blueprints/version-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { writeUses } from './count-use.ts'
import { type FieldUse, fieldUsesOf } from './field-use-table.ts'
import { pinsOf } from './pin-table.ts'
import { sayTimes, sayUse } from './say-use.ts'
import { usesOf } from './use-table.ts'

/** The newest version first. */
export async function listClients(scope: Scope, blueprint: string) {
  await writeUses(scope.runtime)
  const db = scope.store.read
  const definition = await definitionOf(scope, db, blueprint)
  const { no, head } = definition
  const [uses, pins] = [await usesOf(db, scope.tenant.no, no), await pinsOf(db, scope.tenant.no, no)]
  const keys = [...new Set([...uses.map(({ actor }) => actor), ...pins.keys()])].filter((actor) => actor !== '')
  const names = await keyNames(scope.runtime.control.read, scope.tenant.no, keys)
  const quiet = [...pins].filter(
    ([actor, version]) => !uses.some((use) => use.actor === actor && use.version === version),
  )
  const never = { reads: 0, writes: 0, readAt: null, writtenAt: null, wholeReads: 0, wholeReadAt: null }
  const all = [...uses, ...quiet.map(([actor, version]) => ({ ...never, actor, version }))]
  all.sort((a, b) => b.version - a.version || (a.actor < b.actor ? -1 : 1))
  const fields = await fieldUsesOf(db, scope.tenant.no, no)
  const called = await namesOf(db, scope, definition, fields)
  return {
    newest: head.version,
    fields: fields.flatMap((use) => {
      const field = called.get(use.field)
      const name = names.get(use.actor)
      if (field === undefined || name === undefined) return []
      return [{ ...field, key: { id: use.actor, name }, ...sayTimes(use) }]
    }),
    items: all.map((use) => ({
      key: use.actor === '' ? null : { id: use.actor, name: names.get(use.actor) ?? '' },
      version: use.version,
      pinned: pins.get(use.actor) === use.version,
      ...sayUse(use),
    })),
  }
}

interface NamedField {
  readonly field: string
  /** The last version that has it; undefined for the newest. */
  readonly until?: number
}

/** A field that is gone is called as it was last. */
async function namesOf(
  db: Db,
  scope: Scope,
  { no, head }: Definition,
  uses: readonly FieldUse[],
): Promise<ReadonlyMap<string, NamedField>> {
  const found = new Map<string, NamedField>(head.fields.map(({ id, key }) => [id, { field: key }]))
  if (uses.every(({ field }) => found.has(field))) return found
  const versions = [...(await allVersions(db, scope.tenant.no, no))].sort(([a], [b]) => b - a)
  for (const [version, { fields }] of versions)
    for (const { id, key } of fields) if (!found.has(id)) found.set(id, { field: key, until: version })
  return found
}
