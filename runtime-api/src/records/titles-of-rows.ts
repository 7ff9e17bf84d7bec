// What are these records of one blueprint called? Those that only a link names, by the names of the records they link to.
import { type BlueprintVersion, type FieldDef, type Json, type LinkTitles, titleOf } from '@molde/engine'
import { definitionOf } from '../blueprints/compiled-versions.ts'
import { ApiError } from '../errors.ts'
import { findRecords, type RecordRow } from '../record-store/record-table.ts'
import { readerOf, type Scope } from '../runtime.ts'
import { liftRows } from './lift-row.ts'

/** A record may be called by one that is called by another; records that link in a circle are called by nothing. */
const mostSteps = 3

/** By id of the record; one without a title is not there. `rows` are in the shape of the version. */
export async function titlesOfRows(
  scope: Scope,
  version: BlueprintVersion,
  rows: readonly Pick<RecordRow, 'id' | 'data'>[],
  steps = mostSteps,
): Promise<ReadonlyMap<string, string>> {
  const titles = new Map<string, string>()
  const nameless: (typeof rows)[number][] = []
  for (const row of rows) {
    const title = titleOf(version, row.data, readerOf(scope))
    if (title === undefined) nameless.push(row)
    else titles.set(row.id, title)
  }
  if (nameless.length === 0 || steps === 0) return titles
  const linked = await readLinked(scope, version, nameless, steps - 1)
  for (const { id, data } of nameless) {
    const title = titleOf(version, data, readerOf(scope), linked)
    if (title !== undefined) titles.set(id, title)
  }
  return titles
}

/** One statement per link, however many records there are. */
async function readLinked(
  scope: Scope,
  version: BlueprintVersion,
  rows: readonly Pick<RecordRow, 'id' | 'data'>[],
  steps: number,
): Promise<LinkTitles> {
  const db = scope.store.read
  const named = new Map<string, ReadonlyMap<string, string>>()
  for (const { id: field, type, blueprint } of version.fields) {
    if (type !== 'relation') continue
    const ids = [...new Set(rows.flatMap(({ data }) => idsOf(data[field])))]
    if (ids.length === 0) continue
    const target = await definitionOf(scope, db, blueprint ?? '').catch(unlessMissing)
    if (!target) continue
    const found = await liftRows(scope, db, target, await findRecords(db, scope.tenant.no, target.no, ids))
    named.set(field, await titlesOfRows(scope, target.head, found, steps))
  }
  return (field: FieldDef, id) => named.get(field.id)?.get(id)
}

/** The target's blueprint may be in the trash. */
function unlessMissing(thrown: unknown): undefined {
  if (!(thrown instanceof ApiError && thrown.code === 'not-found')) throw thrown
}

const idsOf = (value: Json | undefined): string[] => [value].flat().filter((id): id is string => typeof id === 'string')
