// What are these records called now? For lists that point to records of any blueprint.
import { findBlueprintsByNo } from '../blueprints/blueprint-table.ts'
import { definitionOf } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import { findColumnsByNo, recordOf } from '../record-store/record-table.ts'
import type { Scope } from '../runtime.ts'
import { liftRows } from './lift-row.ts'
import { titlesOfRows } from './titles-of-rows.ts'

export interface NamedRecord {
  readonly no: number
  readonly id: string
  /** The blueprint's name. */
  readonly blueprint: string
  /** Empty when the record has none. */
  readonly title: string
  /** False: in the trash. */
  readonly live: boolean
}

/** By row number; one whose blueprint is in the trash is not there. */
export async function titlesOf(scope: Scope, numbers: readonly number[]): Promise<ReadonlyMap<number, NamedRecord>> {
  const db = scope.store.read
  const rows = (await findColumnsByNo(db, scope.tenant.no, [...new Set(numbers)])).map(recordOf)
  const definitions = await definitionsByNo(
    scope,
    rows.map(({ blueprint }) => blueprint),
  )
  const named = new Map<number, NamedRecord>()
  for (const definition of definitions.values()) {
    const own = rows.filter(({ blueprint }) => blueprint === definition.no)
    const lifted = await liftRows(scope, db, definition, own)
    const titles = await titlesOfRows(scope, definition.head, lifted)
    for (const { no, id, live } of lifted)
      named.set(Number(no), { no: Number(no), id, blueprint: definition.name, title: titles.get(id) ?? '', live })
  }
  return named
}

/** By number; those in the trash are not there. */
export async function definitionsByNo(
  scope: Scope,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, Definition>> {
  const db = scope.store.read
  const rows = await findBlueprintsByNo(db, scope.tenant.no, [...new Set(numbers)])
  const definitions = new Map<number, Definition>()
  for (const { no, name, trashedAt } of rows)
    if (trashedAt === null) definitions.set(no, await definitionOf(scope, db, name))
  return definitions
}
