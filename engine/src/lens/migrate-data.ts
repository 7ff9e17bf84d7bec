// How does a record that rests at an older version look in the shape of a later one?
import type { BlueprintVersion, StoredOp } from '../blueprint/blueprint.ts'
import type { StoredData } from '../record/stored-record.ts'
import { compilePlan, runPlan } from './plan.ts'

/**
 * `opsBetween` are the ops of each version after the record's own, up to the target's. Ids stay what they are, so free ops
 * change nothing; an added field gets its fill. Data of fields the target does not have is not shown.
 */
export function migrateData(
  data: StoredData,
  opsBetween: readonly (readonly StoredOp[])[],
  target: BlueprintVersion,
): StoredData {
  const { data: filled } = runPlan(
    compilePlan((version) => opsBetween[version - 1] ?? [], 0, opsBetween.length),
    data,
  )
  const known = new Set<string>(target.fields.map((field) => field.id))
  if (Object.keys(filled).every((id) => known.has(id))) return filled
  return Object.fromEntries(Object.entries(filled).filter(([id]) => known.has(id)))
}
