// Which elements do list fields hold? One row per element, so that "has this tag" is an index lookup.
import type { Projection } from '@molde/engine'
import { deleteMany } from '../store/delete-many.ts'
import { insertMany } from '../store/insert-many.ts'
import type { Db } from '../store/store.ts'

type Tags = Projection['tags']

const inserted = {
  insert: 'INSERT INTO record_tag (tenant, blueprint, field, value, no)',
  row: '(?, ?, ?, ?, ?)',
  end: 'ON CONFLICT DO NOTHING',
}
const deleted = { table: 'record_tag', columns: ['tenant', 'blueprint', 'field', 'value', 'no'] }

interface Owner {
  readonly blueprint: number
  readonly no: number
}

export interface TagMove {
  readonly owner: Owner
  readonly before: Tags
  readonly after: Tags
}

/** Brings the rows of each from `before` to `after`; only the difference is written. */
export async function moveTags(tx: Db, tenant: number, moves: readonly TagMove[]): Promise<void> {
  const rowsOf = ({ blueprint, no }: Owner, tags: Tags) =>
    tags.map(({ field, value }) => [tenant, blueprint, field, value, no])
  const gone = moves.flatMap(({ owner, before, after }) => rowsOf(owner, missingIn(before, after)))
  await deleteMany(tx, deleted, gone)
  const come = moves.flatMap(({ owner, before, after }) => rowsOf(owner, missingIn(after, before)))
  await insertMany(tx, inserted, come)
}

function missingIn(tags: Tags, others: Tags): Tags {
  if (tags.length === 0 || others.length === 0) return tags
  const known = new Set(others.map(({ field, value }) => `${field} ${value}`))
  return tags.filter(({ field, value }) => !known.has(`${field} ${value}`))
}
