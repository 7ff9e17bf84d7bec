// Of which fields of an older version is a field of a newer one made?
import type { StoredOp } from '../blueprint/blueprint.ts'
import type { FieldId } from '../ids.ts'
import { stepsBetween } from './erasing.ts'
import { withoutUndone } from './undone-steps.ts'

/**
 * Who knows only version `from` gives a value to `field` of version `to` by giving one to these. Itself where no op makes another of
 * it; nothing where it was added since. Whether `from` shows them is not asked. `opsOf` as in `compilePlan`.
 */
export function fieldsBehind(
  opsOf: (version: number) => readonly StoredOp[],
  from: number,
  to: number,
  field: FieldId,
): readonly FieldId[] {
  let sources: readonly FieldId[] = [field]
  for (const { edge } of withoutUndone(stepsBetween(opsOf, from, to, new Set())).toReversed()) {
    const { lens, isReversed, within } = edge
    if (within !== undefined) continue
    const [before, after] = isReversed ? [lens.to, lens.from] : [lens.from, lens.to]
    if (!after.some((id) => sources.includes(id))) continue
    sources = [...new Set([...sources.filter((id) => !after.includes(id)), ...before])]
  }
  return sources
}
