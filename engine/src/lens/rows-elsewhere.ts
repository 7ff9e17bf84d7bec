// Which rows are records of other blueprints, where a record rests at this version?
import type { StoredOp } from '../blueprint/blueprint.ts'
import type { FieldId } from '../ids.ts'
import { stepsBetween } from './erasing.ts'
import type { RowsElsewhere } from './lens.ts'
import { stepsOf } from './wire-op.ts'

/** With the group that they are rows of. */
export interface RecordsOfRows extends RowsElsewhere {
  readonly group: FieldId
}

/** By the name of the step that made them records. `opsOf(v)` are the ops between version v − 1 and v. */
export function rowsElsewhereAt(
  opsOf: (version: number) => readonly StoredOp[],
  version: number,
): ReadonlyMap<string, RecordsOfRows> {
  const found = new Map<string, RecordsOfRows>()
  for (const { edge } of stepsBetween(opsOf, 1, version, new Set())) {
    const { elsewhere, from } = edge.lens
    if (!elsewhere) continue
    if (edge.isReversed) found.delete(edge.name)
    else found.set(edge.name, { ...elsewhere, group: from[0] as FieldId })
  }
  return found
}

/** Do rows become records on the way over these ops, or records rows? */
export function movesRows(ops: readonly StoredOp[]): boolean {
  return ops.flatMap(stepsOf).some(({ edge }) => edge.lens.elsewhere !== undefined)
}
