// Which elements do list fields hold? One row per element, so that "has this tag" is an index lookup.
import type { Projection } from '@molde/engine'
import type { Db } from '../store/store.ts'

type Tags = Projection['tags']

const insertText =
  'INSERT INTO record_tag (tenant, blueprint, field, value, no) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING'
const deleteText = 'DELETE FROM record_tag WHERE tenant = ? AND blueprint = ? AND field = ? AND value = ? AND no = ?'

interface Owner {
  readonly blueprint: number
  readonly no: number
}

/** Brings the rows from `before` to `after`; only the difference is written. */
export async function moveTags(
  tx: Db,
  tenant: number,
  { blueprint, no }: Owner,
  before: Tags,
  after: Tags,
): Promise<void> {
  for (const tag of missingIn(before, after)) await tx.run(deleteText, [tenant, blueprint, tag.field, tag.value, no])
  for (const tag of missingIn(after, before)) await tx.run(insertText, [tenant, blueprint, tag.field, tag.value, no])
}

function missingIn(tags: Tags, others: Tags): Tags {
  if (tags.length === 0 || others.length === 0) return tags
  const known = new Set(others.map(({ field, value }) => `${field} ${value}`))
  return tags.filter(({ field, value }) => !known.has(`${field} ${value}`))
}
