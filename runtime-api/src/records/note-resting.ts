// A record came to rest at a version: does what is known of its blueprint's older records still hold?
import { noteAttics, touchBlueprint } from '../blueprints/blueprint-table.ts'
import type { Definition } from '../blueprints/definition.ts'
import type { RecordRow } from '../record-store/record-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'

/** Whatever is known of the blueprint's records below its newest version has to stay true. */
export async function noteResting(
  tx: Db,
  scope: Scope,
  { no, head, oldest, keepsAttics }: Definition,
  resting: Pick<RecordRow, 'version' | 'attic'>,
): Promise<void> {
  if (resting.version < oldest) await touchBlueprint(tx, scope.tenant.no, no)
  if (resting.version < head.version && !keepsAttics && Object.keys(resting.attic).length > 0)
    await noteAttics(tx, scope.tenant.no, no)
}
