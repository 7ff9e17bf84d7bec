// Must what hangs on a record be brought up to date?
import { planBetween } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import type { RecordRow } from '../record-store/record-table.ts'

/** Does what hangs on the record say something else than the newest version does? */
export function isUnderived({ newest }: Definition, row: RecordRow): boolean {
  if (row.derivedVersion === newest.head.version) return false
  if (row.derivedVersion < newest.uniqueSince) return true
  // What they give follows from what they read, and from how they read it.
  if (newest.head.fields.some(({ computed }) => computed)) return true
  const { touches, changes } = planBetween(newest, row.derivedVersion, newest.head.version)
  return (Object.keys(row.attic).length > 0 ? touches : changes).size > 0
}
