// A record without what was destroyed for good since the version whose shape it is in. Whatever is stored below a purge goes through here.
import { compileErasure, equalJson, eraseIn, erasuresIn, type Migrated, type OpMaps } from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'
import { loadMaps } from '../op-maps/load-maps.ts'
import type { RecordRow } from '../record-store/record-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'

type Erase = (record: Migrated, maps?: OpMaps) => Migrated

/** By the plans of a definition, which live as long as nothing is published. */
const compiled = new WeakMap<Definition['plans'], Map<number, Erase | undefined>>()

/** How a record in the shape of `version` is rid of it; undefined when nothing was destroyed since, as nearly always. */
function erasureAt({ newest: { plans, opsInto, head } }: Definition, version: number): Erase | undefined {
  if (version === head.version) return undefined
  const known = compiled.get(plans) ?? new Map<number, Erase | undefined>()
  compiled.set(plans, known)
  if (!known.has(version)) known.set(version, compileErasure(opsInto, version, head.version))
  return known.get(version)
}

/** `row` is in the shape of `version`, wherever it rests. */
export async function purgedRow(
  scope: Scope,
  db: Db,
  definition: Definition,
  row: RecordRow,
  version: number,
): Promise<RecordRow> {
  const erase = erasureAt(definition, version)
  if (!erase) return row
  let purged = row
  await loadMaps(db, scope.tenant.no, definition.no, (maps) => {
    purged = { ...row, ...erase(row, maps) }
  })
  return purged
}

/** As it rests, also without what pairs of any version still hold; undefined when there is nothing of the kind. */
export async function purgedAtRest(
  scope: Scope,
  db: Db,
  definition: Definition,
  row: RecordRow,
): Promise<Pick<RecordRow, 'data' | 'attic'> | undefined> {
  const { data, attic: before } = await purgedRow(scope, db, definition, row, row.version)
  const attic = { ...before }
  for (const erasure of erasuresIn(definition.opsInto, 0, definition.newest.head.version)) eraseIn(attic, erasure)
  return equalJson(row.data, data) && equalJson(row.attic, attic) ? undefined : { data, attic }
}
